import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeXlsx } from '../../src/kernel/tabular/index.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { sendFile } from '../support/upload.ts'

let city: TestPlatform

beforeAll(async () => {
  city = await createTestPlatform({ env: { ROLES: 'web' } })
})
afterAll(() => city?.stop())

test('the duty list comes from a workbook: right rows in force, wrong ones named, the same file twice changes nothing', async () => {
  const admin = await city.as('admin')
  const row = (id: string, org: string) => ({
    编号: id,
    事项: '0103',
    区域: '500107104',
    主办单位: org,
    法律依据: '城市道路管理条例 第二十一条',
    兜底单位: 'gxq.center',
    法定时限: '5个工作日',
  })
  const rows = [row('0103@workbook', 'gxq.urban'), row('0103@wrong', 'gxq.nobody')]
  const book = Buffer.from(await writeXlsx(rows, Object.keys(rows[0] ?? {})))
  const send = (reason: string, who = admin) =>
    sendFile(who, '/duties/import/file', { content: book, filename: '职责.xlsx' }, { reason })
  const first = await send('按三定方案补录')
  expect(first.body).toMatchObject({ created: 1, changed: 0, problems: [{ line: 3, column: '主办单位' }] })
  expect((await send('再来一次')).body).toMatchObject({ created: 0, changed: 0, unchanged: 1 })
  const saved = (await admin.get('/duties/0103@workbook')).body
  expect(saved).toMatchObject({ org: 'gxq.urban', deadline: { amount: 5, unit: 'workingDays' } })
  expect((await send('无权导入', await city.as('gxq.housing'))).status).toBe(403)
  const broken = await sendFile(admin, '/duties/import/file', {
    content: Buffer.from('PK\u0003\u0004 none'),
    filename: 'a.xlsx',
  })
  expect([broken.status, broken.body.code]).toEqual([400, 'invalid'])
  expect((await admin.post('/duties/import/file', {})).status).toBe(400)
})
