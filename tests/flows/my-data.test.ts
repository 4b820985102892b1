import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { helpedPeople, helpedPerson } from '../support/people.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { deliverRows, publishedResource } from '../support/resources.ts'

let city: TestPlatform
let civil: Client
let me: Client
let neighbour: Client
let resource = ''

const [mine, hers, his] = [0, 1, 2].map((n) => helpedPerson(n))
const idle = async () => expect(await city.platform.kernel.jobs.idle(60_000)).toBe(true)
const ownData = async (client: Client) => (await client.get('/me/data')).body
const valuesOf = (row: { items: { item: string; value: string | null; shown: string }[] }) =>
  Object.fromEntries(row.items.map((i) => [i.item, i.value]))

beforeAll(async () => {
  city = await createTestPlatform()
  await city.platform.working
  civil = await city.as('data.civil')
  me = await city.asResident(mine?.lxdh ?? '')
  neighbour = await city.asResident(hers?.lxdh ?? '')
  resource = await publishedResource(civil, 'gxq.civil', helpedPeople)
  await deliverRows(civil, resource, [mine, hers, his] as object[])
  const kinds = { xm: 'name', c1: 'id-card', lxdh: 'mobile', illness: 'health', note: null }
  await civil.post(`/protection/resources/${resource}/kinds`, { version: 1, kinds })
  await idle()
})
afterAll(() => city?.stop())

test('a number proven by a code shows that a row is there, its ends, and nothing sensitive', async () => {
  expect((await city.anonymous.get('/me/data')).status).toBe(401)
  expect((await civil.get('/me/data')).status).toBe(403)
  const data = await ownData(me)
  expect(data.level).toBe('phone')
  expect(data.resources).toHaveLength(1)
  expect(data.resources[0]).toMatchObject({ id: resource, provider: 'gxq.civil' })
  expect(data.resources[0].rows).toHaveLength(1)
  expect(valuesOf(data.resources[0].rows[0])).toMatchObject({
    lxdh: '139****5670',
    illness: null,
    amount: null,
  })
  const told = JSON.stringify(data)
  for (const other of [mine?.c1, hers?.c1, his?.c1, hers?.xm, his?.lxdh]) expect(told).not.toContain(other)
})

test('an officer at the counter sees the card; from then on the row is shown in full, and only that one', async () => {
  const clerk = await city.as('clerk')
  const card = { phone: mine?.lxdh, idNumber: mine?.c1 }
  expect((await civil.post('/protection/identities', card)).status).toBe(403)
  expect((await me.post('/protection/identities', card)).status).toBe(403)
  const wrong = await clerk.post('/protection/identities', { ...card, idNumber: '110101199003074478' })
  expect(wrong.status).toBe(400)
  expect((await clerk.post('/protection/identities', card)).status).toBe(200)
  const data = await ownData(me)
  expect(data.level).toBe('identity')
  expect(valuesOf(data.resources[0].rows[0])).toMatchObject({
    xm: mine?.xm,
    c1: mine?.c1,
    illness: '慢性病',
    amount: '1200',
    note: expect.stringContaining('138****5678'),
  })
  const other = await ownData(neighbour)
  expect(other.level).toBe('phone')
  expect(JSON.stringify(other)).not.toContain(mine?.c1)
})

test('a card belongs to one person: whoever shows it later takes it over', async () => {
  const clerk = await city.as('clerk')
  await clerk.post('/protection/identities', { phone: hers?.lxdh, idNumber: mine?.c1 })
  expect((await ownData(me)).level).toBe('phone')
  await clerk.post('/protection/identities', { phone: mine?.lxdh, idNumber: mine?.c1 })
  expect((await ownData(neighbour)).level).toBe('phone')
})

