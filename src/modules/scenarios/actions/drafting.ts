import { z } from 'zod'
import { blankCase, newHandler, nextNumber, type RuleContext, withClock } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import type { RowChange } from '#modules/collection/contract'
import { resolveDuty } from '#modules/duties'
import { scenarioCase } from '../case.ts'
import type { OwnCaseType, ScenarioCaseDetails } from '../contract.ts'
import { answerOf, caseLimit, filledOf, inBothLanguages, type ScenarioCase, subjectKey } from '../rules.ts'
import type { Run } from '../store.ts'

/** A kind of case of a running version. */
export interface Kind {
  readonly run: Run
  readonly type: OwnCaseType
}

/** The case that a row opens, with whoever leads it and its clocks. */
export async function caseOf(
  tx: Tx,
  { run, type }: Kind,
  change: RowChange,
  { clock, now }: { clock: Clock; now: Date },
): Promise<ScenarioCase> {
  const row = change.data ?? {}
  const place = placeOf({ run, type, row })
  const { lead, dispatched, urgency } = await dispatchOf(tx, { run, type, row, place })
  const base: ScenarioCase = blankCase(scenarioCase, now, {
    number: await nextNumber(tx, scenarioCase, now),
    place,
    point: pointOf(type.opens.point === null ? null : row[type.opens.point]),
    ...titleOf(run, type, row),
    channel: 'scenario',
    category: dispatched.category,
    urgency,
    applicant: null,
    requester: run.s.org,
    lead: newHandler(lead, now),
    details: detailsOf({ run, type, row, dispatched }, subjectKey(type.opens, change)),
  })
  const ctx: RuleContext = { now, calendar: clock.calendar(lead), limit: caseLimit as RuleContext['limit'] }
  // A try has no deadlines: nobody is reminded of it.
  const names = run.sandbox === 0 ? scenarioCase.clocks : []
  const clocks = names.reduce(
    (all: ScenarioCase['clocks'], name) => withClock(all, name, caseLimit(name, base), ctx),
    [],
  )
  return { ...base, clocks }
}

type About = Kind & { readonly row: Readonly<Record<string, unknown>> }

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

function titleOf(
  run: Run,
  type: OwnCaseType,
  row: About['row'],
): Pick<ScenarioCase, 'title' | 'titleInEnglish'> {
  const { subject } = type.opens
  const [zh, en] = inBothLanguages([subject], resourceOf(run, type)?.items ?? []).map((n) => row[n])
  const said = String(zh ?? '')
  const [mark, englishMark] = run.sandbox === 0 ? ['', ''] : ['【沙箱】', 'Sandbox: ']
  return {
    title: `${mark}${type.title.zh}：${said}`.slice(0, mostTitle),
    titleInEnglish: `${englishMark}${type.title.en}: ${en ? String(en) : said}`.slice(0, mostTitle),
  }
}

/** What is found when cases are searched for their words. */
export function bodyOf({ evidence }: ScenarioCaseDetails): string {
  return evidence.map(({ title, value, label }) => `${title.zh}：${label?.zh ?? value}`).join('\n')
}

/** As rows hold points. */
function pointOf(value: unknown): ScenarioCase['point'] {
  const point = z.object({ lon: z.number(), lat: z.number() }).safeParse(value)
  return point.success ? point.data : null
}
