import { expect, test } from 'vitest'
import { demoDistrict, nightSites } from '../../../examples/construction-spoil/simulation/demo.ts'
import { party, type Row } from '../../../examples/construction-spoil/simulation/people.ts'
import { giveCommands } from '../../../examples/construction-spoil/traffic/commands.ts'
import { denser } from '../../../examples/construction-spoil/traffic/denser.ts'
import { Later, Refused } from '../../../examples/construction-spoil/traffic/doors.ts'
import { blankMemory, type Memory } from '../../../examples/construction-spoil/traffic/memory.ts'
import { goOn, isFollowed, type Round } from '../../../examples/construction-spoil/traffic/round.ts'
import {
  type Happening,
  midnightBefore,
  type Trip,
  timetable,
  twoDays,
} from '../../../examples/construction-spoil/traffic/timetable.ts'

const minute = 60_000
const district = demoDistrict()
const midnight = Date.parse('2026-12-01T16:00:00Z')
const day = timetable(district, midnight)
const minuteOf = (at: number) => (at - midnight) / minute
const trips = [...new Set(day.map((h) => h.trip))]
const commandsOf = (of: readonly Happening[], name: string) =>
  of.flatMap(({ what }) => (what.kind === 'command' && what.command.name === name ? [what.command] : []))

test('the registers of the district are those of the demonstration', async () => {
  const { default: routes } = await import('../../../examples/construction-spoil/demo/routes.json')
  const { default: vehicles } = await import('../../../examples/construction-spoil/demo/vehicles.json')
  expect(district.rows.routes).toEqual(routes)
  expect(district.trucks.map((t) => t.vehicle)).toEqual(vehicles.map((v) => v.vehicle))
})

test('a day follows from its date alone, and the next is another', () => {
  expect(JSON.stringify(timetable(district, midnight))).toBe(JSON.stringify(day))
  expect(timetable(district, midnight + 1440 * minute).length).not.toBe(day.length)
  expect(midnightBefore(midnight)).toBe(midnight)
  expect(midnightBefore(midnight - 1)).toBe(midnight - 1440 * minute)
})

test.each([0, 1, 2, 3])('in every half hour some truck is on the road, day after day: %i', (number) => {
  const begin = midnight + number * 1440 * minute
  const moving = twoDays(district, begin).filter(
    ({ what }) => what.kind === 'position' && Number(what.row.speed) > 4,
  )
  const halves = new Set(moving.map(({ at }) => Math.floor((at - begin) / (30 * minute))))
  expect(Array.from({ length: 48 }, (_, half) => half).filter((half) => !halves.has(half))).toEqual([])
})

test('at night only trucks of sites with a permit set out, but for one that is planted', () => {
  const siteOf = new Map(district.trucks.map((t) => [t.vehicle, t.site]))
  for (const number of Array.from({ length: 5 }, (_, n) => n)) {
    const begin = midnight + number * 1440 * minute
    const all = [...new Set(timetable(district, begin).map((h) => h.trip))]
    const outside = all.filter((t) => {
      const m = (t.begin - begin) / minute
      return (m < 6 * 60 || m > 21 * 60) && !nightSites.has(siteOf.get(t.vehicle) ?? '')
    })
    expect(outside.map((t) => t.act)).toEqual(outside.length === 0 ? [] : ['hours-broken'])
  }
})

test('a few things an hour are planted, and most trips are as they should be', () => {
  const planted = trips.filter((t) => t.act !== 'honest').length
  expect(planted / trips.length).toBeGreaterThan(0.03)
  expect(planted / trips.length).toBeLessThan(0.15)
})

test('a truck makes one trip after the other, also over midnight', () => {
  for (const [vehicle, own] of Map.groupBy(twoDays(district, midnight), (h) => h.trip.vehicle)) {
    const seen = own.filter((h) => h.what.kind === 'position')
    // Whoever reads them in the order of time sees each trip as one piece.
    const order = seen.map((h) => h.trip).filter((t, n, all) => t !== all[n - 1])
    expect(new Set(order).size, vehicle).toBe(order.length)
  }
})

test('each ticket has a number of its own, and the haulier of the truck signs for it', () => {
  const numbers = commandsOf(day, 'issue').map((c) => `${c.giver.party?.key}-${c.input.entry}`)
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const number of numbers) expect(number).toMatch(/^S\d{3}-T261202-\d{5}$/)
  const hauliers = new Set(commandsOf(day, 'depart').map((c) => c.giver.party?.kind))
  expect([...hauliers]).toEqual(['haulier'])
})

const fix = (second: number, speed: number, load?: number, vehicle = 'V0001'): Row => ({
  vehicle,
  at: new Date(midnight + second * 1000).toISOString(),
  point: { lon: Number((106.3 + second / 6000).toFixed(5)), lat: 29.5 },
  speed,
  ...(load === undefined ? {} : { load }),
})

test.each([
  ['half way on the road', fix(0, 30, 15), fix(60, 40, 16), fix(30, 35, 15.5)],
  ['the same without a sensor', fix(0, 30), fix(60, 40), fix(30, 35)],
  ['none where it stands', fix(0, 30, 15), fix(60, 0, 15), undefined],
  ['none where the load fell', fix(0, 30, 15), fix(60, 30, 1), undefined],
  ['none where a fix was lost', fix(0, 30, 15), fix(140, 30, 15), undefined],
  ['none between two trucks', fix(0, 30, 15), fix(60, 30, 15, 'V0002'), undefined],
])('a fix between two others: %s', (_, a, b, middle) => {
  expect(denser([a, b])).toEqual(middle === undefined ? [a, b] : [a, middle, b])
})

