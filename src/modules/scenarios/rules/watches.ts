import type { Item } from '#modules/catalogue/contract'
import { wrongGrades } from '#modules/early-warning/rules'
import type { OwnPattern, OwnWatch, ScenarioManifest } from '../contract/manifest.ts'
import type { Known } from './conformance.ts'
import type { Found } from './findings.ts'

/** A kind gets a suffix in the sandbox. */
const longestKind = 32

function error(path: string, key: string, values: Found['values'] = {}): Found {
  return { severity: 'error', path, key, values }
}

/** Every watch is over a resource of the package, of which it names items that fit. */
export function watchFindings(m: ScenarioManifest, wrongParameters: Known['wrongParameters']): Found[] {
  return m.watches.flatMap((w, n) => {
    const path = `watches.${n}`
    const resource = m.resources.find((r) => r.code === w.resource)
    if (resource === undefined)
      return [error(`${path}.resource`, 'scenarios.finding.foreign-resource', { part: w.resource })]
    return [
      ...itemFindings(w, resource, path),
      ...kindFindings(w.kind, path),
      ...wrongParameters(w).map((p) =>
        error(`${path}.detector.${p.path}`, 'scenarios.finding.detector', { problem: p.message }),
      ),
      ...gradeFindings(w, path),
    ]
  })
}

function itemFindings(w: OwnWatch, r: ScenarioManifest['resources'][number], path: string): Found[] {
  const item = (name: string) => r.items.find((i) => i.name === name)
  const isNumber = (name: string) => item(name)?.type === 'decimal' || item(name)?.type === 'integer'
  // What is only counted, or scanned for where it lies, has no number to look at.
  const numbers = w.count === null || w.count.sum ? [w.value ?? '', ...w.also] : w.also
  return [
    ...(r.scope.timeItem === null ? [error(`${path}.resource`, 'early-warning.no-time')] : []),
    ...numbers
      .filter((name) => !isNumber(name))
      .map((name) => error(`${path}.value`, 'early-warning.not-a-number', { item: name })),
    ...(w.value !== null && item(w.value) === undefined && !numbers.includes(w.value)
      ? [error(`${path}.value`, 'early-warning.no-item', { item: w.value })]
      : []),
    ...(item(w.object) === undefined
      ? [error(`${path}.object`, 'early-warning.no-item', { item: w.object })]
      : []),
    ...saysFindings(w, item(w.says ?? ''), `${path}.says`),
    ...(w.where !== null && item(w.where.item) === undefined
      ? [error(`${path}.where`, 'early-warning.no-item', { item: w.where.item })]
      : []),
  ]
}

/** What says in words what was found is an item of text, of rows that are looked at one by one. */
function saysFindings(w: OwnWatch, found: Item | undefined, path: string): Found[] {
  if (w.says === undefined) return []
  if (found === undefined) return [error(path, 'early-warning.no-item', { item: w.says })]
  return found.type === 'text' && w.count === null
    ? []
    : [error(path, 'early-warning.no-words', { item: found.title })]
}

function kindFindings(kind: string, path: string): Found[] {
  return kind.length > longestKind
    ? [error(`${path}.kind`, 'scenarios.finding.kind-long', { most: String(longestKind) })]
    : []
}

function gradeFindings(w: OwnWatch, path: string): Found[] {
  const wrong = wrongGrades(w.grades, w.gradedBy === 'value' ? w.direction : 'above')
  return wrong === null ? [] : [error(`${path}.grades`, `early-warning.${wrong}`)]
}

/** A pattern sees what the package's own watches say, and nothing else of the city. */
export function patternFindings(m: ScenarioManifest): Found[] {
  const own = new Set(m.watches.map((w) => w.kind))
  return m.patterns.flatMap((p: OwnPattern, n) => [
    ...kindFindings(p.kind, `patterns.${n}`),
    ...p.combination.conditions.flatMap((c, i): Found[] => {
      const path = `patterns.${n}.combination.conditions.${i}`
      const isOwn = (c.source === 'signal' || c.source === 'warning') && own.has(c.kind)
      return [
        ...(isOwn ? [] : [error(path, 'scenarios.finding.foreign-fact')]),
        ...(c.where === null ? [] : [error(`${path}.where`, 'scenarios.finding.no-place')]),
        ...(c.source === 'warning' && c.kind === p.kind
          ? [error(`${path}.kind`, 'early-warning.pattern-own-warning', { kind: p.kind })]
          : []),
      ]
    }),
  ])
}
