import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { defineAction, type Outcome, Refusal } from '#kernel/action'
import { newCase, newHandler, nextNumber, type RuleContext, subjectOf, withClock } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import { atTimeOfDay, dayNumber } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { readChanges } from '#modules/collection'
import type { RowChange } from '#modules/collection/contract'
import { resolveDuty } from '#modules/duties'
import { access } from '../access.ts'
import { scenarioCase } from '../case.ts'
import { callLimits, type OwnCaseType, PartCode, type ScenarioCaseDetails } from '../contract.ts'
import { answerOf, caseLimit, filledOf, isOpening, type ScenarioCase, subjectKey } from '../rules.ts'
import {
  countOpened,
  findReading,
  getRun,
  openSubjects,
  positionBefore,
  type Reading,
  type Run,
  saveOpened,
  saveReading,
  scenarioSubject,
  takeTurn,
} from '../store.ts'
import { begin, mostFaults } from './reacting.ts'

export interface Opened {
  readonly changes: number
  /** Of the last change that was looked at; null: it is stopped. */
  readonly position: string | null
}

interface Opener {
  readonly run: Run
  readonly type: OwnCaseType
  readonly reading: Reading
}

/** Under what a kind of case keeps how far it has read; no reaction of a program is named so. */
const readerOf = (type: OwnCaseType) => `case:${type.code}`

/**
 * Looks at the next changes of a resource for one that opens a case, and opens it: the case and how far was read are one
 * transaction, so that no change opens two and none is missed.
 */
export function openCase(clock: Clock) {
  return defineAction({
    name: 'scenario.open-case',
    input: z.object({ code: z.string(), sandbox: z.boolean(), kind: PartCode }),
    allow: access.work,
    async run(tx, { input, actor, now, trace, authorise }): Promise<Outcome<Opened>> {
      const { run, type, resource } = await kindOf(tx, input)
      const subject = scenarioSubject(run.s)
      authorise(subject)
      await takeTurn(tx, run)
      const reading = (await findReading(tx, run, readerOf(type))) ?? (await beginning(tx, run, resource))
      const looked = (output: Opened): Outcome<Opened> => ({ output, subject, change: {}, outcome: 'read' })
      if (reading.faults >= mostFaults) return looked({ changes: 0, position: null })
      const { changes, next } = await readChanges(tx, resource, reading.position, callLimits.batch)
      if (changes.length === 0) return looked({ changes: 0, position: reading.position })
      const opener = { run, type, reading }
      const change = await firstOpening(tx, opener, changes)
      const position = change?.position ?? next
      if (change === undefined) {
        await saveReading(tx, run, readerOf(type), { ...reading, position, at: now })
        return looked({ changes: changes.length, position })
      }
      if (await isFull(tx, run, now)) return stopped(tx, opener, now)
      await saveReading(tx, run, readerOf(type), { ...reading, position, at: now })
      const opened = await caseOf(tx, opener, change, { clock, now })
      await saveOpened(tx, run, { ...opened, kind: type.code, subject: opened.details.subject.key, at: now })
      return {
        output: { changes: changes.indexOf(change) + 1, position },
        subject: { ...subjectOf(opened), type: scenarioCase.type, id: opened.id, district: opened.district },
        change: {
          number: opened.number,
          scenario: run.s.code,
          kind: type.code,
          sandbox: run.sandbox,
          row: change.key,
        },
        events: [
          {
            name: 'scenario-case.submitted',
            payload: {
              action: 'submit',
              number: opened.number,
              visible: 'internal',
              applicant: null,
              version: 1,
            },
          },
        ],
        write: newCase(opened, bodyOf(opened.details), {
          action: 'submit',
          actor,
          visible: 'internal',
          input: {
            row: change.key,
            table: opened.details.dispatched.table.zh,
            line: opened.details.dispatched.row,
          },
          trace,
          org: run.s.org,
        }),
      }
    },
  })
}

/** @throws Refusal where it does not run, or has no such kind of case */
async function kindOf(tx: Tx, ref: { code: string; sandbox: boolean; kind: string }) {
  const run = await getRun(tx, ref)
  const type = run.manifest.caseTypes.find((t) => t.code === ref.kind)
  const resource = run.resources.get(type?.opens.resource ?? '')
  if (type === undefined || resource === undefined)
    throw new Refusal('not-found', 'scenarios.no-case-type', { kind: ref.kind })
  return { run, type, resource }
}

/** What was known before the version was proposed is the past: a new kind of case does not open it again. */
async function beginning(tx: Tx, run: Run, resource: string): Promise<Reading> {
  return { ...begin, position: await positionBefore(tx, resource, run.since) }
}

async function firstOpening(
  tx: Tx,
  { run, type }: Opener,
  changes: readonly RowChange[],
): Promise<RowChange | undefined> {
  const fitting = changes.filter((c) => isOpening(type.opens.where, c.data))
  const keys = fitting.map((c) => subjectKey(type.opens, c))
  const open = keys.length === 0 ? new Set<string>() : await openSubjects(tx, run, type.code, keys)
  return fitting.find((c) => !open.has(subjectKey(type.opens, c)))
}

async function isFull(tx: Tx, run: Run, now: Date): Promise<boolean> {
  const today = atTimeOfDay(dayNumber(now), 0)
  return (await countOpened(tx, run, today)) >= run.manifest.limits.casesPerDay
}

/** It stands still before this change until a person has looked; nothing is lost. */
async function stopped(tx: Tx, { run, type, reading }: Opener, now: Date): Promise<Outcome<Opened>> {
  const problem = `more than ${run.manifest.limits.casesPerDay} cases in a day`
  await saveReading(tx, run, readerOf(type), { ...reading, faults: mostFaults, problem, at: now })
  const payload = { code: run.s.code, reaction: type.title.zh, problem }
  return {
    output: { changes: 0, position: null },
    subject: scenarioSubject(run.s),
    change: { kind: type.code, problem },
    events: [{ name: 'scenario.reaction-stopped', payload }],
  }
}

