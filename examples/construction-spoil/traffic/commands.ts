import type { Command } from '../simulation/day.ts'
import type { Row } from '../simulation/people.ts'
import { type Acting, scenario } from './city.ts'
import { Later, Refused } from './doors.ts'
import type { Memory } from './memory.ts'
import { isFollowed, type Outcome, type Round, tripName } from './round.ts'
import type { Happening, Trip } from './timetable.ts'

/** Of the tickets that were left open those that this program had opened, by their trucks. */
export function openedHere(happenings: readonly Happening[], left: ReadonlySet<string>): Memory['open'] {
  const issued = happenings.flatMap(({ trip, what }) =>
    what.kind === 'command' && what.command.name === 'issue'
      ? [[trip.vehicle, numberOf(what.command)] as const]
      : [],
  )
  return Object.fromEntries(issued.filter(([, number]) => left.has(number)))
}

/** As the package numbers tickets: the site and the entry on its phone. */
const numberOf = ({ giver, input }: Command) => `${giver.party?.key ?? ''}-${String(input.entry)}`

type ActingFor = (kind: string, key: string) => Promise<Acting>

/** What sites, hauliers and receivers say, one after another in the order of time. @throws Later */
export async function giveCommands(round: Round, acting: ActingFor): Promise<Outcome> {
  const { memory, now } = round
  let outcome: Outcome = 'done'
  for (const { at, trip, what } of round.happenings) {
    if (at <= memory.said || at > now || what.kind !== 'command' || !isFollowed(memory, trip)) continue
    try {
      await give(round, acting, trip, what.command)
    } catch (error) {
      // What was said before it is not said again; it comes first next time.
      if (error instanceof Later) memory.said = at - 1
      if (!(error instanceof Refused)) throw error
      if (wasSaidBefore(what.command, error)) continue
      outcome = 'refused'
      round.once(error.message)
      if (what.command.name === 'issue') memory.dropped.push(tripName(trip))
    }
  }
  memory.said = now
  return outcome
}

/** Sent once more after it was cut off, or by a phone that is later than the arrival: the ticket went on meanwhile. */
const wasSaidBefore = ({ name }: Command, { status }: Refused) =>
  status === 409 && (name === 'depart' || name === 'void')

async function give(round: Round, acting: ActingFor, trip: Trip, command: Command): Promise<void> {
  const { memory } = round
  if (command.name === 'issue') await freed(round, acting, trip.vehicle, command)
  const output = await told(acting, command)
  if (output.accepted === false) {
    round.once(`${command.name}: ${String(output.zh)}`)
    if (command.name === 'issue') memory.dropped.push(tripName(trip))
  } else if (command.name === 'issue') memory.open[trip.vehicle] = String(output.ticket)
  else if (command.name === 'arrive' || command.name === 'void') closed(memory, command)
}

/** A ticket on which a truck has left is voided by the office. */
async function told(acting: ActingFor, { name, giver, input }: Command): Promise<Row> {
  const { kind = '', key = '' } = name === 'void' ? { kind: 'office' } : (giver.party ?? {})
  const { who, party } = await acting(kind, key)
  const body = { input, sandbox: true, ...(party === null ? {} : { party }) }
  return (await who.post(`/scenario-runs/${scenario}/commands/${name}`, body)).output as Row
}

function closed({ open }: Memory, { input }: Command): void {
  for (const [vehicle, ticket] of Object.entries(open)) if (ticket === input.ticket) delete open[vehicle]
}

/** One truck, one ticket: one that nobody will close any more, as after a dump, is voided before the next. */
async function freed(round: Round, acting: ActingFor, vehicle: string, next: Command): Promise<void> {
  const ticket = round.memory.open[vehicle]
  if (ticket === undefined || ticket === numberOf(next)) return
  if (round.happenings.some((h) => willClose(round.memory, h, ticket, next.at))) return
  const input = { ticket, reason: '（模拟）该车未将渣土运到约定场所，联单作废' }
  // Where it cannot be voided, the next ticket says why.
  await told(acting, { ...next, name: 'void', input }).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
    round.once(error.message)
  })
  delete round.memory.open[vehicle]
}

const willClose = (memory: Memory, { at, trip, what }: Happening, ticket: string, after: number) =>
  what.kind === 'command' && at > after && what.command.input.ticket === ticket && isFollowed(memory, trip)
