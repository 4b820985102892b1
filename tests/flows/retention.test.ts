import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../src/kernel/identity/define.ts'
import { proposeDeletion } from '../../src/modules/protection/actions.ts'
import { helpedPeople, helpedPerson } from '../support/people.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let civil: Client

const idle = async () => expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const rule = {
  months: 12,
  counts: 'time-item',
  what: 'delete',
  basis: '《社会救助暂行办法》，期限由提供单位规定',
  automatic: false,
  hold: null,
}

beforeAll(async () => {
  city = await createTestPlatform()
  await city.platform.working
  civil = await city.as('data.civil')
})
afterAll(() => city?.stop())

async function newResource(name: string, people: readonly object[]): Promise<string> {
  const id = await publishedResource(civil, 'gxq.civil', { ...helpedPeople, name })
  await deliverRows(civil, id, people)
  await civil.post(`/protection/resources/${id}/kinds`, {
    version: 1,
    kinds: { xm: 'name', c1: 'id-card', lxdh: 'mobile' },
  })
  await idle()
  return id
}

const pageOf = async (client: Client, id: string) => {
  const { body } = await client.get('/protection/retention')
  return {
    row: body.rows.find((r: { resource: string }) => r.resource === id),
    certificates: body.certificates.filter((c: { resource: string }) => c.resource === id),
  }
}

/** How often a word stands anywhere where rows, their past or their traces are kept. */
async function traces(word: string): Promise<number> {
  const { rows } = await city.platform.kernel.app.pool.query(
    `select (select count(*) from collected_rows where data::text like $1 or key like $1)
      + (select count(*) from collected_history where data::text like $1 or key like $1)
      + (select count(*) from quarantined_rows where data::text like $1 or corrected::text like $1)
      + (select count(*) from protection_subjects where key like $1)
      + (select count(*) from audit_entries where change::text like $1)
      + (select count(*) from events where payload::text like $1) as n`,
    [`%${word}%`],
  )
  return Number(rows[0].n)
}

test('a person confirms what is due; rows, history and quarantine go, nothing else; the certificate stays', async () => {
  const old = helpedPerson(1, { granted: '2020-01-01', code: 'OLD-ROW-1' })
  const id = await newResource('保存期限一', [old, helpedPerson(2, { granted: today(), code: 'NEW-ROW-2' })])
  await deliverRows(civil, id, [
    { ...old, amount: '900' },
    { ...old, code: 'OLD-ROW-1', amount: '不是数字' },
  ])
  await idle()
  expect(await traces('OLD-ROW-1')).toBeGreaterThan(2)
  const market = await city.as('data.market')
  const save = (client: Client, change: object = {}, revision = 0) =>
    client.post(`/protection/resources/${id}/retention`, { ...rule, ...change, revision })
  expect((await save(market)).status).toBe(403)
  expect((await save(civil)).status).toBe(200)
  await idle()
  const { row } = await pageOf(civil, id)
  expect(row.open).toMatchObject({ state: 'proposed', due: 1 })
  expect((await market.post(`/protection/deletions/${row.open.id}/confirm`)).status).toBe(403)
  const told = (await civil.get('/notices')).body.rows.map((n: { text: { zh: string } }) => n.text.zh)
  expect(told).toContain('“保存期限一”有数据到了保存期限，请确认')
  expect((await save(civil, { hold: '有未结的行政复议' }, 1)).status).toBe(200)
  const held = await civil.post(`/protection/deletions/${row.open.id}/confirm`)
  expect(held).toMatchObject({ status: 409, body: { hold: '有未结的行政复议' } })
  await save(civil, {}, 2)
  expect((await civil.post(`/protection/deletions/${row.open.id}/confirm`)).status).toBe(200)
  await idle()
  const after = await pageOf(civil, id)
  expect(after.row.open).toBeNull()
  expect(after.certificates).toMatchObject([
    {
      state: 'done',
      rows: 1,
      history: 1,
      keysHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      basis: rule.basis,
    },
  ])
  const left = await civil.get(`/resources/${id}/rows`)
  expect(left.body.rows.map((r: { key: string }) => r.key)).toEqual(['NEW-ROW-2'])
  expect(await traces('OLD-ROW-1')).toBe(0)
  // Who looked before the rows went and proposes after it proposes nothing.
  const late = city.platform.kernel.execute(proposeDeletion, {
    actor: systemActor('protection.retention'),
    input: { resource: id, before: after.certificates[0].before },
  })
  await expect(late).rejects.toMatchObject({ code: 'not-now', message: 'protection.nothing-due' })
})

test('an automatic rule asks nobody; rows stay without the person where the rule says anonymise', async () => {
  const id = await newResource('保存期限二', [
    helpedPerson(3, { granted: '2019-05-05', code: 'ANON-3' }),
    helpedPerson(4, { granted: today(), code: 'KEEP-4' }),
  ])
  const saved = await civil.post(`/protection/resources/${id}/retention`, {
    ...rule,
    what: 'anonymise',
    automatic: true,
    revision: 0,
  })
  expect(saved.status).toBe(200)
  await idle()
  const { certificates, row } = await pageOf(civil, id)
  expect(certificates).toMatchObject([{ what: 'anonymise', rows: 1, confirmedBy: null }])
  expect(row.open).toBeNull()
  const { rows } = (await civil.get(`/resources/${id}/rows`)).body
  const anonymous = rows.find((r: { key: string }) => r.key === 'ANON-3').data
  expect(Object.keys(anonymous)).not.toEqual(expect.arrayContaining(['xm']))
  expect(anonymous).toMatchObject({ amount: 1200, illness: '慢性病' })
  expect(rows.find((r: { key: string }) => r.key === 'KEEP-4').data.xm).toBe(helpedPerson(4).xm)
})

test('whatever is due, exactly that goes: rows of any age against an oracle, and nothing of them is kept', async () => {
  let n = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ months: fc.integer({ min: 0, max: 40 }), changed: fc.boolean() }), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.integer({ min: 1, max: 36 }),
      async (people, months) => {
        n++
        const word = (i: number) => `ROW-${n}-${String.fromCharCode(97 + i)}-END`
        const at = (ago: number) => {
          const day = new Date(Date.now() - ago * 30.5 * 86_400_000 - 86_400_000)
          return day.toISOString().slice(0, 10)
        }
        const rows = people.map((p, i) => helpedPerson(i, { code: word(i), granted: at(p.months) }))
        const id = await newResource(`属性测试${n}`, rows)
        await deliverRows(
          civil,
          id,
          rows
            .filter((_, i) => people[i]?.changed)
            .flatMap((r) => [
              { ...r, amount: '1' },
              { ...r, amount: '不是数字' },
            ]),
        )
        await civil.post(`/protection/resources/${id}/retention`, {
          ...rule,
          months,
          automatic: true,
          revision: 0,
        })
        await idle()
        const limit = new Date()
        limit.setUTCMonth(limit.getUTCMonth() - months)
        const isDue = (i: number) => `${rows[i]?.granted}T00:00:00+08:00` < limit.toISOString()
        for (const [i, row] of rows.entries()) {
          const edge =
            Math.abs(Date.parse(`${row.granted}T00:00:00+08:00`) - limit.getTime()) < 4 * 86_400_000
          if (edge) continue
          const kept = await traces(word(i))
          if (isDue(i)) expect([word(i), kept]).toEqual([word(i), 0])
          else expect(kept).toBeGreaterThan(0)
        }
      },
    ),
    { numRuns: 12 },
  )
}, 240_000)
