import { v7 as uuidv7 } from 'uuid'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { type Case, findCase } from '#kernel/cases'
import { addDuration, type Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { access } from './access.ts'
import { DecideObjection, FileObjection, JudgeFinding, RecordFindings } from './contract.ts'
import { tables } from './tables.ts'

/** An objection is decided within these working days. */
const decideWithin = { amount: 5, unit: 'workingDays' } as const

/** Every write of the module. */
export function assessmentActions(clock: Clock) {
  return { file: fileObjection(clock), decide, judge, record }
}
export type AssessmentActions = ReturnType<typeof assessmentActions>

/** The organization that leads a case says why it should not count. */
function fileObjection(clock: Clock) {
  return defineAction({
    name: 'assessment.file-objection',
    input: FileObjection,
    allow: access.file,
    async run(tx, { actor, input, now, authorise }) {
      if (actor.kind === 'anonymous') authorise({})
      const c = await getAppeal(tx, input.case)
      const org = c.lead?.org ?? ''
      authorise({ place: c.place, lead: org })
      if (c.answeredAt === null) throw new Refusal('not-now', 'assessment.not-answered')
      const id = uuidv7()
      const due = addDuration(clock.calendar(), now, decideWithin)
      const { numInsertedOrUpdatedRows } = await tables(tx)
        .insertInto('score_objections')
        .values({
          ...ofCase(c),
          id,
          org,
          kind: input.kind,
          reason: input.reason,
          filed_at: now,
          filed_by: actor.name,
          due_at: due,
          decided_at: null,
          decided_by: null,
          decision: null,
        })
        .onConflict((x) => x.columns(['district', 'case_id', 'org']).doNothing())
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows === 0n) throw new Refusal('conflict', 'assessment.filed-already')
      return {
        output: { id, due: due.toISOString() },
        subject: { type: 'score-objection', id, district: c.district, place: c.place, lead: org },
        change: { case: c.id, org, kind: input.kind, reason: input.reason },
        events: [{ name: 'assessment.objection-filed', payload: { case: c.id, org } }],
      }
    },
  })
}

const decide = defineAction({
  name: 'assessment.decide-objection',
  input: DecideObjection,
  allow: access.decide,
  async run(tx, { actor, input, now, authorise }) {
    if (actor.kind === 'anonymous') authorise({})
    const row = await tables(tx)
      .selectFrom('score_objections')
      .selectAll()
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) throw new Refusal('not-found', 'assessment.objection-not-found')
    authorise({ place: row.place, lead: row.org })
    if (row.state !== 'open') throw new Refusal('not-now', 'assessment.decided-already', { available: [] })
    const state = input.grant ? ('granted' as const) : ('refused' as const)
    await tables(tx)
      .updateTable('score_objections')
      .set({ state, decided_at: now, decided_by: actor.name, decision: input.reason })
      .where('district', '=', row.district)
      .where('id', '=', row.id)
      .execute()
    return {
      output: { id: row.id, state },
      subject: {
        type: 'score-objection',
        id: row.id,
        district: row.district,
        place: row.place,
        lead: row.org,
      },
      change: { state: ['open', state], reason: input.reason },
      events: [{ name: 'assessment.objection-decided', payload: { case: row.case_id, org: row.org, state } }],
    }
  },
})

/** A person says whether a finding is what it looks like; only then does it touch a figure. */
const judge = defineAction({
  name: 'assessment.judge-finding',
  input: JudgeFinding,
  allow: access.judge,
  async run(tx, { actor, input, now, authorise }) {
    if (actor.kind === 'anonymous') authorise({})
    const row = await tables(tx)
      .selectFrom('assessment_findings')
      .selectAll()
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) throw new Refusal('not-found', 'assessment.finding-not-found')
    authorise({ place: row.place, lead: row.org })
    if (row.state !== 'open') throw new Refusal('not-now', 'assessment.decided-already', { available: [] })
    const state = input.confirm ? ('confirmed' as const) : ('dismissed' as const)
    await tables(tx)
      .updateTable('assessment_findings')
      .set({ state, judged_at: now, judged_by: actor.name, reason: input.reason })
      .where('district', '=', row.district)
      .where('id', '=', row.id)
      .execute()
    return {
      output: { id: row.id, state },
      subject: {
        type: 'assessment-finding',
        id: row.id,
        district: row.district,
        place: row.place,
        lead: row.org,
      },
      change: { rule: row.rule, state: ['open', state], reason: input.reason },
      events: [{ name: 'assessment.finding-judged', payload: { case: row.case_id, rule: row.rule, state } }],
    }
  },
})

/** What the rules saw; one finding a case and rule, however often it is looked at. */
const record = defineAction({
  name: 'assessment.record-findings',
  input: RecordFindings,
  allow: access.record,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const c = await getAppeal(tx, input.case)
    const rows = input.findings.map((f) => ({
      ...ofCase(c),
      id: uuidv7(),
      org: f.org,
      rule: f.rule,
      facts: JSON.stringify(f.facts),
      at: now,
      judged_at: null,
      judged_by: null,
      reason: null,
    }))
    const added = await tables(tx)
      .insertInto('assessment_findings')
      .values(rows)
      .onConflict((x) => x.columns(['district', 'case_id', 'rule']).doNothing())
      .returning('rule')
      .execute()
    return {
      output: { added: added.length },
      subject: { type: 'appeal', id: c.id, district: c.district },
      change: { findings: added.map((a) => a.rule) },
    }
  },
})

async function getAppeal(tx: Tx, id: string): Promise<Case> {
  const c = await findCase(tx, 'appeal', id)
  if (c === undefined) throw new Refusal('not-found', 'case.not-found', { id })
  return c
}

function ofCase(c: Case) {
  return { district: c.district, case_id: c.id, case_number: c.number, place: c.place }
}
