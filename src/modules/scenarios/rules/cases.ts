import { Urgency } from '#modules/duties/contract'
import { type OwnCaseType, type OwnTable, recordItems, type ScenarioManifest } from '../contract.ts'
import type { Found } from './findings.ts'
import { givenFindings } from './items.ts'

function error(path: string, key: string, values: Found['values'] = {}): Found {
  return { severity: 'error', path, key: `scenarios.finding.${key}`, values }
}

/** Everything that is to be said of the kinds of cases of a package. */
export function caseTypeFindings(m: ScenarioManifest): Found[] {
  return m.caseTypes.flatMap((type, n) => {
    const path = `caseTypes.${n}`
    return [
      ...openingFindings(m, type, path),
      ...dispatchFindings(m, type, `${path}.dispatch`),
      ...stageFindings(type, path),
      ...recordFindings(m, type, `${path}.record`),
    ]
  })
}

/** A row is told apart by its key; what a case keeps of it is never personal, for many read a case. */
function openingFindings(m: ScenarioManifest, { opens, shows }: OwnCaseType, path: string): Found[] {
  const items = m.resources.find((r) => r.code === opens.resource)?.items
  if (items === undefined) return [error(`${path}.opens`, 'foreign-resource', { part: opens.resource })]
  const named = [
    opens.subject,
    ...opens.where.map((w) => w.item),
    ...shows,
    ...(opens.point ? [opens.point] : []),
  ]
  const point = items.find((i) => i.name === opens.point)
  return [
    ...(opens.by !== null || items.some((i) => i.key)
      ? []
      : [error(`${path}.opens`, 'no-key', { part: opens.resource })]),
    ...named
      .filter((name) => !items.some((i) => i.name === name))
      .map((item) => error(path, 'no-item', { item })),
    ...items
      .filter((i) => (named.includes(i.name) || i.key) && i.personal !== null)
      .map((i) => error(path, 'personal-shown', { item: i.title })),
    ...(point !== undefined && point.type !== 'point' ? [error(path, 'no-point', { item: point.name })] : []),
  ]
}

function dispatchFindings(m: ScenarioManifest, { dispatch, opens }: OwnCaseType, path: string): Found[] {
  const table = m.tables.find((t) => t.code === dispatch.table)
  if (table === undefined) return [error(path, 'no-part', { part: dispatch.table })]
  const items = m.resources.find((r) => r.code === opens.resource)?.items ?? []
  const wanted = [
    [dispatch.lead, 'text'],
    ...dispatch.with.map((name) => [name, 'text']),
    ...(dispatch.urgency === null ? [] : [[dispatch.urgency, 'text']]),
    ...(dispatch.days === null ? [] : [[dispatch.days, 'number']]),
  ] as [string, string][]
  return [
    ...wanted
      .filter(([name, type]) => !table.outputs.some((o) => o.name === name && o.type === type))
      .map(([item, type]) => error(path, 'no-output', { item, type })),
    ...table.inputs
      .filter((i) => !items.some((own) => own.name === i.name))
      .map((i) => error(path, 'no-item', { item: i.name })),
    ...outcomesOf(table).flatMap((outcome) => outcomeFindings(dispatch, outcome, path)),
  ]
}

function outcomesOf(table: OwnTable) {
  return [...table.rows.map((r) => r.outputs), table.otherwise]
}

const mostDays = 60

function outcomeFindings(
  { urgency, days }: OwnCaseType['dispatch'],
  outcome: OwnTable['otherwise'],
  path: string,
): Found[] {
  const grade = urgency === null ? undefined : outcome[urgency]
  const span = days === null ? undefined : outcome[days]
  const isSpan = typeof span === 'number' && Number.isInteger(span) && span >= 1 && span <= mostDays
  return [
    ...(grade === undefined || Urgency.safeParse(grade).success
      ? []
      : [error(path, 'no-urgency', { value: String(grade) })]),
    ...(span === undefined || isSpan ? [] : [error(path, 'no-days', { value: String(span) })]),
  ]
}

/** Every stage is reached and left, and the end is reached from every one: no case can be stuck by its package. */
function stageFindings({ stages, steps }: OwnCaseType, path: string): Found[] {
  const codes = stages.map((s) => s.code)
  const [first] = codes
  const foreign = steps.flatMap((s, n) =>
    [...s.from, ...(s.to === null ? [] : [s.to])]
      .filter((code) => !codes.includes(code))
      .map((part) => error(`${path}.steps.${n}`, 'no-part', { part })),
  )
  const personal = steps.flatMap((s, n) =>
    s.input
      .filter((i) => i.personal !== null)
      .map((i) => error(`${path}.steps.${n}.input`, 'personal-shown', { item: i.title })),
  )
  const given = steps.flatMap((s, n) => givenFindings(s.input, `${path}.steps.${n}.input`))
  const reached = grown(new Set(first === undefined ? [] : [first]), (known) =>
    steps.flatMap((s) => (s.to !== null && s.from.some((f) => known.has(f)) ? [s.to] : [])),
  )
  const ending = grown(new Set<string>(), (known) =>
    steps.flatMap((s) => (s.to === null || known.has(s.to) ? s.from : [])),
  )
  return [
    ...twice(codes, `${path}.stages`),
    ...twice(
      steps.map((s) => s.code),
      `${path}.steps`,
    ),
    ...foreign,
    ...personal,
    ...given,
    ...codes
      .filter((c) => !reached.has(c))
      .map((part) => error(`${path}.stages`, 'stage-unreached', { part })),
    ...codes.filter((c) => !ending.has(c)).map((part) => error(`${path}.stages`, 'stage-endless', { part })),
  ]
}

function twice(codes: readonly string[], path: string): Found[] {
  return codes.flatMap((part, n) =>
    codes.indexOf(part) < n ? [error(`${path}.${n}.code`, 'code-twice', { part })] : [],
  )
}

/** A set with everything that follows from it. */
function grown(from: Set<string>, next: (known: ReadonlySet<string>) => readonly string[]): Set<string> {
  const before = from.size
  for (const code of next(from)) from.add(code)
  return from.size === before ? from : grown(from, next)
}

function recordFindings(m: ScenarioManifest, { record }: OwnCaseType, path: string): Found[] {
  if (record === null) return []
  const items = m.resources.find((r) => r.code === record)?.items
  if (items === undefined) return [error(path, 'foreign-resource', { part: record })]
  const wanted = Object.entries(recordItems)
  return [
    ...wanted
      .filter(([name, type]) => !items.some((i) => i.name === name && i.type === type))
      .map(([item, type]) => error(path, 'no-record-item', { item, type })),
    ...(items.some((i) => i.name === 'number' && i.key) && items.filter((i) => i.key).length === 1
      ? []
      : [error(path, 'record-key')]),
    ...items
      .filter((i) => i.required && !Object.hasOwn(recordItems, i.name))
      .map((i) => error(path, 'record-required', { item: i.name })),
  ]
}
