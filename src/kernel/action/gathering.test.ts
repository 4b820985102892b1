import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { readerDays } from '#kernel/audit'
import { fixedClock } from '#kernel/clock'
import type { Actor } from '#kernel/identity/define'
import { openTestKernel, type TestKernel } from '../notify/kernel.fixture.ts'
import { closeLooks, createExecutor, defineQuery } from './index.ts'

const begin = new Date('2026-11-24T02:00:00Z')
const minutes = (n: number) => new Date(begin.getTime() + n * 60_000)
const officer = (): Actor => ({
  kind: 'officer',
  id: uuidv7(),
  name: '值班员',
  person: null,
  posts: [{ role: 'supervisor', org: 'LEAD', places: ['50'] }],
})

/** A wall that shows where somebody is. */
const wall = defineQuery({
  name: 'wall.points',
  input: z.object({ layer: z.string() }),
  allow: [{ who: 'supervisor', scope: 'anywhere' }],
  async run(_tx, { input, authorise, logLook }) {
    authorise({})
    logLook({ type: 'scenario', id: 'trucks', district: '500107' }, ['page wall', input.layer])
    return null
  },
})

let harness: TestKernel
let viewer: Actor
beforeAll(async () => {
  harness = await openTestKernel()
})
afterAll(() => harness?.stop())
beforeEach(() => {
  viewer = officer()
})

/** Two processes of one database, each with a clock of its own. */
function processes() {
  return [0, 1].map(() => {
    const clock = fixedClock(begin)
    const { ask } = createExecutor({ db: harness.kernel.app.db, clock })
    return {
      look: (at: number, layer = '核对联单', actor = viewer) => {
        clock.set(minutes(at))
        return ask(wall, { actor, input: { layer } })
      },
    }
  })
}
const entries = (actor = viewer) =>
  harness.sql(`select change, subject_id, org, district, outcome, actor_kind, at from audit_entries
    where actor_id = '${actor.id}' order by seq`)
const shown = ['page wall', '核对联单']

test('the first look stands there at once; those that follow in whichever process are one entry, from when until when', async () => {
  const [one, two] = processes()
  await one?.look(0)
  const [first, ...none] = await entries()
  expect(none).toEqual([])
  expect(first).toMatchObject({
    change: { shown, countedUntil: minutes(15).toISOString() },
    subject_id: 'trucks',
    district: '500107',
    org: 'LEAD',
    outcome: 'read',
  })
  for (let n = 1; n <= 40; n++) await (n % 2 === 0 ? one : two)?.look(n / 4)
  expect(await entries()).toHaveLength(1)
  // The next look after the quarter of an hour ends one and begins the next.
  await two?.look(15)
  expect((await entries()).map((e) => e.change)).toEqual([
    { shown, countedUntil: minutes(15).toISOString() },
    { shown, from: begin.toISOString(), until: minutes(10).toISOString(), looks: 41 },
    { shown, countedUntil: minutes(30).toISOString() },
  ])
})

test('what nobody looks at again is counted all the same, in the name of who looked; one look needs no second entry', async () => {
  const [one] = processes()
  const once = officer()
  await one?.look(0)
  await one?.look(3)
  await one?.look(3, '核对联单', once)
  await closeLooks(harness.kernel.app.db, minutes(14))
  expect(await entries()).toHaveLength(1)
  await closeLooks(harness.kernel.app.db, minutes(18))
  await closeLooks(harness.kernel.app.db, minutes(23))
  expect(await entries()).toMatchObject([
    { change: { shown } },
    {
      change: { shown, from: begin.toISOString(), until: minutes(3).toISOString(), looks: 2 },
      actor_kind: 'officer',
      org: 'LEAD',
      district: '500107',
      outcome: 'read',
    },
  ])
  expect(await entries(once)).toHaveLength(1)
})

test('another purpose and another viewer are others', async () => {
  const [one] = processes()
  const other = officer()
  await one?.look(0)
  await one?.look(1, '查看超速')
  await one?.look(1, '核对联单', other)
  expect((await entries()).map((e) => (e.change as { shown: unknown }).shown)).toEqual([
    shown,
    ['page wall', '查看超速'],
  ])
  expect(await entries(other)).toHaveLength(1)
})

test('whatever comes together, no look is lost and none counts twice', async () => {
  const both = processes()
  for (const from of [0, 20, 40]) {
    const looks = Array.from({ length: 12 }, (_, n) => both[n % 2]?.look(from + 1))
    await Promise.all([...looks, closeLooks(harness.kernel.app.db, minutes(from))])
  }
  await closeLooks(harness.kernel.app.db, minutes(60))
  const changes = (await entries()).map((e) => e.change as { looks?: number })
  expect(changes.filter((c) => c.looks === undefined)).toHaveLength(3)
  expect(changes.flatMap((c) => c.looks ?? [])).toEqual([12, 12, 12])
})

test('who reads unusually much is judged by first looks alone', async () => {
  const [one] = processes()
  await one?.look(0)
  await one?.look(1)
  await closeLooks(harness.kernel.app.db, minutes(16))
  const days = await readerDays(harness.kernel.app.db, '2026-11-24', '2026-11-24', { from: 22, to: 6 })
  expect(days.find((d) => d.account === viewer.id)).toMatchObject({ reads: 1, night: 0 })
})
