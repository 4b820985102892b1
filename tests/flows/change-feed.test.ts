import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let market: Client

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
})
afterAll(() => city?.stop())

interface Change {
  kind: string
  key: string
  data: Record<string, unknown> | null
}

/** A reader that keeps a copy by the feed alone. Other work of the server may hold a change back for a moment. */
function follower(resource: string, limit = 500) {
  const copy = new Map<string, unknown>()
  let at: string | undefined
  const seen: string[] = []
  async function read() {
    for (;;) {
      const after = at === undefined ? '' : `&after=${at}`
      const { body } = await market.get(`/resources/${resource}/changes?limit=${limit}${after}`)
      for (const c of body.changes as Change[]) {
        seen.push(`${c.kind} ${c.key}`)
        if (c.kind === 'removed') copy.delete(c.key)
        else copy.set(c.key, c.data)
      }
      at = body.next
      if (!body.more) return
    }
  }
  async function keys() {
    await read()
    return [...copy.keys()].toSorted()
  }
  return { copy, seen, read, keys }
}

const held = async (resource: string) => {
  const { body } = await market.get(`/resources/${resource}/rows?limit=500`)
  return new Map(body.rows.map((r: { key: string; data: unknown }) => [r.key, r.data]))
}

test('says what was added, changed and removed, from where the reader stands', async () => {
  const resource = await publishedResource(market, 'gxq.market', foodBusinesses)
  const reader = follower(resource)
  await deliverRows(market, resource, [foodBusiness(1), foodBusiness(2)])
  await expect.poll(() => reader.keys()).toEqual(['JY000001', 'JY000002'])
  await deliverRows(market, resource, [foodBusiness(1, { grade: 'C' }), foodBusiness(3)], { mode: 'replace' })
  const seen = async () => {
    await reader.read()
    return reader.seen.toSorted()
  }
  await expect
    .poll(seen)
    .toEqual(
      [
        'added JY000001',
        'added JY000002',
        'added JY000003',
        'changed JY000001',
        'removed JY000002',
      ].toSorted(),
    )
  expect(reader.copy).toEqual(await held(resource))
  const past = (await market.get(`/resources/${resource}/row-history?key=JY000001`)).body.states
  expect(
    past.map((s: { data: { grade: string }; until: string | null }) => [s.data.grade, s.until === null]),
  ).toEqual([
    ['C', true],
    ['B', false],
  ])
  expect((await market.get(`/resources/${resource}/row-history?key=JY999999`)).status).toBe(404)
})

test('a transaction that is still running is never gone past', async () => {
  const resource = await publishedResource(market, 'gxq.market', foodBusinesses)
  await deliverRows(market, resource, [foodBusiness(1)])
  const reader = follower(resource)
  const slow = await city.platform.database.migrator.pool.connect()
  try {
    await slow.query('begin')
    await slow.query(
      `insert into collected_rows (resource, key, since, delivery, version, data) values ($1, 'SLOW', now(), $2, 1, '{}')`,
      [resource, randomUUID()],
    )
    await deliverRows(market, resource, [foodBusiness(2)])
    // What was committed behind the open transaction waits with it.
    await expect.poll(() => reader.keys()).toEqual(['JY000001'])
    expect(await reader.keys()).toEqual(['JY000001'])
    await slow.query('commit')
  } finally {
    slow.release()
  }
  await expect.poll(() => reader.keys()).toEqual(['JY000001', 'JY000002', 'SLOW'])
})

test('under concurrent deliveries of the same rows a copy ends equal, and no former state is lost', async () => {
  const resource = await publishedResource(market, 'gxq.market', foodBusinesses)
  const reader = follower(resource, 7)
  const grades = ['A', 'B', 'C']
  const send = (n: number) =>
    deliverRows(
      market,
      resource,
      Array.from({ length: 10 }, (_, k) => foodBusiness(k, { grade: grades[(n + k) % 3], seats: String(n) })),
      n % 5 === 4 ? { mode: 'replace' } : {},
    )
  let isOver = false
  const reading = (async () => {
    while (!isOver) await reader.read()
  })()
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => send(n)))
  isOver = true
  await reading
  expect(answers.map((a) => a.status)).toEqual(Array(20).fill(201))
  const copied = async () => {
    await reader.read()
    return reader.copy
  }
  await expect.poll(copied).toEqual(await held(resource))
  const changed = answers.reduce((sum, a) => sum + a.body.counts.changed, 0)
  const { rows } = await city.platform.database.migrator.pool.query(
    `select count(*)::int as n, count(distinct (key, data))::int as apart from collected_history where resource = $1`,
    [resource],
  )
  expect(rows[0].n).toBe(changed)
  expect(rows[0].apart).toBe(changed)
})
