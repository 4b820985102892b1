import type { ScenarioManifest } from '../contract/manifest.ts'

export interface Difference {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** Longer values are cut: a difference is read, not copied. */
const mostText = 200
/** More than a reviewer reads one by one. */
const mostDifferences = 300

/**
 * What one manifest changes of another, leaf by leaf. Parts with a `code` or a `name` are told apart by it, so that a part
 * put in the middle is one difference and not a change of all behind it. An empty text: was or is not there.
 */
export function differencesBetween(before: unknown, after: unknown): Difference[] {
  const [was, is] = [leavesOf(before), leavesOf(after)]
  const paths = [...new Set([...was.keys(), ...is.keys()])]
  return paths
    .filter((path) => was.get(path) !== is.get(path))
    .slice(0, mostDifferences)
    .map((path) => ({ path, before: was.get(path) ?? '', after: is.get(path) ?? '' }))
}

/** What a version changes of the one before it; of demo rows how many there are, which is what a reviewer asks. */
export function changesOfManifest(before: ScenarioManifest, after: ScenarioManifest): Difference[] {
  return differencesBetween(counted(before), counted(after))
}

function counted(m: ScenarioManifest): object {
  return { ...m, demo: m.demo.map((d) => ({ name: d.resource, rows: d.rows.length })) }
}

function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) {
    leaves.set(path, String(value).slice(0, mostText))
    return leaves
  }
  for (const [n, [key, inner]] of Object.entries(value).entries()) {
    const name = Array.isArray(value) ? nameOf(inner, n) : key
    leavesOf(inner, path === '' ? name : `${path}.${name}`, leaves)
  }
  return leaves
}

function nameOf(value: unknown, n: number): string {
  if (typeof value !== 'object' || value === null) return String(n)
  const { code, name, level } = value as Record<string, unknown>
  const known = [code, name, level].find((v) => typeof v === 'string')
  return typeof known === 'string' ? known : String(n)
}