async function caseOf(
  tx: Tx,
  { run, type }: Opener,
  change: RowChange,
  { clock, now }: { clock: Clock; now: Date },
): Promise<ScenarioCase> {
  const row = change.data ?? {}
  const place = placeOf({ run, type, row })
  const { lead, dispatched, urgency } = await dispatchOf(tx, { run, type, row, place })
  const at = now.toISOString()
  const base: ScenarioCase = {
    id: uuidv7(),
    type: scenarioCase.type,
    number: await nextNumber(tx, scenarioCase, now),
    district: place.split('/')[1] ?? place,
    place,
    point: pointOf(type.opens.point === null ? null : row[type.opens.point]),
    address: null,
    state: scenarioCase.initial,
    version: 1,
    title: titleOf(run, type, row),
    channel: 'scenario',
    category: dispatched.category,
    urgency,
    applicant: null,
    requester: run.s.org,
    dispute: null,
    followers: [],
    lead: newHandler(lead, now),
    co: [],
    clocks: [],
    hold: null,
    extension: null,
    escalation: 0,
    supervised: false,
    reopened: 0,
    rating: null,
    files: [],
    createdAt: at,
    updatedAt: at,
    answeredAt: null,
    closedAt: null,
    details: detailsOf({ run, type, row, dispatched }, subjectKey(type.opens, change)),
  }
  const ctx: RuleContext = { now, calendar: clock.calendar(lead), limit: caseLimit as RuleContext['limit'] }
  // A try has no deadlines: nobody is reminded of it.
  const names = run.sandbox === 0 ? scenarioCase.clocks : []
  const clocks = names.reduce(
    (all: ScenarioCase['clocks'], name) => withClock(all, name, caseLimit(name, base), ctx),
    [],
  )
  return { ...base, clocks }
}

type About = Pick<Opener, 'run' | 'type'> & { readonly row: Readonly<Record<string, unknown>> }

/** Where the row says it is, else where the department works. */
function placeOf({ run, type, row }: About): string {
  const item = resourceOf(run, type)?.scope.placeItem
  const said = item == null ? undefined : row[item]
  return typeof said === 'string' ? said : (run.s.places[0] ?? '50')
}

function resourceOf(run: Run, type: OwnCaseType) {
  return run.manifest.resources.find((r) => r.code === type.opens.resource)
}

function detailsOf(
  { run, type, row, dispatched }: About & Pick<ScenarioCaseDetails, 'dispatched'>,
  key: string,
): ScenarioCaseDetails {
  const [stage] = type.stages
  if (stage === undefined) throw new Error(`${type.code} has no stage`)
  const items = resourceOf(run, type)?.items ?? []
  return {
    scenario: run.s.id,
    code: run.s.code,
    name: run.manifest.name,
    number: run.number,
    sandbox: run.sandbox,
    kind: type.code,
    kindTitle: type.title,
    subject: { resource: type.opens.resource, key },
    evidence: filledOf(
      items.filter((i) => type.shows.includes(i.name)),
      row,
    ),
    stage,
    dispatched,
    results: [],
  }
}

type Dispatching = About & { readonly place: string }

/** Who leads and who helps, by the package's table and the city's duty list. A try troubles nobody but the department. */
async function dispatchOf(tx: Tx, { run, type, row, place }: Dispatching) {
  const { dispatch, limits } = type
  const table = run.manifest.tables.find((t) => t.code === dispatch.table)
  if (table === undefined) throw new Error(`${run.s.code} has no table ${dispatch.table}`)
  const answer = answerOf(table, row)
  const text = (name: string | null) => (name === null ? '' : String(answer.outputs[name] ?? ''))
  const category = text(dispatch.lead) === '' ? null : text(dispatch.lead)
  const duty = category === null ? undefined : await resolveDuty(tx, category, place)
  const org = duty?.org ?? run.s.org
  const beside = new Set(duty?.co ?? [])
  for (const name of dispatch.with) {
    const found = text(name) === '' ? undefined : await resolveDuty(tx, text(name), place)
    if (found !== undefined) beside.add(found.org)
  }
  const dispatched: ScenarioCaseDetails['dispatched'] = {
    table: table.title,
    row: answer.row === null ? null : answer.row + 1,
    note: answer.note,
    category,
    unknown: category !== null && duty === undefined,
    org,
    with: [...beside].filter((o) => o !== org).slice(0, mostHelpers),
    days: dispatch.days === null ? limits.days : Number(answer.outputs[dispatch.days]),
    acceptHours: limits.acceptHours,
  }
  const urgency = dispatch.urgency === null ? null : text(dispatch.urgency)
  return { lead: run.sandbox === 0 ? org : run.s.org, dispatched, urgency }
}

/** As many as are asked at once. */
const mostHelpers = 10

const mostTitle = 200

function titleOf(run: Run, type: OwnCaseType, row: Readonly<Record<string, unknown>>): string {
  const title = `${type.title.zh}：${String(row[type.opens.subject] ?? '')}`
  return `${run.sandbox === 0 ? '' : '【沙箱】'}${title}`.slice(0, mostTitle)
}

function bodyOf({ evidence }: ScenarioCaseDetails): string {
  return evidence.map(({ title, value, label }) => `${title.zh}：${label?.zh ?? value}`).join('\n')
}

/** As rows hold points. */
function pointOf(value: unknown): ScenarioCase['point'] {
  const point = z.object({ lon: z.number(), lat: z.number() }).safeParse(value)
  return point.success ? point.data : null
}
