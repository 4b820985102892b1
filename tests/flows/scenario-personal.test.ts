import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { withProgram } from '../support/programmed.ts'
import { raw } from '../support/refusals.ts'
import { deliverRows } from '../support/resources.ts'
import { propose, scenarioOf, streetLights, town } from '../support/scenarios.ts'

/** Personal information in a scenario: where it may go, and where it stays. */

let city: TestPlatform
let department: Client
let authority: Client

beforeAll(async () => {
  city = await createTestPlatform()
  department = await city.as('data.town')
  authority = await city.as('data')
})
afterAll(() => city?.stop())

test('a package with personal information passes the privacy review only with an approved assessment of each resource that holds it', async () => {
  const personal = streetLights((m) => {
    m.code = 'with-names'
    m.resources[0].items.push({ name: 'keeper', title: '巡查员', type: 'text', personal: 'name' })
    m.personal = { processes: true, basis: '《个人信息保护法》第十三条第三项' }
  })
  const made = await propose(department, town, personal)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const s = scenarioOf(department, made.body.id)
  await s.step(department, 'sandbox')
  await s.until({ candidate: { state: 'sandbox' } })
  const refused = await s.step(authority, 'review-privacy', { passed: true })
  expect(refused).toMatchObject({ status: 409, body: { resources: expect.stringContaining('路灯控制箱') } })
  expect((await s.step(authority, 'publish')).status).toBe(409)
  // What the enterprise's own system reads of it is masked.
  const issued = await department.post('/scenario-runs/with-names/keys', {
    name: '企业系统',
    sandbox: true,
  })
  const headers = { 'scenario-key': issued.body.key }
  const lamp = { cabinet: 'LD-0009', road: '科园九路', place: '500107104', lamps: 2, keeper: '欧阳小敏' }
  const sent = { delivery: randomUUID(), rows: [lamp] }
  const resource = '/scenario-systems/resources/lamps'
  expect((await city.anonymous.post(`${resource}/rows`, sent, headers)).status).toBe(201)
  const keepers = async () => {
    const { body } = await raw(city, 'GET', `/api/v1${resource}/changes`, undefined, headers)
    return body.changes.flatMap((c: { data: { keeper?: string } }) => c.data.keeper ?? [])
  }
  await expect.poll(keepers).toEqual(['欧***'])
})

test('personal information that a program was given does not leave by its answers, unless the command declares it, and it is noted', async () => {
  const body = "ctx.get('lamps', input.cabinet)"
  const names = ['who', 'tell', 'call']
  const leaky = withProgram((m) => {
    m.code = 'leaky'
    m.resources[0].items.push(
      { name: 'keeper', title: '巡查员', type: 'text', personal: 'name' },
      { name: 'phone', title: '电话', type: 'text', personal: 'mobile' },
    )
    m.personal = { processes: true, basis: '《个人信息保护法》第十三条第三项' }
    const input = [{ name: 'cabinet', title: 'cabinet', type: 'text' }]
    const title = { zh: '查询', en: 'Ask' }
    for (const code of names)
      m.program.commands.push({ code, title, who: { roles: ['data-manager'] }, input })
    const purpose = { zh: '给巡查员打电话', en: 'To call the keeper' }
    m.program.commands.at(-1).shows = [{ resource: 'lamps', item: 'phone', purpose }]
    m.program.code = m.program.code.replace(
      'hang()',
      `who(input, ctx) { const lamp = ${body}; return { lamp, say: lamp.keeper + lamp.phone, n: Number(lamp.phone) } },
      tell(input, ctx) { ctx.refuse(${body}.keeper + '已下班') },
      call(input, ctx) { const lamp = ${body}; return [lamp.keeper, lamp.phone] },
      hang()`,
    )
  })
  const made = await propose(department, town, leaky)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  expect(made.body.findings ?? []).not.toContainEqual(expect.objectContaining({ severity: 'error' }))
  const s = scenarioOf(department, made.body.id)
  await s.step(department, 'sandbox')
  await s.until({ candidate: { state: 'sandbox' } })
  expect((await s.view()).versions[0].findings).toContainEqual(
    expect.objectContaining({
      zh: expect.stringContaining('会向使用者显示个人信息“电话”，用途：给巡查员打电话'),
    }),
  )
  const lamp = { cabinet: 'LD-0009', road: '科园九路', place: '500107104', lamps: 2 }
  await deliverRows(department, (await s.part('lamps', true)).ref, [
    { ...lamp, keeper: '欧阳小敏', phone: '13812345678' },
  ])
  const give = (name: string) =>
    department.post(`/scenario-runs/leaky/commands/${name}`, {
      sandbox: true,
      input: { cabinet: 'LD-0009' },
    })
  const told = (await give('who')).body.output
  expect(told).toMatchObject({
    lamp: { road: '科园九路', keeper: '欧***', phone: '138****5678' },
    say: '欧***138****5678',
    n: '138****5678',
  })
  expect(await give('tell')).toMatchObject({
    status: 409,
    body: { title: expect.stringContaining('欧***已下班') },
  })
  expect((await give('call')).body.output).toEqual(['欧***', '13812345678'])
  const { rows } = await city.platform.kernel.app.pool.query(
    "select change from audit_entries where action in ('scenario.command', 'scenario.note-unkept') and subject_id = $1 order by id",
    [made.body.id],
  )
  expect(rows.map((r) => r.change)).toMatchObject([
    { command: 'who', masked: ['lamps.keeper', 'lamps.phone'] },
    { failed: false, masked: ['lamps.keeper'] },
    { command: 'call', masked: ['lamps.keeper'], shown: ['lamps.phone'] },
  ])
})
