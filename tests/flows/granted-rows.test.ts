import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Terms } from '../../src/modules/sharing/contract.ts'
import { saveGrant } from '../../src/modules/sharing/store.ts'
import { givenBy } from '../support/granted.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'

/** Visible exactly when granted: actors × grants × rows × columns, against an oracle of its own. */

let city: TestPlatform
let resource = ''
const actors = new Map<string, Client>()
const consumers = ['gxq.civil', 'town.500107104'] as const
const knocking = [
  ...['provider', 'gxq.civil', 'town.500107104', 'authority', 'dispatcher', 'handler of the consumer'],
  ...['auditor', 'resident', 'nobody'],
]
const sent = Array.from({ length: 12 }, (_, n) =>
  foodBusiness(n, n % 5 === 0 ? { grade: '', holder: '欧阳小敏' } : { holder: n % 2 === 0 ? '李' : '张三' }),
)
const stored = sent.map((r) => ({
  ...Object.fromEntries(Object.entries(r).filter(([, v]) => v !== '')),
  seats: Number(r.seats),
  place: [2, 6, 9].map((n) => String(r.place).slice(0, n)).join('/'),
}))
const names = foodBusinesses.items.map((i) => i.name)

beforeAll(async () => {
  city = await createTestPlatform()
  for (const [login, name] of [
    ['data.market', 'provider'],
    ['data.civil', 'gxq.civil'],
    ['data.town', 'town.500107104'],
    ['data', 'authority'],
    ['dispatcher', 'dispatcher'],
    ['gxq.civil', 'handler of the consumer'],
    ['auditor', 'auditor'],
  ] as const)
    actors.set(name, await city.as(login))
  actors.set('resident', await city.asResident('13912345678'))
  actors.set('nobody', city.anonymous)
  const provider = actors.get('provider') as Client
  resource = await publishedResource(provider, 'gxq.market', foodBusinesses)
  await deliverRows(provider, resource, sent)
})
afterAll(() => city?.stop())

const maskFor: Record<string, Terms['masks'][string][]> = {
  granted: ['hide', 'year', 'pseudonym'],
  place: ['hide', 'county', 'partial', 'pseudonym'],
}
/** Lists are given as a grant holds them, which may be written to. */
const value = (...texts: string[]) => fc.constantFrom(...texts.map((t) => [t]))
const condition = fc.oneof(
  fc.record({
    item: fc.constant('place'),
    op: fc.constant('within' as const),
    values: fc.subarray(['50/500107', '50/500106/500106101', '50/50010', '50/500107/500107104'], {
      minLength: 1,
    }),
  }),
  fc.record({
    item: fc.constant('seats'),
    op: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
    values: value('3', '10', '9.5', '-1'),
  }),
  fc.record({
    item: fc.constantFrom('grade', 'holder', 'licence'),
    op: fc.constantFrom('=', '!=', 'in'),
    values: value('A', '张三', 'JY000003', "' or true --"),
  }),
  fc.record({
    item: fc.constant('grade'),
    op: fc.constant('filled' as const),
    values: fc.constant<string[]>([]),
  }),
)
const terms = fc
  .record({
    items: fc.subarray(names, { minLength: 1 }),
    masked: fc.subarray(names),
    pick: fc.nat(3),
    rows: fc.array(condition, { maxLength: 2 }),
  })
  .map(({ items, masked, pick, rows }): Terms => {
    const masks = masked
      .filter((i) => items.includes(i))
      .map((i) => {
        const fitting = maskFor[i] ?? (['hide', 'partial', 'pseudonym'] as const)
        return [i, fitting[pick % fitting.length]] as const
      })
    return {
      items,
      masks: Object.fromEntries(masks) as Terms['masks'],
      rows,
      from: '2026-01-01',
      until: '2099-12-31',
      callsPerDay: 1000,
      rowsPerCall: 100,
      bulk: false,
    }
  })

test('visible exactly when granted', async () => {
  await fc.assert(
    fc.asyncProperty(
      terms,
      fc.constantFrom(...consumers),
      fc.constantFrom('active', 'active', 'active', 'suspended', 'drafted'),
      fc.subarray(names, { minLength: 1 }),
      fc.subarray(knocking, { minLength: 2, maxLength: 2 }),
      async (given, consumer, state, asked, others) => {
        const grant = await granted(given, consumer, state as 'active')
        for (const name of new Set([consumer, ...others])) {
          const client = actors.get(name) as Client
          const answer = await client.get(
            `/grants/${grant}/rows?purpose=assistance&limit=100&items=${asked.join(',')}`,
          )
          const may = name === consumer && state === 'active' && asked.every((i) => given.items.includes(i))
          expect(answer.status, `${name} of a ${state} grant for ${consumer}`).toBe(
            may ? 200 : name === 'nobody' ? 401 : 403,
          )
          if (may)
            expect(sorted(told(answer.body.rows, given))).toEqual(sorted(givenBy(given, stored, asked)))
        }
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)

/** Rows of one delivery come in no promised order. */
function sorted(rows: object[]): string[] {
  return rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort()
}

/** What a pseudonym is cannot be foreseen; that it is one can. */
function told(rows: Record<string, unknown>[], given: Terms): object[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([item, value]) => {
        if (given.masks[item] !== 'pseudonym' || value === null) return [item, value]
        return [item, /^[0-9a-f]{24}$/.test(String(value)) ? '#' : value]
      }),
    ),
  )
}

async function granted(
  given: Terms,
  consumer: string,
  state: 'active' | 'suspended' | 'drafted',
): Promise<string> {
  const id = randomUUID()
  const grant = {
    id,
    request: randomUUID(),
    resource,
    version: 1,
    provider: 'gxq.market',
    consumer,
    purpose: 'assistance' as const,
    terms: given,
    state,
    revision: 1,
    reason: null,
  }
  await city.platform.kernel.app.db.transaction().execute((tx) => saveGrant(tx, grant, new Date()))
  return id
}
