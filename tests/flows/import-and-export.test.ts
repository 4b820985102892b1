import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTable, type TableRow, writeXlsx } from '../../src/kernel/tabular/index.ts'
import { runImportCommand } from '../../src/modules/appeals/index.ts'
import { type Answer, type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { sendFile } from '../support/upload.ts'

let city: TestPlatform
let dispatcher: Client
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhizhi-import-'))
  city = await createTestPlatform()
  dispatcher = await city.as('dispatcher')
})
afterAll(async () => {
  await city?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const header = '编号,主题,诉求内容,受理时间,联系人,联系电话,所属区域,详细地址'
const rows = [
  'H001,路灯不亮,金凤镇凤笙路 12 号前的路灯坏了三天，夜里很黑，老人摔了一跤。,2026/11/20 9:05,王小红,19900001111,金凤镇,凤笙路12号',
  'H002,工地噪声,白市驿镇工地夜里两点还在打桩，身份证 11010519491231002X 的老人睡不着。,2026-11-21 02:10:00,李强,19900002222,白市驿镇,牡丹路',
  'H003,坏时间,西永街道垃圾三天没有清运，味道很大。,昨天下午,张三,19900003333,西永街道,大道96号',
  'H004,坏电话,含谷镇的公交站牌被撞倒了，没有人管。,2026-11-21 08:00,赵六,123,含谷镇,含金路',
  'H001,重复编号,金凤镇凤笙路的路灯还是没有修好。,2026-11-22 08:00,王小红,19900001111,金凤镇,凤笙路12号',
  'H005,=1+1,走马镇的水压不够，三楼以上没有水。,2026-11-22 08:00,,,九龙坡区走马镇,',
]

test('a GBK table from the command line: right rows in, wrong rows named, twice takes nothing in twice', async () => {
  const file = join(folder, '工单.csv')
  writeFileSync(file, iconv.encode([header, ...rows].join('\r\n'), 'gb18030'))
  const first = await command(file)
  expect(first.code).toBe(0)
  expect(first.text).toContain('text      ← 诉求内容')
  expect(first.text).toContain('6 rows')
  expect(first.text).toContain('3 taken in, 0 already there, 3 wrong')
  expect(first.text).toContain('line 4: 时间“昨天下午”无法识别')
  const rejected = await tableOf(readFileSync(`${file}.rejected.csv`), 'r.csv')
  expect(rejected.map((r) => r.values.行号)).toEqual(['4', '5', '6'])
  expect(rejected[1]?.values.原因).toContain('电话“123”不正确')
  const second = await command(file)
  expect(second.text).toContain('0 taken in, 3 already there, 3 wrong')
  const list = (await dispatcher.get('/appeals?channel=import')).body.rows
  expect(list).toHaveLength(3)
  expect(list.map((r: { createdAt: string }) => r.createdAt)).toContain('2026-11-20T01:05:00.000Z')
  expect(list.map((r: { place: string }) => r.place)).toContain('50/500107/500107104')
})

test('a dry run, an unknown column and a file that is no table write nothing', async () => {
  const file = join(folder, 'small.csv')
  writeFileSync(file, 'a,b\n1,路灯坏了三天没有人修，晚上很黑。\n')
  expect((await command(file, '--dry-run')).text).toContain('nothing was written')
  expect(await command(file, '--map', 'text=c')).toMatchObject({ code: 2 })
  expect(await command(join(folder, 'absent.csv'))).toMatchObject({ code: 1 })
  expect((await dispatcher.get('/appeals?channel=import')).body.rows).toHaveLength(3)
})

test('the screen: a workbook is looked at, mapped by hand, taken in', async () => {
  const book = await writeXlsx([
    { 流水号: 'X1', 说明: '石板镇的河里有死鱼，水发黑，闻着很臭。', 紧急程度: '紧急' },
    { 流水号: 'X2', 说明: '巴福镇', 紧急程度: '紧急' },
  ])
  const looked = await upload('/appeals/import/preview', book, 'a.xlsx')
  expect(looked.body).toMatchObject({ total: 2, wrong: 1, columns: ['流水号', '说明', '紧急程度'] })
  expect(looked.body.problems[0]).toMatchObject({ line: 3, reason: '诉求内容不足 5 个字。' })
  const mapping = { text: '说明', id: '流水号', urgency: '紧急程度' }
  const taken = await upload('/appeals/import', book, 'a.xlsx', {
    mapping: JSON.stringify(mapping),
    channel: 'phone',
  })
  expect(taken.body).toMatchObject({ rows: 2, taken: 1, already: 0, wrong: 1 })
  expect(
    (await upload('/appeals/import', book, 'a.xlsx', { mapping: JSON.stringify(mapping) })).body,
  ).toMatchObject({ taken: 0, already: 1 })
  expect((await upload('/appeals/import', book, 'a.xlsx', {}, await city.as('gxq.housing'))).status).toBe(403)
  expect((await upload('/appeals/import', Buffer.from('x'), 'a.xlsx')).status).toBe(400)
})

test('an export shows each reader what the list shows, names for codes, and is in the audit', async () => {
  const open = await dispatcher.get('/appeals/export.csv?channel=import')
  expect(open.status).toBe(200)
  const whole = await tableOf(Buffer.from(open.body), 'e.csv')
  expect(whole).toHaveLength(3)
  const noise = whole.find((r) => r.values.标题 === '工地噪声')
  expect(noise?.values).toMatchObject({
    状态: '待分类',
    区域: '九龙坡区白市驿镇',
    渠道: '导入',
    受理时间: '2026-11-21 02:10',
  })
  expect(noise?.values.内容).toContain('11010519491231002X')
  expect(open.body).toContain("'=1+1")
  const leader = await (await city.as('leader')).get('/appeals/export.csv?channel=import')
  expect(leader.body).toContain('工地噪声')
  expect(leader.body).not.toContain('11010519491231002X')
  const other = await (await city.as('gxq.education')).get('/appeals/export.csv')
  expect(other.body).not.toContain('工地噪声')
  expect((await dispatcher.get('/appeals/export.xlsx')).status).toBe(200)
  expect((await city.anonymous.get('/appeals/export.csv')).status).toBe(401)
  const auditor = await city.as('auditor')
  const reads = (await auditor.get('/audit?action=appeal.export&outcome=read')).body
  expect(JSON.stringify(reads)).toContain('rows: 3')
})

test('one action on many cases: each on its own, refusals beside successes', async () => {
  const list = (await dispatcher.get('/appeals?state=submitted')).body.rows as {
    id: string
    version: number
  }[]
  const [first, second] = list
  const ids = [
    { id: first?.id, version: first?.version },
    { id: second?.id, version: 99 },
  ]
  const input = { org: 'gxq.urban', category: '0101', urgency: 'normal' }
  const answer = await dispatcher.post('/appeals/bulk', { action: 'dispatch', ids, input })
  expect(answer.body).toMatchObject([
    { id: first?.id, done: true, state: 'dispatched', problem: null },
    {
      id: second?.id,
      done: false,
      problem: { code: 'conflict', title: expect.stringContaining('刚刚被别人处理过') },
    },
  ])
  const handler = await city.as('gxq.education')
  const refused = await handler.post('/appeals/bulk', {
    action: 'accept',
    ids: [{ id: first?.id, version: 2 }],
  })
  expect(refused.body[0].problem.code).toBe('not-found')
  expect((await dispatcher.post('/appeals/bulk', { action: 'explode', ids })).status).toBe(400)
})

test('saved views belong to their account', async () => {
  const view = { type: 'appeal', name: '超期未办', query: { overdue: true, state: ['dispatched'] } }
  const saved = (await dispatcher.post('/saved-views', view)).body
  expect((await dispatcher.post('/saved-views', { ...view, id: saved.id, name: '超期' })).body.name).toBe(
    '超期',
  )
  expect((await dispatcher.get('/saved-views?type=appeal')).body).toEqual([{ ...saved, name: '超期' }])
  const other = await city.as('clerk')
  expect((await other.get('/saved-views')).body).toEqual([])
  expect((await other.send('DELETE', `/saved-views/${saved.id}`)).status).toBe(404)
  expect((await other.post('/saved-views', { ...view, id: saved.id })).status).toBe(404)
  expect((await city.anonymous.get('/saved-views')).status).toBe(401)
  expect((await dispatcher.send('DELETE', `/saved-views/${saved.id}`)).status).toBe(200)
  expect((await dispatcher.get('/saved-views')).body).toEqual([])
})

test('a township that several districts share resolves inside the given area, and is named as ambiguous without one', async () => {
  const file = join(folder, 'shared.csv')
  writeFileSync(file, '编号,诉求内容,镇街\nZ1,水压不够；三楼以上没有水。,走马镇\n')
  expect((await command(file, '--dry-run')).text).toContain(
    '可能指 2 个地方（万州区走马镇、九龙坡区走马镇等）',
  )
  expect((await command(file, '--within', 'area:none')).code).toBe(2)
  expect((await command(file, '--within', 'area:cqgxq')).text).toContain('1 taken in')
  const list = (await dispatcher.get('/appeals?channel=import&place=50/500107/500107106')).body.rows
  expect(list.map((r: { title: string }) => r.title)).toContain('水压不够')
  const form = { mapping: JSON.stringify({ text: '诉求内容', area: '镇街' }) }
  const preview = async (within: string) =>
    (await upload('/appeals/import/preview', readFileSync(file), 's.csv', { ...form, within })).body
  expect([await preview(''), await preview('500107')]).toMatchObject([{ wrong: 1 }, { wrong: 0 }])
  expect(await preview('nowhere')).toMatchObject({ status: 400, field: 'within' })
})

async function command(...args: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = []
  const { kernel, modules } = city.platform
  const submit = modules.flatMap((m) => m.actions ?? []).find((a) => a.name === 'appeal.submit')
  if (submit === undefined) throw new Error('appeal.submit is missing')
  const messages = Object.assign({}, ...modules.map((m) => m.messages ?? {}))
  const code = await runImportCommand(args, {
    kernel,
    submit,
    messages,
    print: (l) => lines.push(l),
    progress: () => {},
  })
  return { code, text: lines.join('\n') }
}

async function tableOf(content: Buffer, name: string): Promise<TableRow[]> {
  const table: TableRow[] = []
  for await (const row of readTable(content, name)) table.push(row)
  return table
}

/** A form with a file, as a browser sends it. */
function upload(
  path: string,
  content: Buffer,
  filename: string,
  fields: Record<string, string> = {},
  who = dispatcher,
): Promise<Answer> {
  return sendFile(who, path, { content, filename }, fields)
}
