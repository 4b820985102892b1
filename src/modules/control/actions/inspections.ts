import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import {
  blankCase,
  type Case,
  type CaseActionParts,
  caseAction,
  common,
  findCase,
  newCase,
  newHandler,
  nextNumber,
  refuseForeignAssignee,
  subjectOf,
  withClock,
} from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { inspection, inspectionActions as table } from '../case.ts'
import { type InspectionDetails, type Measure, MeasureKind, type MeasureTable } from '../contract.ts'
import {
  followUp,
  type Inspection,
  inspectionLimit,
  levelInForce,
  passInspection,
  plannedMeasures,
  reportFindings,
} from '../rules.ts'
import {
  accessSubject,
  listPlans,
  lockSubject,
  readMeasures,
  replan,
  type Subject,
  saveFindings,
  savePlanCase,
} from '../store.ts'

const titles: Readonly<Record<string, string>> = { inspection: '检查', report: '报送', training: '培训' }

/** A measure has fallen due: its task stands in the owner's queue, with the plan's day as its deadline. */
export function openInspection(clock: Clock) {
  return defineAction({
    name: 'control.open-inspection',
    input: z.object({ subject: z.uuid(), measure: MeasureKind }),
    allow: access.carryOut,
    async run(tx, { input, actor, now, trace, authorise }) {
      const s = await lockSubject(tx, { id: input.subject })
      authorise(accessSubject(s))
      const measures = await readMeasures(tx)
      const plan = (await listPlans(tx, s)).find((p) => p.measure === input.measure)
      const level = levelInForce(s.base, s.override, dayOf(now))
      const measure =
        level === null
          ? undefined
          : plannedMeasures(measures, s.kind, level).find((m) => m.measure === input.measure)
      if (plan?.due == null || plan.case !== null || level === null || measure === undefined)
        throw new Refusal('not-now', 'control.nothing-due', { measure: input.measure })
      const opened = await newInspection(tx, clock, s, { measure, measures, due: plan.due, now })
      await savePlanCase(tx, s, input.measure, { case: opened.id })
      const payload = {
        action: 'submit',
        number: opened.number,
        visible: 'internal',
        applicant: null,
        version: 1,
      }
      return {
        output: { id: opened.id, number: opened.number },
        subject: { ...subjectOf(opened), type: inspection.type, id: opened.id, district: opened.district },
        change: { number: opened.number, subject: s.id, measure: input.measure, due: plan.due, level },
        events: [{ name: 'inspection.submitted', payload }],
        write: newCase(opened, measure.text, {
          action: 'submit',
          actor,
          visible: 'internal',
          input: { measure: input.measure, level, due: plan.due },
          trace,
          org: s.owner,
        }),
      }
    },
  })
}

interface Opening {
  readonly measure: Measure
  readonly measures: MeasureTable
  readonly due: string
  readonly now: Date
}

async function newInspection(
  tx: Tx,
  clock: Clock,
  s: Subject,
  { measure, measures, due, now }: Opening,
): Promise<Inspection> {
  const at = now.toISOString()
  const details: InspectionDetails = {
    subject: s.id,
    subjectName: s.name,
    subjectKind: s.kind,
    identifier: s.identifier,
    level: measure.level,
    measure: measure.measure,
    due,
    rectifyDays: measures.rectifyDays,
    result: null,
    findings: [],
    followUps: [],
  }
  const base: Inspection = blankCase(inspection, now, {
    number: await nextNumber(tx, inspection, now),
    district: s.district,
    place: s.place,
    title: `${titles[measure.measure] ?? measure.measure}：${s.name}`,
    channel: 'control',
    category: null,
    urgency: null,
    applicant: null,
    lead: newHandler(s.owner, now),
    details,
  })
  const calendar = clock.calendar(s.owner)
  const ctx = {
    now,
    calendar,
    limit: inspectionLimit as (clock: string, c: Case) => ReturnType<typeof inspectionLimit>,
  }
  const answer = {
    name: 'answer',
    startedAt: at,
    due: closingTime(due, calendar.officeHours),
    unit: 'days' as const,
    pausedAt: null,
    stoppedAt: null,
  }
  return { ...base, clocks: [...withClock([], 'accept', inspectionLimit('accept', base), ctx), answer] }
}

/** The end of the office hours of a day in Shanghai. */
function closingTime(day: string, officeHours: readonly (readonly string[])[]): string {
  const end = officeHours.at(-1)?.[1] ?? '18:00'
  return new Date(`${day}T${end}:00+08:00`).toISOString()
}

/** One audited action from each row of the table. */
export function inspectionActionsOf(clock: Clock) {
  const parts: CaseActionParts<InspectionDetails> = {
    clock,
    limits: async () => inspectionLimit,
    check: refuseForeignAssignee,
  }
  const make = <N extends keyof typeof table>(
    name: N,
    rule: Parameters<typeof caseAction<InspectionDetails, (typeof table)[N]['input']>>[4],
  ) => caseAction<InspectionDetails, (typeof table)[N]['input']>(inspection, name, table[name], parts, rule)
  return {
    accept: make('accept', common.accept),
    assign: make('assign', common.assign),
    pass: make('pass', passInspection),
    report: make('report', reportFindings),
    persist: make('persist', followUp(false)),
    resolve: make('resolve', followUp(true)),
    requestExtension: make('requestExtension', common.requestExtension),
    decideExtension: make('decideExtension', (c, input, ctx) =>
      common.decideExtension(c.state === 'rectifying' ? 'rectify' : 'answer')(c, input, ctx),
    ),
    supervise: make('supervise', common.supervise),
    revoke: make('revoke', common.unchanged),
    note: make('note', common.unchanged),
    escalate: make('escalate', common.escalate),
    remind: make('remind', common.remind),
  }
}

/** What became of a task comes back to its subject: findings, when it was last done, when it is due next. */
export function settleInspection(clock: Clock) {
  return defineAction({
    name: 'control.settle-inspection',
    input: z.object({ case: z.uuid() }),
    allow: access.carryOut,
    async run(tx, { input, now, authorise }) {
      const c = await findCase<InspectionDetails>(tx, inspection.type, input.case)
      if (c === undefined) throw new Refusal('not-found', 'case.not-found', { id: input.case })
      const s = await lockSubject(tx, { id: c.details.subject })
      authorise(accessSubject(s))
      const { findings, result } = c.details
      if (result !== null)
        await saveFindings(tx, s, { case: c.id, at: result.at, findings, resolvedAt: c.closedAt })
      if (c.closedAt !== null) {
        const done =
          result === null ? { skipped: dayOf(new Date(c.closedAt)) } : { last: dayOf(new Date(result.at)) }
        await savePlanCase(tx, s, c.details.measure, { case: null, ...done })
        await replan(tx, s, { table: await readMeasures(tx), calendar: clock.calendar(s.owner), now })
      }
      return {
        output: { id: s.id, state: c.state },
        subject: accessSubject(s),
        change: { case: c.number, state: c.state, findings: findings.length },
        events: [
          {
            name: 'control.inspection-settled',
            payload: { subject: s.id, owner: s.owner, kind: s.kind, state: c.state },
            subject: accessSubject(s),
          },
        ],
      }
    },
  })
}
