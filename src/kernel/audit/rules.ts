/** An audit entry as it is hashed; exactly these fields, in this order. */
export interface Entry {
  readonly seq: number | string
  readonly id: string
  readonly at: Date
  readonly trace: string
  readonly action: string
  readonly actor_kind: string
  readonly actor_id: string
  readonly org: string | null
  readonly district: string | null
  readonly subject_type: string
  readonly subject_id: string
  readonly outcome: string
  readonly change: unknown
}

/** One text per content: keys sorted, no white space. Two entries hash alike only when they say the same. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value).filter(([, v]) => v !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}

export function entryText(e: Entry): string {
  return canonical([
    String(e.seq),
    e.id,
    e.at,
    e.trace,
    e.action,
    e.actor_kind,
    e.actor_id,
    e.org,
    e.district,
    e.subject_type,
    e.subject_id,
    e.outcome,
    e.change,
  ])
}

/** Only what differs, field by field: `{ state: ['accepted', 'answered'] }`. */
export function difference(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>>,
): Record<string, [unknown, unknown]> {
  const changed: Record<string, [unknown, unknown]> = {}
  for (const key of new Set([...Object.keys(before ?? {}), ...Object.keys(after)])) {
    const pair: [unknown, unknown] = [before?.[key] ?? null, after[key] ?? null]
    if (canonical(pair[0]) !== canonical(pair[1])) changed[key] = pair
  }
  return changed
}
