import type { CheckName, FindingLine, Observed } from '../contract/checks.ts'
import type { FindingState } from '../contract/findings.ts'

/** A finding as the next look sees it: of each check and subject the newest, and the open one where there is one. */
export interface Known {
  readonly id: string
  readonly case: string
  readonly check: CheckName
  readonly subjectType: Observed['subjectType']
  readonly subject: string
  readonly occasion: string
  readonly state: FindingState
  readonly exceptedUntil: string | null
  readonly lines: readonly FindingLine[]
  /** Planted for the demo: its cause is made up, so that no look can see it go. */
  readonly simulated: boolean
}

export interface Plan {
  readonly open: readonly Observed[]
  readonly refresh: readonly { readonly known: Known; readonly seen: Observed }[]
  readonly settle: readonly Known[]
}

/** What happened on a day stays so: only a person ends it. A state ends with its cause. */
export function endsByItself(check: CheckName): boolean {
  return check !== 'reading-officer' && check !== 'reading-consumer'
}

const keyOf = (o: Pick<Observed, 'check' | 'subjectType' | 'subject'>) =>
  `${o.check} ${o.subjectType} ${o.subject}`

/**
 * What a look changes: at most one open finding a check and subject; nothing new while an exception holds or about a day
 * that was already answered for; what is gone settles.
 * @param looked checks that ran; findings of others are left alone
 */
export function planOf(
  observed: readonly Observed[],
  known: readonly Known[],
  looked: readonly CheckName[],
  today: string,
): Plan {
  const seen = new Map(observed.map((o) => [keyOf(o), o]))
  const byKey = Map.groupBy(known, keyOf)
  const openOf = (key: string) => byKey.get(key)?.find((k) => k.state === 'open')
  return {
    open: [...seen].filter(([key, o]) => isNew(o, byKey.get(key) ?? [], today)).map(([, o]) => o),
    refresh: [...seen].flatMap(([key, o]) => {
      const open = openOf(key)
      return open !== undefined && hasChanged(open, o) ? [{ known: open, seen: o }] : []
    }),
    settle: known.filter(
      (k) =>
        k.state === 'open' &&
        !k.simulated &&
        looked.includes(k.check) &&
        endsByItself(k.check) &&
        !seen.has(keyOf(k)),
    ),
  }
}

function isNew(o: Observed, known: readonly Known[], today: string): boolean {
  if (known.some((k) => k.state === 'open')) return false
  if (known.some((k) => k.state === 'excepted' && (k.exceptedUntil ?? '') >= today)) return false
  return o.occasion === '' || !known.some((k) => k.occasion >= o.occasion)
}

/** Days that merely go on counting are no news: only other lines or another day are. */
function hasChanged(known: Known, o: Observed): boolean {
  if (o.occasion !== known.occasion) return o.occasion > known.occasion
  const keys = (lines: readonly FindingLine[]) =>
    lines.map((l) => `${l.key} ${l.values.item ?? ''}`).join('|')
  return keys(known.lines) !== keys(o.lines)
}
