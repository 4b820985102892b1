import { randomUUID } from 'node:crypto'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeXlsx } from '../../src/kernel/tabular/index.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'
import { sendFile } from '../support/upload.ts'

let city: TestPlatform
let market: Client
let resource = ''

beforeAll(async () => {
  city = await createTestPlatform()
  market = await city.as('data.market')
  resource = await publishedResource(market, 'gxq.market', foodBusinesses)
})
afterAll(() => city?.stop())

const titles = foodBusinesses.items.map((i) => i.title)
const names = foodBusinesses.items.map((i) => i.name)
const lineOf = (n: number, change: object = {}) => {
  const row: Record<string, unknown> = foodBusiness(n, change)
  return names.map((name) => row[name]).join(',')
}
const csv = (lines: string[], header = titles.join(',')) => [header, ...lines].join('\r\n')
const send = (path: string, content: Buffer, fields: Record<string, string> = {}, filename = '餐饮.csv') =>
  sendFile(market, `/resources/${resource}/uploads${path}`, { content, filename }, fields)
const preview = (content: Buffer | string, fields: Record<string, string> = {}, name?: string) =>
  send('/preview', Buffer.from(content as string), fields, name)

test.each([
  ['UTF-8', Buffer.from(csv([lineOf(1)]))],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${csv([lineOf(1)])}`)],
  ['GBK', iconv.encode(csv([lineOf(1)]), 'gbk')],
  ['GB18030 with a rare name', iconv.encode(csv([lineOf(1, { name: '㐂食堂𠮷' })]), 'gb18030')],
  ['UTF-16', iconv.encode(`\ufeff${csv([lineOf(1)])}`, 'utf-16le')],
])('a file in %s is read, its titles found, and nothing stored', async (_name, content) => {
  const { status, body } = await preview(content)
  expect(status).toBe(200)
  expect(body).toMatchObject({ columns: titles, missing: [], unknown: [], total: 1, wrong: 0, problems: [] })
  expect(body.mapping).toEqual(Object.fromEntries(titles.map((t, n) => [t, names[n]])))
  expect((await market.get(`/resources/${resource}/deliveries`)).body.rows).toEqual([])
})

test('bytes that are no text of any known encoding are refused in words', async () => {
  const { status, body } = await preview(Buffer.from([0x61, 0xff, 0xff, 0x80, 0x2c, 0xff]))
  expect([status, body.title]).toEqual([400, '文字编码无法识别，请存为 UTF-8 或 GB18030。'])
})

test('a missing required column stops everything and says which; an unknown one has to be confirmed', async () => {
  const without = csv(['JY000001,老张面馆,备用'], '许可证编号,名称,备注')
  expect((await preview(without)).body).toMatchObject({ missing: ['place'], unknown: ['备注'], wrong: 1 })
  const mapping = JSON.stringify({ 许可证编号: 'licence', 名称: 'name' })
  const refused = await send('', Buffer.from(without), {
    delivery: randomUUID(),
    mapping,
    leaveOut: '["备注"]',
  })
  expect(refused.body.title).toBe('文件缺少必填列：所在镇街。请补上这些列，或在对应关系中指定')
  const withMore = csv([`${lineOf(1)},备用`], `${titles.join(',')},备注`)
  const all = JSON.stringify(Object.fromEntries(titles.map((t, n) => [t, names[n]])))
  const delivery = randomUUID()
  const unseen = await send('', Buffer.from(withMore), { delivery, mapping: all })
  expect(unseen.body).toMatchObject({ status: 400, unknown: ['备注'] })
  const taken = await send('', Buffer.from(withMore), { delivery, mapping: all, leaveOut: '["备注"]' })
  expect(taken).toMatchObject({ status: 201, body: { counts: { sent: 1, added: 1 } } })
})

test('a large file comes in parts, and the same again goes on where it stopped', async () => {
  const content = Buffer.from(csv(Array.from({ length: 4500 }, (_, n) => lineOf(1000 + n))))
  const mapping = JSON.stringify(Object.fromEntries(titles.map((t, n) => [t, names[n]])))
  const delivery = randomUUID()
  // The line broke after the second part.
  const rows = Array.from({ length: 2000 }, (_, n) => foodBusiness(3000 + n))
  const part = {
    delivery,
    part: 2,
    last: false,
    channel: 'upload',
    source: '餐饮.csv',
    rows,
    firstLine: 2002,
  }
  expect((await market.post(`/resources/${resource}/deliveries`, part)).status).toBe(201)
  const taken = await send('', content, { delivery, mapping }, '../../etc/餐饮.csv')
  expect(taken.body.counts).toMatchObject({ sent: 4500, added: 4500, quarantined: 0 })
  const { rows: deliveries } = (await market.get(`/resources/${resource}/deliveries`)).body
  expect(deliveries[0]).toMatchObject({ id: delivery, source: '餐饮.csv', parts: 3, done: true })
  expect((await send('', content, { delivery, mapping })).status).toBe(409)
})

test('a workbook is read as well; what would harm is refused before it is opened', async () => {
  const rows = [foodBusiness(7), foodBusiness(8, { seats: '很多' })].map((row: Record<string, unknown>) =>
    Object.fromEntries(titles.map((t, n) => [t, String(row[names[n] ?? ''])])),
  )
  const book = await writeXlsx(rows)
  const { body } = await preview(book, {}, '餐饮.xlsx')
  expect(body).toMatchObject({
    total: 2,
    wrong: 1,
    problems: [{ problems: [{ item: 'seats', reason: 'not-an-integer' }] }],
  })
  const broken = await preview(book.subarray(0, book.length - 40), {}, '餐饮.xlsx')
  expect(broken.status).toBe(400)
  expect((await preview('<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>', {}, '餐饮.xlsx')).status).toBe(400)
  const twice = await preview(csv([], '名称,名称'))
  expect(twice.status).toBe(400)
  const civil = await city.as('data.civil')
  const file = { filename: 'a.csv', content: Buffer.from(csv([lineOf(1)])) }
  expect((await sendFile(civil, `/resources/${resource}/uploads/preview`, file)).status).toBe(403)
})