test('who may see it: organization, purpose, law and days of use; not a grant whose rows leave mine out', async () => {
  const market = await city.as('data.market')
  const ask = async (client: Client, consumer: string, place: string) => {
    const terms = {
      items: ['xm', 'place'],
      masks: { xm: 'partial' },
      rows: [{ item: 'place', op: 'within', values: [place] }],
      from: '2026-01-01',
      until: '2099-12-31',
    }
    const made = await client.post('/data-requests', {
      resource,
      terms,
      consumer,
      purpose: 'assistance',
      use: '核对申请减免的个体工商户',
      legalBasis: '《社会救助暂行办法》第五十八条',
      security: { title: '信息科科长', measures: '仅在政务外网查看' },
    })
    const approved = await civil.post(`/data-requests/${made.body.id}/approve`, { version: 1, terms })
    const on = await civil.post(`/data-requests/${made.body.id}/switch-on`, {
      version: approved.body.version,
    })
    expect(on.body.state).toBe('granted')
    return (await client.get(`/grants?resource=${resource}&consumer=${consumer}`)).body.rows[0].id
  }
  const grant = await ask(market, 'gxq.market', '50/500107')
  await ask(await city.as('data.town'), 'town.500107104', '50/500106')
  await market.get(`/grants/${grant}/rows?purpose=assistance&limit=5`)
  const { readers } = (await ownData(me)).resources[0]
  expect(readers).toHaveLength(1)
  expect(readers[0]).toMatchObject({
    consumer: 'gxq.market',
    purpose: 'assistance',
    legalBasis: '《社会救助暂行办法》第五十八条',
    items: [
      { title: '姓名', masked: true },
      { title: '所在镇街', masked: false },
    ],
  })
  expect(readers[0].days[0].reads + readers[0].days[0].calls).toBeGreaterThan(0)
})

const refOf = async () => (await ownData(me)).resources[0].rows[0].ref
let asked = { id: '', version: 1 }

test('I ask for a correction; the provider compares, accepts, and the corrected row arrives', async () => {
  const ref = await refOf()
  const input = {
    resource,
    ref,
    kind: 'correct',
    values: { amount: '1500.00' },
    text: '实际每月是一千五百元',
  }
  expect((await neighbour.post('/me/data/corrections', input)).status).toBe(404)
  const fixed = await me.post('/me/data/corrections', { ...input, values: { code: 'JZ9' } })
  expect(fixed).toMatchObject({ status: 400, body: { item: 'code' } })
  const made = await me.post('/me/data/corrections', input)
  expect(made).toMatchObject({ status: 201, body: { number: expect.stringMatching(/^GR/) } })
  expect((await me.post('/me/data/corrections', input)).status).toBe(409)
  asked = { id: made.body.id, version: 1 }
  const seen = await civil.get(`/data-corrections/${asked.id}`)
  expect(seen.body).toMatchObject({ state: 'submitted', lead: 'gxq.civil' })
  expect(seen.body.clocks[0]).toMatchObject({ name: 'answer' })
  const compared = await civil.get(`/data-corrections/${asked.id}/compare`)
  expect(compared.body.items).toContainEqual({
    item: 'amount',
    title: '救助金额',
    held: '1200',
    wanted: '1500.00',
  })
  expect((await me.get(`/data-corrections/${asked.id}/compare`)).status).toBe(403)
  const done = await civil.post(`/data-corrections/${asked.id}/accept`, {
    version: 1,
    text: '已核对发放记录，同意更正',
  })
  expect(done.status).toBe(200)
  await idle()
  expect((await me.get(`/data-corrections/${asked.id}`)).body.state).toBe('done')
  expect(valuesOf((await ownData(me)).resources[0].rows[0])).toMatchObject({ amount: '1500' })
  expect((await civil.get(`/data-corrections/${asked.id}/compare`)).body.items).toEqual([])
})

test('a corrected row that breaks the contract goes back to the provider', async () => {
  const ref = await refOf()
  const input = { resource, ref, kind: 'correct', values: { amount: '很多' }, text: '金额写得不对' }
  const made = await me.post('/me/data/corrections', input)
  await civil.post(`/data-corrections/${made.body.id}/accept`, { version: 1, text: '同意更正金额' })
  await idle()
  const { body } = await civil.get(`/data-corrections/${made.body.id}`)
  expect(body.state).toBe('submitted')
  const refused = await civil.post(`/data-corrections/${made.body.id}/refuse`, {
    version: body.version,
    reason: '金额不是数字，请重新提出',
    legalBasis: '《个人信息保护法》第四十六条',
  })
  expect(refused.body.state).toBe('refused')
})

