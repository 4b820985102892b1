import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consume, currentPosition, listEventsAfter } from '../../src/kernel/events/index.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform

beforeAll(async () => {
  city = await createTestPlatform({ env: { ROLES: 'web' } })
})
afterAll(() => city?.stop())

const db = () => city.platform.kernel.app.db
const transactions = ['7', '89', '90', '101', '99', '100']
const sorted = ['7', '89', '90', '99', '100', '101']

/** Events as transactions of these numbers would have left them. */
async function emitted(tx: string): Promise<void> {
  await city.platform.database.migrator.pool.query(
    `insert into events (id, name, at, trace, subject, payload, tx) values ($1, 'test.happened', now(), $2, '{}', '{}', $3::text::xid8)`,
    [uuidv7(), uuidv7(), tx],
  )
}

test('events come in the order of their transactions, also where the number of digits grows', async () => {
  await db().deleteFrom('events').execute()
  for (const tx of transactions) await emitted(tx)
  expect((await listEventsAfter(db(), { tx: '0', seq: 0 }, 100)).map((e) => e.tx)).toEqual(sorted)
  expect((await currentPosition(db())).tx).toBe('101')
})

test('a consumer that takes few at a time passes none', async () => {
  const seen: string[] = []
  const take = () => consume(db(), 'test', async (_, events) => void seen.push(...events.map((e) => e.tx)), 2)
  while ((await take()) > 0);
  expect(seen).toEqual(sorted)
})