const ago = (minutes: number, more: Partial<Memory> = {}): Memory => ({
  ...blankMemory(),
  since: midnight - 100 * minute,
  read: midnight - minutes * minute,
  said: midnight - minutes * minute,
  ...more,
})

test.each([
  [
    'a first start brings along the trips of the last half hour',
    blankMemory(),
    { since: -30, read: -30, said: -30 },
  ],
  ['after a short while it goes on where it was', ago(14), { since: -100, read: -14, said: -14 }],
  ['what was missed in a longer one was never driven', ago(16), { since: -30, read: -30, said: -30 }],
  ['a clock that was set back begins anew', ago(-5), { since: -30, read: -30, said: -30 }],
  [
    'tickets that wait for their party are still said',
    ago(1, { said: midnight - 30 * minute }),
    { read: -1, said: -30 },
  ],
])('%s', (_, memory, expected) => {
  goOn(memory, midnight)
  const { since, read, said } = memory
  const minutes = { since: minuteOf(since), read: minuteOf(read), said: minuteOf(said) }
  expect(minutes).toMatchObject(expected)
})

const trip: Trip = { vehicle: 'V0001', begin: midnight, act: 'honest' }
const of = (at: number, name: string, input: Row, giver = party('site', 'S001')): Happening => {
  const when = midnight + at * minute
  return { at: when, trip, what: { kind: 'command', command: { at: when, name, giver, input } } }
}
const issue = (at: number, entry: string) => of(at, 'issue', { entry, vehicle: 'V0001' })

/** Gives what is due at a minute; the city answers by the name of a command. */
async function given(
  happenings: readonly Happening[],
  memory: Memory,
  answer: (name: string, input: Row) => Row = () => ({}),
) {
  const calls: string[] = []
  const told: string[] = []
  const round = {
    memory,
    happenings,
    now: midnight + 60 * minute,
    once: (l: string) => told.push(l),
  } as Partial<Round>
  const acting = async (kind: string, key: string) => ({
    party: `${kind} ${key}`,
    who: {
      get: async () => ({}),
      async post(path: string, body: object) {
        const name = path.split('/').at(-1) ?? ''
        const { input } = body as { input: Row }
        calls.push(`${kind} ${name} ${input.ticket ?? input.entry}`)
        return { output: answer(name, input) }
      },
    },
  })
  const outcome = await giveCommands(round as Round, acting).catch((error: unknown) => error)
  return { calls, told, outcome }
}

const memoryOf = (more: Partial<Memory> = {}) => ({
  ...blankMemory(),
  since: midnight,
  said: midnight,
  ...more,
})
const answering = (_: string, input: Row) => ({ ticket: `S001-${input.entry}`, state: '待出场' })

test('a ticket that was left open is voided by the office before the next one, unless it is still to be closed', async () => {
  const memory = memoryOf({ open: { V0001: 'S001-A' } })
  expect((await given([issue(1, 'B')], memory, answering)).calls).toEqual([
    'office void S001-A',
    'site issue B',
  ])
  expect(memory.open).toEqual({ V0001: 'S001-B' })
  const late = of(70, 'arrive', { ticket: 'S001-A' }, party('receiver', 'R01'))
  const other = memoryOf({ open: { V0001: 'S001-A' } })
  expect((await given([issue(1, 'B'), late], other, answering)).calls).toEqual(['site issue B'])
})

test('a ticket that arrives or is voided is open no more', async () => {
  for (const name of ['arrive', 'void']) {
    const memory = memoryOf({ open: { V0001: 'S001-A' } })
    await given([of(1, name, { ticket: 'S001-A' })], memory)
    expect(memory.open).toEqual({})
  }
})

test('a truck whose ticket is refused stays at home, and is told of once', async () => {
  const memory = memoryOf()
  const refuse = () => {
    throw new Refused('issue', { status: 409, body: { title: '准运证已到期' } })
  }
  const { told, outcome, calls } = await given(
    [issue(1, 'A'), of(2, 'depart', { ticket: 'S001-A' })],
    memory,
    refuse,
  )
  expect(told).toEqual(['issue: 409 准运证已到期'])
  expect([outcome, calls]).toEqual(['refused', ['site issue A']])
  expect(isFollowed(memory, trip)).toBe(false)
  const quota = memoryOf()
  const over = () => ({ accepted: false, zh: '超出核准处置量' })
  expect((await given([issue(1, 'A')], quota, over)).told).toEqual(['issue: 超出核准处置量'])
  expect(isFollowed(quota, trip)).toBe(false)
})

test('what was said before it was cut off is not told as a refusal', async () => {
  const before = (name: string) => {
    if (name !== 'depart') return { ticket: 'S001-A', again: true }
    throw new Refused('depart', { status: 409, body: { title: '联单已闭环，不能出场' } })
  }
  const memory = memoryOf()
  const { told, outcome } = await given(
    [issue(1, 'A'), of(2, 'depart', { ticket: 'S001-A' })],
    memory,
    before,
  )
  expect([told, outcome, memory.said]).toEqual([[], 'done', midnight + 60 * minute])
})

test('a city that asks to come again is given the rest later, beginning with what it did not take', async () => {
  const memory = memoryOf()
  const busy = (name: string) => {
    if (name === 'depart') throw new Later('')
    return { ticket: 'S001-A' }
  }
  const all = [issue(1, 'A'), of(2, 'depart', { ticket: 'S001-A' }), of(3, 'arrive', { ticket: 'S001-A' })]
  expect((await given(all, memory, busy)).outcome).toBeInstanceOf(Later)
  expect((await given(all, memory)).calls).toEqual(['site depart S001-A', 'site arrive S001-A'])
})
