import type { Sandbox } from './city.ts'
import type { Memory } from './memory.ts'
import type { Happening, Trip } from './timetable.ts'

/** What is known of one round: what is due is sent in it. */
export interface Round {
  readonly url: string
  readonly memory: Memory
  /** When it began, in milliseconds: what is due until then is sent. */
  readonly now: number
  /** The city's time by now: a signature is of the moment. */
  readonly time: () => number
  /** Of yesterday and today, in the order of time. */
  readonly happenings: readonly Happening[]
  readonly sandbox: Sandbox
  /** Tells people what they should know; the same sentence once, whatever numbers are in it. */
  readonly once: (line: string) => void
}

/** Refused: something was, which may mean that the sandbox is another by now. */
export type Outcome = 'done' | 'refused'

export const tripName = ({ vehicle, begin }: Trip): string => `${vehicle} ${begin}`

export const isFollowed = (memory: Memory, trip: Trip): boolean =>
  trip.begin >= memory.since && !memory.dropped.includes(tripName(trip))

const minuteMs = 60_000
/** A driver that was away for longer does not make up for it: what it missed was never driven. */
const mostAway = 15 * minuteMs
/** Then trips that began so long ago are brought along from their beginning, as phones and terminals do that had no line. */
const reach = 30 * minuteMs

/** From where a program that was started, or could go on again, sends. */
export function goOn(memory: Memory, now: number): void {
  if (now - memory.read <= mostAway && memory.read <= now) return
  const since = now - reach
  Object.assign(memory, { since, read: since, said: since, dropped: [] })
}
