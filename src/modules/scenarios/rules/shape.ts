import { mostDepth } from '../contract/views.ts'

/** Names that mean something else where rows become objects. */
const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

export interface ShapeProblem {
  readonly path: string
  readonly key: 'too-deep' | 'reserved-key' | 'too-many'
}

/** More values than any manifest has that keeps the bounds of its arrays. */
const mostValues = 1_000_000

/** What stands in the way of looking at a value at all; walked level by level, so that no depth ends the stack. */
export function shapeProblem(raw: unknown): ShapeProblem | undefined {
  let level: { path: string; value: object }[] = isObject(raw) ? [{ path: '', value: raw }] : []
  let seen = 0
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > mostDepth) return { path: level[0]?.path ?? '', key: 'too-deep' }
    const next: typeof level = []
    for (const { path, value } of level)
      for (const [name, inner] of Object.entries(value)) {
        if (++seen > mostValues) return { path, key: 'too-many' }
        if (reserved.has(name)) return { path: joined(path, name), key: 'reserved-key' }
        if (isObject(inner)) next.push({ path: joined(path, name), value: inner })
      }
    level = next
  }
  return undefined
}

/** Keys that were sent and that nobody reads: most often a word misspelt, which would silently change what is meant. */
export function unknownKeys(raw: unknown, parsed: unknown, path = ''): string[] {
  if (!isObject(raw) || !isObject(parsed)) return []
  return Object.entries(raw).flatMap(([name, inner]) =>
    Object.hasOwn(parsed, name)
      ? unknownKeys(inner, (parsed as Record<string, unknown>)[name], joined(path, name))
      : [joined(path, name)],
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

export function joined(path: string, name: string | number): string {
  return path === '' ? String(name) : `${path}.${name}`
}
