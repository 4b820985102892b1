import { compileContract } from '#modules/collection/rules'
import type { ScenarioManifest } from '../contract/manifest.ts'
import { resourceContent } from './contents.ts'
import type { Found } from './findings.ts'

/** So many rows that break their contract are named; whoever wants to show a quarantine needs a few. */
const mostNamed = 5
/** Demo times are moved to now before they are delivered, so none of them lies in the future. */
const never = new Date(8.64e15)
const target = { org: 'any', places: [], sandbox: true }

/** Demo rows are of resources of the package and name their items; those that break the contract are pointed at. */
export function demoFindings(m: ScenarioManifest): Found[] {
  // A program fills resources of its own.
  const without =
    m.program === null
      ? m.resources.filter((r) => !m.demo.some((d) => d.resource === r.code && d.rows.length > 0))
      : []
  const all = m.demo.reduce((sum, d) => sum + d.rows.length, 0)
  const { rowsPerDay } = m.limits
  return [
    ...(all > rowsPerDay
      ? [found('error', 'demo', 'demo-limit', { rows: String(all), most: String(rowsPerDay) })]
      : []),
    ...m.demo.flatMap((demo, n) => findingsOf(m, demo, n)),
    ...without.map(
      (r): Found => ({
        severity: 'warning',
        path: 'demo',
        key: 'scenarios.finding.no-demo',
        values: { part: r.code },
      }),
    ),
    ...(m.watches.length === 0
      ? [{ severity: 'warning', path: 'watches', key: 'scenarios.finding.no-watch', values: {} } as const]
      : []),
  ]
}

function findingsOf(m: ScenarioManifest, { resource, rows }: ScenarioManifest['demo'][number], n: number) {
  const own = m.resources.find((r) => r.code === resource)
  if (own === undefined) return [found('error', `demo.${n}.resource`, 'foreign-resource', { part: resource })]
  const names = new Set(own.items.map((i) => i.name))
  const unknown = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !names.has(name))
  // A contract with faults of its own cannot be compiled, and those are said already.
  const checker = compiled(() => compileContract(resourceContent(own, target)))
  const broken = rows.flatMap((row, i) => {
    const checked = checker?.check(row, never)
    return checked !== undefined && 'problems' in checked
      ? [{ i, item: checked.problems[0]?.item ?? '' }]
      : []
  })
  return [
    ...unknown.map((item) => found('error', `demo.${n}.rows`, 'demo-item', { item })),
    ...broken
      .slice(0, mostNamed)
      .map(({ i, item }) => found('warning', `demo.${n}.rows.${i}`, 'demo-broken', { item })),
  ]
}

function compiled<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

function found(severity: Found['severity'], path: string, key: string, values: Found['values']): Found {
  return { severity, path, key: `scenarios.finding.${key}`, values }
}
