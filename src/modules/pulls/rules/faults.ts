import type { Place } from '../contract/place.ts'
import type { Settings } from '../contract/source.ts'
import { faultOfSelect } from './statement.ts'

/** What the settings of one field cannot see; the end of a message's key `pulls.fault.…`. */
export interface SettingsFault {
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

interface Target {
  readonly shape: 'records' | 'events'
  readonly items: readonly { readonly name: string; readonly required: boolean }[]
}

/** What is wrong with a source's settings for this resource. */
export function faultsOfSettings(s: Settings, target: Target): SettingsFault[] {
  const names = new Set(target.items.map((i) => i.name))
  const mapped = s.mapping.map((m) => m.item)
  const unknown = mapped.filter((item) => !names.has(item))
  const twice = mapped.filter((item, n) => mapped.indexOf(item) !== n)
  const missing = target.items.filter((i) => i.required && mapped.length > 0 && !mapped.includes(i.name))
  return [
    ...unknown.map((item) => fault('unknown-item', { item })),
    ...twice.map((item) => fault('item-twice', { item })),
    ...missing.map((i) => fault('item-missing', { item: i.name })),
    ...(s.mode === 'replace' && target.shape === 'events' ? [fault('events-replace')] : []),
    ...(s.mode === 'replace' && isPartial(s.place) ? [fault('replace-partial')] : []),
    ...(target.shape === 'events' && repeats(s.place) ? [fault('events-repeat')] : []),
    ...placeFaults(s.place),
  ]
}

/** A run brings a part only of what there is: what it does not name is not gone. */
function isPartial(place: Place): boolean {
  if (place.kind === 'http') return place.continues || place.since !== null
  return (place.kind === 'postgresql' || place.kind === 'mariadb') && place.reads.by !== 'all'
}

/** Rows come again in the next run; without a key each would be a new one. */
function repeats(place: Place): boolean {
  if (place.kind === 'http') return !place.continues
  if (place.kind !== 'postgresql' && place.kind !== 'mariadb') return false
  return place.reads.by === 'all' || (place.reads.by === 'time' && place.reads.overlapMinutes > 0)
}

function placeFaults(place: Place): SettingsFault[] {
  if (place.kind === 'http') {
    const isPlain = place.url.startsWith('http:') && place.auth.type !== 'none'
    const keeps =
      place.paging.kind === 'page' || place.paging.kind === 'offset' || place.paging.kind === 'cursor'
    return [
      ...(isPlain && !isThisMachine(place.url) ? [fault('secret-in-clear')] : []),
      ...(place.continues && !keeps ? [fault('continues-without-paging')] : []),
    ]
  }
  if (place.kind === 's3')
    return place.endpoint.startsWith('http:') && !isThisMachine(place.endpoint) ? [fault('s3-in-clear')] : []
  if ((place.kind === 'postgresql' || place.kind === 'mariadb') && 'select' in place.from) {
    const found = faultOfSelect(place.from.select)
    return found === undefined ? [] : [fault(`select-${found.fault}`, { word: found.word ?? '' })]
  }
  return []
}

function isThisMachine(url: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(URL.parse(url)?.hostname ?? '')
}

function fault(key: string, values: Record<string, string> = {}): SettingsFault {
  return { key: `pulls.fault.${key}`, values }
}

/** Where a secret is sent to. When it changes, the secret has to be given again: nobody redirects one that they cannot see. */
export function destinationOf(place: Place): string {
  if (place.kind === 'http') return JSON.stringify([new URL(place.url).origin, place.auth])
  if (place.kind === 's3') return JSON.stringify([new URL(place.endpoint).origin, place.accessKeyId])
  if (place.kind === 'folder') return place.kind
  const tls = place.kind === 'sftp' ? place.hostKey : [place.tls, place.ca]
  return JSON.stringify([place.kind, place.host, place.port, place.user, tls])
}
