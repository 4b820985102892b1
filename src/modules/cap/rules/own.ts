import type { CapAlert, Fault } from '../contract/alert.ts'
import { divisionCodes } from './area.ts'
import { faultsBeyond } from './beyond.ts'
import { readAlert } from './read.ts'
import { writeAlert } from './write.ts'

/** What a message of our own has to say beyond the standard, so that residents can be told and readers can act. */
interface OwnRule {
  readonly key: string
  readonly isBroken: (alert: CapAlert, now: number) => boolean
}

const speaks = (alert: CapAlert) => alert.msgType !== 'Cancel'

export const ownRules: readonly OwnRule[] = [
  { key: 'own-status', isBroken: (a) => a.status === 'System' || a.status === 'Draft' },
  { key: 'own-info', isBroken: (a) => speaks(a) && a.info.length === 0 },
  {
    key: 'own-chinese',
    isBroken: (a) => speaks(a) && a.info.length > 0 && !a.info.some((i) => /^zh\b/i.test(i.language)),
  },
  { key: 'own-event', isBroken: (a) => speaks(a) && a.info.some((i) => i.event === '') },
  { key: 'own-headline', isBroken: (a) => speaks(a) && a.info.some((i) => i.headline === undefined) },
  { key: 'own-instruction', isBroken: (a) => speaks(a) && a.info.some((i) => i.instruction === undefined) },
  {
    key: 'own-expires',
    isBroken: (a, now) =>
      speaks(a) && a.info.some((i) => i.expires === undefined || Date.parse(i.expires) <= now),
  },
  {
    key: 'own-place',
    isBroken: (a) =>
      speaks(a) &&
      a.info.some((i) => i.area.length === 0 || i.area.some((area) => divisionCodes(area).length === 0)),
  },
]

/** All that keeps a message from being published, the standard's rules and ours; advice is no obstacle. */
export function obstaclesTo(alert: CapAlert, now: number): Fault[] {
  const own = ownRules.filter((r) => r.isBroken(alert, now)).map(({ key }) => ruleFault(key))
  // What we write has to be readable by whoever holds us to the schema.
  const again = readAlert(new TextEncoder().encode(writeAlert(alert))).faults.filter(
    // Said already, in words that need no knowledge of XML.
    (f) => f.key !== 'empty' || !f.at.endsWith('/event'),
  )
  return [...own, ...again, ...faultsBeyond(alert).filter((f) => f.kind !== 'advice')]
}

export function ruleFault(key: string, at = 'alert', values: Fault['values'] = {}): Fault {
  return { kind: 'rule', key, at, values }
}