test('an explanation is answered; a deletion that is accepted leaves nothing: row, history, quarantine, index', async () => {
  const ref = await refOf()
  const question = { resource, ref, kind: 'explain', text: '为什么要留我的患病情况' }
  const made = await me.post('/me/data/corrections', question)
  const early = await civil.post(`/data-corrections/${made.body.id}/accept`, {
    version: 1,
    text: '同意您的请求',
  })
  expect(early.status).toBe(409)
  const text = '用于确定救助标准，依据见《社会救助暂行办法》'
  expect(
    (await civil.post(`/data-corrections/${made.body.id}/answer`, { version: 1, text })).body.state,
  ).toBe('answered')
  const deletion = { resource, ref, kind: 'delete', ground: 'purpose-over', text: '救助已经结束，请删除' }
  const second = await me.post('/me/data/corrections', deletion)
  await civil.post(`/data-corrections/${second.body.id}/accept`, { version: 1, text: '救助已结束，同意删除' })
  await idle()
  expect((await me.get(`/data-corrections/${second.body.id}`)).body.state).toBe('done')
  expect((await ownData(me)).resources).toEqual([])
  const left = await city.platform.kernel.app.pool.query(
    `select (select count(*) from collected_rows where data::text like $1)
      + (select count(*) from collected_history where data::text like $1)
      + (select count(*) from quarantined_rows where data::text like $1)
      + (select count(*) from protection_subjects where resource = $2 and key = $3)
      + (select count(*) from protection_corrections where key is not null or sealed is not null)
      + (select count(*) from audit_entries where change::text like $1) as n`,
    [`%${mine?.c1}%`, resource, 'JZ0'],
  )
  expect(Number(left.rows[0].n)).toBe(0)
  const rows = await civil.get(`/resources/${resource}/rows`)
  expect(rows.body.rows).toHaveLength(2)
})

test('who has proven a telephone number alone may ask, and may not have anything deleted', async () => {
  const [{ rows }] = (await ownData(neighbour)).resources
  const ask = { resource, ref: rows[0].ref, text: '这条数据请处理一下' }
  const gone = await neighbour.post('/me/data/corrections', {
    ...ask,
    kind: 'delete',
    ground: 'purpose-over',
  })
  expect(gone.status).toBe(409)
  const made = await neighbour.post('/me/data/corrections', { ...ask, kind: 'explain' })
  expect(made.status).toBe(201)
  const seen = await civil.get(`/data-corrections/${made.body.id}`)
  expect(seen.body.details).toMatchObject({ kind: 'explain', level: 'phone' })
})

test('rows of many people in any mixture: each sees exactly the rows that carry an own number, and nobody else’s', async () => {
  const clients = new Map<number, Client>()
  for (const n of [11, 12, 13]) clients.set(n, await city.asResident(helpedPerson(n).lxdh))
  const clerk = await city.as('clerk')
  const verified = new Set([11])
  await clerk.post('/protection/identities', { phone: helpedPerson(11).lxdh, idNumber: helpedPerson(11).c1 })
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ phone: fc.constantFrom(11, 12, 13, 14), card: fc.constantFrom(11, 12, 13, 14) }), {
        minLength: 1,
        maxLength: 6,
      }),
      async (mixture) => {
        run++
        const secret = (i: number) => `本人情况编号${run}甲${i}乙`
        const rows = mixture.map((m, i) =>
          helpedPerson(m.card, {
            code: `MIX${run}R${i}`,
            lxdh: helpedPerson(m.phone).lxdh,
            illness: secret(i),
            note: '',
          }),
        )
        const id = await publishedResource(civil, 'gxq.civil', { ...helpedPeople, name: `混合${run}` })
        await deliverRows(civil, id, rows)
        const kinds = { xm: 'name', c1: 'id-card', lxdh: 'mobile', illness: 'health' }
        await civil.post(`/protection/resources/${id}/kinds`, { version: 1, kinds })
        await idle()
        for (const [n, client] of clients) {
          const own = (await ownData(client)).resources.find((r: { id: string }) => r.id === id)
          const byCard = (m: (typeof mixture)[number]) => verified.has(n) && m.card === n
          const expected = mixture.filter((m) => m.phone === n || byCard(m)).length
          expect([n, own?.rows.length ?? 0]).toEqual([n, expected])
          const told = JSON.stringify(own ?? {})
          for (const [i, m] of mixture.entries())
            expect([n, i, told.includes(secret(i))]).toEqual([n, i, byCard(m)])
          for (const other of [11, 12, 13, 14].filter((o) => o !== n)) {
            expect(told).not.toContain(helpedPerson(other).c1)
            expect(told).not.toContain(helpedPerson(other).lxdh)
          }
        }
      },
    ),
    { numRuns: 15 },
  )
}, 240_000)
