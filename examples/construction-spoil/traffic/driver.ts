import { setTimeout as sleep } from 'node:timers/promises'
import type { District } from '../simulation/district.ts'
import {
  endEarlierDevices,
  enterDevices,
  partiesOf,
  type Sandbox,
  sandboxOf,
  ticketsUnderWay,
} from './city.ts'
import { giveCommands, openedHere } from './commands.ts'
import { byPassword, Later, person, Refused } from './doors.ts'
import { blankMemory, keepMemory, readMemory } from './memory.ts'
import { sendDue } from './readings.ts'
import { goOn, type Outcome, type Round } from './round.ts'
import { type Happening, midnightBefore, twoDays } from './timetable.ts'

export interface Driving {
  /** Whose trucks drive: the registers of the city's sandbox hold them. */
  readonly district: District
  /** Address of the city. */
  readonly url: string
  /** File of what is kept from one start to the next. */
  readonly file: string
  /** Between two rounds; what is due goes together. */
  readonly everyMs: number
  readonly signal: AbortSignal
  /** Milliseconds; the city's own time. */
  readonly now: () => number
  /** Called with what people should know, each thing once. */
  readonly say: (line: string) => void
}

/** Rounds between two looks at how the scenario stands, and after a refusal or while it waits. */
const lookEvery = 15
const lookAgain = 3

/** Drives the trucks of the demonstration through the doors of a city, until it is told to stop. */
export async function drive(driving: Driving): Promise<void> {
  const { everyMs, signal } = driving
  const round = rounds(driving)
  while (!signal.aborted) {
    await round()
    await sleep(everyMs, undefined, { signal }).catch(() => {})
  }
}

function rounds({ district, url, file, everyMs, now, say }: Driving): () => Promise<void> {
  const memory = readMemory(file)
  const office = person(url, keptHere(), byPassword(url, 'data.urban', 'zhizhi-demo'))
  const look = sandboxOf(office)
  const day = timetables()
  const telling = tellingOnce(say)
  let acting = partiesOf(url, office, memory)
  let [sandbox, lookAt, why]: [Sandbox | undefined, number, string] = [undefined, 0, '']

  async function found(): Promise<Sandbox | undefined> {
    if (performance.now() < lookAt) return sandbox
    lookAt = performance.now() + lookAgain * everyMs
    sandbox = undefined
    why = 'its sandbox is not open'
    const seen = await look()
    if (seen === undefined) return undefined
    if (memory.sandbox !== seen.positions) {
      await endEarlierDevices(office, memory, seen)
      const { keys, sessions } = memory
      // Also where what was kept is lost, nobody is left on a ticket for ever.
      const open = openedHere(day(now()), await ticketsUnderWay(office))
      Object.assign(memory, blankMemory(), { keys, sessions, open, sandbox: seen.positions })
      acting = partiesOf(url, office, memory)
    }
    await enterDevices(office, memory, seen, district)
    sandbox = seen
    lookAt = performance.now() + lookEvery * everyMs
    return sandbox
  }

  return async () => {
    try {
      const open = await found()
      if (open === undefined) return telling.waits(why)
      const at = now()
      goOn(memory, at)
      const happenings = day(at)
      const { once } = telling
      const round: Round = { url, memory, now: at, time: now, happenings, sandbox: open, once }
      // One that is to come again keeps nobody else waiting.
      const outcomes = [await outcomeOf(giveCommands(round, acting)), await outcomeOf(sendDue(round))]
      keepMemory(file, memory)
      if (outcomes.includes('refused')) lookAt = Math.min(lookAt, performance.now() + lookAgain * everyMs)
      const later = outcomes.find((o) => o instanceof Later)
      if (later === undefined) telling.goes(`${district.trucks.length} simulated trucks are at work`)
      else telling.waits(later.message)
    } catch (error) {
      if (!(error instanceof Later) && !(error instanceof Refused)) throw error
      why = error.message
      telling.waits(why)
    }
  }

  function timetables(): (at: number) => readonly Happening[] {
    let [of, happenings]: [number, readonly Happening[]] = [0, []]
    return (at) => {
      const midnight = midnightBefore(at)
      if (midnight !== of) happenings = twoDays(district, midnight)
      of = midnight
      return happenings
    }
  }
}

async function outcomeOf(work: Promise<Outcome>): Promise<Outcome | Later> {
  return work.catch((error: unknown) => {
    if (error instanceof Later) return error
    throw error
  })
}

/** A session of the office is opened anew at each start. */
function keptHere() {
  let cookie = ''
  return {
    read: () => cookie,
    write(fresh: string) {
      cookie = fresh
    },
  }
}

/** Why it waits is told once until it goes on; a refusal once, whatever numbers are in it. */
function tellingOnce(say: (line: string) => void) {
  const told = new Set<string>()
  let isGoing = false
  const once = (line: string) => {
    const sentence = line.replace(/\S*\d\S*/g, '…')
    if (line !== '' && !told.has(sentence)) say(line)
    told.add(sentence)
  }
  return {
    once,
    waits(why: string) {
      isGoing = false
      once(why === '' ? '' : `waits: ${why}`)
    },
    goes(what: string) {
      if (isGoing) return
      isGoing = true
      for (const sentence of told) if (sentence.startsWith('waits')) told.delete(sentence)
      say(what)
    },
  }
}
