export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** Where an original differs from what is made of the content: key → what stood there, and what is made instead. */
export type Overlay = { [key: string]: { was?: Json; made?: Json } }

/** Lists that an original and the content may both add to. */
const joined: ReadonlySet<string> = new Set(['customProperties', 'quality'])

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Equal as JSON: the order of keys means nothing. */
export function isEqual(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (!isObject(value)) return JSON.stringify(value) ?? 'null'
  const keys = Object.keys(value).filter((k) => value[k] !== undefined)
  return `{${keys
    .toSorted()
    .map((k) => `${JSON.stringify(k)}:${canonical(value[k])}`)
    .join()}}`
}

/** What has to be kept of an original beside the content, so that `restore` gives it back. */
export function difference(made: JsonObject, original: JsonObject): Overlay {
  const overlay: Overlay = {}
  for (const key of new Set([...Object.keys(made), ...Object.keys(original)])) {
    if (isEqual(made[key], original[key]) && Object.hasOwn(made, key) === Object.hasOwn(original, key))
      continue
    overlay[key] = {
      ...(Object.hasOwn(original, key) ? { was: original[key] as Json } : {}),
      ...(Object.hasOwn(made, key) ? { made: made[key] as Json } : {}),
    }
  }
  return overlay
}

/** What is made now, with the original's word wherever the content still says what it said when it was read. */
export function restore(now: JsonObject, overlay: Overlay): JsonObject {
  const result: JsonObject = { ...now }
  for (const [key, { was, made }] of Object.entries(overlay)) {
    if (isEqual(now[key], made)) {
      if (was === undefined) delete result[key]
      else result[key] = was
      continue
    }
    const [mine, theirs] = [now[key], was]
    if (joined.has(key) && Array.isArray(theirs))
      result[key] = [
        ...theirs,
        ...(Array.isArray(mine) ? mine.filter((m) => !theirs.some((t) => isEqual(m, t))) : []),
      ]
  }
  return result
}
