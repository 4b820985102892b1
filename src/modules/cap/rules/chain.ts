import type { CapAlert, Reference } from '../contract/alert.ts'

/** What of a message decides whether it is in force. Times in milliseconds. */
export interface Link {
  readonly id: string
  readonly identifier: string
  readonly sender: string
  readonly sent: number
  readonly status: CapAlert['status']
  readonly msgType: CapAlert['msgType']
  readonly references: readonly Reference[]
  readonly effective: number
  readonly expires: number
}

/**
 * - `in-force`: says what holds now
 * - `coming`: takes effect later
 * - `replaced`: an update says it anew; `cancelled`: a cancellation took it back
 * - `expired`: its time is over
 * - `over`: a cancellation, an acknowledgement or an error: says nothing by itself
 */
export const linkStates = ['in-force', 'coming', 'replaced', 'cancelled', 'expired', 'over'] as const
export type LinkState = (typeof linkStates)[number]

/** Hours for which a message holds that says no end: the standard leaves it to who receives it. */
export const defaultHours = 24
const hour = 3_600_000

/** When a message takes effect and when it ends: the earliest and the latest of its parts. */
export function periodOf(alert: CapAlert): { readonly effective: number; readonly expires: number } {
  const sent = Date.parse(alert.sent)
  const starts = alert.info.map((i) => (i.effective === undefined ? sent : Date.parse(i.effective)))
  const effective = starts.length === 0 ? sent : Math.min(...starts)
  const ends = alert.info.map((i, n) =>
    i.expires === undefined ? (starts[n] ?? sent) + defaultHours * hour : Date.parse(i.expires),
  )
  return { effective, expires: ends.length === 0 ? sent + defaultHours * hour : Math.max(...ends) }
}

export function linkOf(id: string, alert: CapAlert): Link {
  const { identifier, sender, status, msgType, references } = alert
  return {
    id,
    identifier,
    sender,
    sent: Date.parse(alert.sent),
    status,
    msgType,
    references,
    ...periodOf(alert),
  }
}

export interface Standing {
  readonly state: LinkState
  /** The messages that replace or cancel it. */
  readonly by: readonly string[]
  /** References to messages that are not here (yet). */
  readonly missing: readonly Reference[]
  /** References that count for nothing: of another sender, another status, or to something sent later. */
  readonly foreign: readonly Reference[]
}

/**
 * How each message stands at a moment. The order in which they came does not matter: an update that came before what it
 * updates replaces it all the same. A reference counts only between messages of one sender and one status: nobody else
 * may take a warning back, and an exercise never touches what is real.
 */
export function standings(links: readonly Link[], now: number): ReadonlyMap<string, Standing> {
  const byName = Map.groupBy(links, (l) => nameOf(l))
  const replacedBy = new Map<string, Link[]>()
  const standing = new Map<string, { missing: Reference[]; foreign: Reference[] }>()
  for (const link of links) {
    const notes = { missing: [] as Reference[], foreign: [] as Reference[] }
    standing.set(link.id, notes)
    for (const reference of link.references) {
      const targets = byName.get(nameOf({ ...reference, sent: Date.parse(reference.sent) })) ?? []
      if (targets.length === 0) notes.missing.push(reference)
      for (const target of targets) {
        if (!mayReplace(link, target)) notes.foreign.push(reference)
        else if (link.msgType === 'Update' || link.msgType === 'Cancel')
          replacedBy.set(target.id, [...(replacedBy.get(target.id) ?? []), link])
      }
    }
  }
  return new Map(
    links.map((link) => {
      const by = replacedBy.get(link.id) ?? []
      const { missing, foreign } = standing.get(link.id) ?? { missing: [], foreign: [] }
      return [link.id, { state: stateOf(link, by, now), by: by.map((b) => b.id), missing, foreign }]
    }),
  )
}

function nameOf({ sender, identifier, sent }: { sender: string; identifier: string; sent: number }): string {
  return `${sender},${identifier},${sent}`
}

function mayReplace(link: Link, target: Link): boolean {
  if (link.sender !== target.sender || link.status !== target.status || link.id === target.id) return false
  if (link.sent !== target.sent) return link.sent > target.sent
  // Two of the same second that name each other would both fall silent.
  return !target.references.some((r) => nameOf({ ...r, sent: Date.parse(r.sent) }) === nameOf(link))
}

function stateOf(link: Link, by: readonly Link[], now: number): LinkState {
  if (link.msgType !== 'Alert' && link.msgType !== 'Update') return 'over'
  if (by.some((b) => b.msgType === 'Cancel')) return 'cancelled'
  if (by.length > 0) return 'replaced'
  if (link.expires <= now) return 'expired'
  return link.effective > now ? 'coming' : 'in-force'
}

/** For how long a feed still tells of a cancellation, hours: who looks once a day learns of it. */
export const cancelShownHours = 24

/** What a feed lists: what holds or will hold, and cancellations that may not have reached everyone. */
export function isListed(link: Link, standing: Standing | undefined, now: number): boolean {
  if (link.msgType === 'Cancel')
    return link.sent + cancelShownHours * hour > now && (standing?.by ?? []).length === 0
  return standing?.state === 'in-force' || standing?.state === 'coming'
}

/** The references of an update or a cancellation: what it follows, and all that this followed (CAP 1.2, 3.2.1). */
export function referencesTo(alert: CapAlert): Reference[] {
  const { sender, identifier, sent, references } = alert
  return [...references, { sender, identifier, sent }]
}
