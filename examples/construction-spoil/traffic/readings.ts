import { bridgeOf, terminalOf } from './city.ts'
import { Refused, sendReadings } from './doors.ts'
import { isFollowed, type Outcome, type Round } from './round.ts'
import type { Happening } from './timetable.ts'

/** What terminals and weighbridges report since the last round, each by its own key. @throws Later */
export async function sendDue(round: Round): Promise<Outcome> {
  const { url, memory, now, happenings } = round
  const due = happenings.filter(
    ({ at, trip, what }) =>
      what.kind !== 'command' && at > memory.read && at <= now && isFollowed(memory, trip),
  )
  const sent = await Promise.allSettled(
    [...Map.groupBy(due, (h) => deviceOf(round, h))].map(([device, of]) => {
      const key = memory.keys[device]
      if (key === undefined) return Promise.resolve()
      return sendReadings(url, { device, key, now: round.time() }, of.map(readingOf)).catch(
        (error: unknown) => {
          // Another key was given to it, or it was switched off: it is entered anew when next looked at.
          if (error instanceof Refused && error.status === 401) delete memory.keys[device]
          throw error
        },
      )
    }),
  )
  const reasons: unknown[] = sent.flatMap((s) => (s.status === 'rejected' ? [s.reason] : []))
  for (const reason of reasons) if (!(reason instanceof Refused)) throw reason
  memory.read = now
  for (const reason of reasons) if (reason instanceof Refused) round.once(reason.message)
  return reasons.length > 0 ? 'refused' : 'done'
}

function deviceOf({ sandbox }: Round, { what }: Happening): string {
  if (what.kind === 'command') throw new Error('people send commands, devices do not')
  const { row, kind } = what
  return kind === 'position'
    ? terminalOf(sandbox, String(row.vehicle))
    : bridgeOf(sandbox, String(row.facility))
}

/** What tells a reading from others is its message, so that what is sent again is known. */
function readingOf({ what }: Happening): object {
  if (what.kind === 'command') return {}
  const { at, ...values } = what.row
  return { at, message: what.kind === 'gate' ? what.row.id : `${what.row.vehicle} ${at}`, values }
}
