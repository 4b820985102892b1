import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '../../src/kernel/audit/index.ts'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { createFirstAdmin, demoPassword as password } from '../../src/kernel/identity/index.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { expectStatus, type Visitor, visitor } from '../support/visitor.ts'

const clock = fixedClock(new Date('2026-03-02T01:00:00Z'))
const texts: string[] = []
let city: TestPlatform

beforeAll(async () => {
  city = await createTestPlatform({ clock, env: { REQUIRE_SECOND_FACTOR: 'false' } })
  Object.assign(city.platform.kernel.ports, {
    sms: async (_to: string, text: string) => void texts.push(text),
  })
})
afterAll(() => city?.stop())

async function signedIn(login: string, secret = password): Promise<Visitor> {
  const v = visitor(city)
  await expectStatus(v.signIn(login, secret), 200)
  return v
}

async function codeFor(v: Visitor, phone: string): Promise<string> {
  await expectStatus(v.send('POST', '/session/code', { phone }), 200)
  return /\d{6}/.exec(texts.at(-1) ?? '')?.[0] ?? ''
}

async function resident(phone: string): Promise<Visitor> {
  const v = visitor(city)
  await expectStatus(v.send('POST', '/session/phone', { phone, code: await codeFor(v, phone) }), 200)
  return v
}

describe('the administration of accounts', () => {
  let admin: Visitor
  let id = ''
  let temporary = ''

  test('an account begins with a temporary password and no post', async () => {
    admin = await signedIn('admin')
    const input = { kind: 'officer', login: 'he.jun', name: '贺军', org: 'gxq.urban' }
    const created = await expectStatus(admin.send('POST', '/accounts', input), 201)
    id = created.body.id
    temporary = created.body.temporaryPassword
    await expectStatus(admin.send('POST', '/accounts', input), 409)
    await expectStatus(
      admin.send('POST', '/accounts', { ...input, login: 'x.y', org: 'cq.urban' }),
      403,
      'reach',
    )
    await expectStatus(admin.send('POST', '/accounts', { ...input, login: 'x.y', org: 'nowhere' }), 400)
    const clerk = await signedIn('clerk')
    await expectStatus(clerk.send('POST', '/accounts', { ...input, login: 'x.y' }), 403)
    await expectStatus(clerk.send('GET', '/accounts'), 403)
  })

  test('the holder replaces it before anything else', async () => {
    await expectStatus(
      admin.send('POST', `/accounts/${id}/posts`, { role: 'handler', org: 'gxq.urban' }),
      200,
    )
    const v = visitor(city)
    expect((await v.signIn('he.jun', temporary)).body).toMatchObject({ limit: 'password', posts: [] })
    await expectStatus(v.send('GET', '/appeals'), 403)
    const changed = await v.send('POST', '/me/password', {
      current: temporary,
      next: 'lamps along the river',
    })
    expect(changed.body).toMatchObject({ limit: null, posts: [{ role: 'handler', org: 'gxq.urban' }] })
    await expectStatus(v.send('GET', '/appeals'), 200)
  })

  test('posts end sessions when they change; nobody exceeds the own reach', async () => {
    const give = (role: string, org: string, places?: string[]) => ({
      role,
      org,
      ...(places === undefined ? {} : { places }),
    })
    const v = await signedIn('he.jun', 'lamps along the river')
    await expectStatus(admin.send('POST', `/accounts/${id}/posts`, give('leader', 'gxq.center')), 200)
    expect((await v.send('GET', '/me')).body.kind).toBe('anonymous')
    const own = (await admin.send('GET', '/me')).body.id
    await expectStatus(admin.send('POST', `/accounts/${own}/posts`, give('leader', 'gxq.center')), 403, 'own')
    await expectStatus(admin.send('POST', `/accounts/${id}/posts`, give('leader', 'cq.center')), 403, 'reach')
    await expectStatus(
      admin.send('POST', `/accounts/${id}/posts`, give('handler', 'gxq.urban', ['50'])),
      403,
      'places',
    )
    await expectStatus(admin.send('POST', `/accounts/${id}/posts`, give('admin', 'gxq.center')), 403, 'equal')
    await expectStatus(admin.send('POST', `/accounts/${id}/posts`, give('admin', 'town.500107104')), 200)
    await expectStatus(admin.send('POST', `/accounts/${id}/posts/take`, give('admin', 'town.500107104')), 200)
    await expectStatus(admin.send('POST', `/accounts/${id}/posts/take`, give('leader', 'gxq.center')), 200)
    await expectStatus(admin.send('POST', `/accounts/${id}/posts/take`, give('leader', 'gxq.center')), 404)
    const { id: above } = await city.platform.kernel.app.db
      .selectFrom('accounts')
      .select('id')
      .where('login', '=', 'city')
      .executeTakeFirstOrThrow()
    await expectStatus(
      admin.send('POST', `/accounts/${above}/deactivate`, { reason: '越级停用' }),
      403,
      'reach',
    )
    await expectStatus(admin.send('GET', `/accounts/${above}`), 404)
  })

  test('what is switched off is off at once', async () => {
    const v = await signedIn('he.jun', 'lamps along the river')
    await expectStatus(admin.send('POST', `/accounts/${id}/deactivate`, { reason: '调离本单位' }), 200)
    expect((await v.send('GET', '/me')).body.kind).toBe('anonymous')
    await expectStatus(visitor(city).signIn('he.jun', 'lamps along the river'), 401, 'wrong')
    await expectStatus(admin.send('POST', `/accounts/${id}/activate`, { reason: '调回本单位' }), 200)
    await signedIn('he.jun', 'lamps along the river')
    const reset = await expectStatus(
      admin.send('POST', `/accounts/${id}/password/reset`, { reason: '忘记密码' }),
      200,
    )
    expect((await visitor(city).signIn('he.jun', reset.body.temporaryPassword)).body.limit).toBe('password')
    await expectStatus(admin.send('POST', `/accounts/${id}`, { name: '贺俊' }), 200)
    expect((await admin.send('GET', `/accounts/${id}`)).body).toMatchObject({
      name: '贺俊',
      can: { manage: true },
    })
  })

  test('the list shows the own places only, page by page', async () => {
    const seen: { login: string; posts: { places: string[] }[] }[] = []
    let cursor = ''
    do {
      const { body } = await expectStatus(admin.send('GET', `/accounts?limit=20${cursor}`), 200)
      seen.push(...body.rows)
      cursor = body.next === null ? '' : `&cursor=${body.next}`
    } while (cursor !== '')
    const logins = seen.map((a) => a.login)
    expect(new Set(logins).size).toBe(logins.length)
    expect(logins).toEqual(expect.arrayContaining(['he.jun', 'clerk', 'gxq.housing', 'town.500107104']))
    expect(logins.filter((l) => l.startsWith('cq.'))).toEqual([])
    const filtered = (await admin.send('GET', '/accounts?role=grid-worker&active=true')).body.rows
    expect(filtered.map((a: { login: string }) => a.login)).toEqual(['grid'])
    expect((await admin.send('GET', '/accounts?text=%25')).body.rows).toEqual([])
  })

  test('a system has a key instead of a password, and no watching role', async () => {
    const { body } = await expectStatus(
      admin.send('POST', '/accounts', {
        kind: 'service',
        login: 'gas-sensors',
        name: '燃气监测平台',
        org: 'gxq.urban',
      }),
      201,
    )
    expect(body.temporaryPassword).toBeNull()
    await expectStatus(
      admin.send('POST', `/accounts/${body.id}/posts`, { role: 'auditor', org: 'gxq.urban' }),
      403,
      'service',
    )
    await expectStatus(
      admin.send('POST', `/accounts/${body.id}/posts`, { role: 'clerk', org: 'gxq.urban' }),
      200,
    )
    await expectStatus(admin.send('POST', `/accounts/${id}/key`), 400)
    const key = await expectStatus(admin.send('POST', `/accounts/${body.id}/key`), 201)
    const system = visitor(city, { authorization: `Bearer ${key.body.token}` })
    expect((await system.send('GET', '/me')).body).toMatchObject({
      name: '燃气监测平台',
      limit: null,
      posts: [{ role: 'clerk' }],
    })
    const second = await expectStatus(admin.send('POST', `/accounts/${body.id}/key`), 201)
    expect((await system.send('GET', '/me')).body.kind).toBe('anonymous')
    const renewed = visitor(city, { authorization: `Bearer ${second.body.token}` })
    expect((await renewed.send('GET', '/me')).body.kind).toBe('officer')
    await expectStatus(admin.send('DELETE', `/accounts/${body.id}/key`), 200)
    expect((await renewed.send('GET', '/me')).body.kind).toBe('anonymous')
    const { rows } = await city.platform.kernel.app.pool.query(
      'select change::text from audit_entries union all select response::text from idempotency_keys',
    )
    expect(JSON.stringify(rows)).not.toContain(key.body.token)
    expect(JSON.stringify(rows)).not.toContain(temporary)
  })

  test('an administrator above manages the one below, and not the other way round', async () => {
    const first = await createFirstAdmin(city.platform.kernel, {
      login: 'root.cq',
      name: '市级管理员',
      org: 'cq.center',
    })
    const above = await signedIn('root.cq', first)
    await above.send('POST', '/me/password', { current: first, next: 'two rivers, one city' })
    const { body } = await above.send('GET', '/accounts?text=admin')
    const local = body.rows.find((a: { login: string }) => a.login === 'admin')
    expect(local.can.manage).toBe(true)
    const seen = (await admin.send('GET', '/accounts?role=admin')).body.rows
    expect(seen.map((a: { login: string; can: object }) => [a.login, a.can])).toEqual([
      ['admin', { manage: false }],
    ])
  })
})

describe('a resident', () => {
  const [first, second] = ['19900007001', '19900007002']
  let v: Visitor

  test('signs in by a code that works once, is limited in number and never stored plain', async () => {
    const w = visitor(city)
    const code = await codeFor(w, first)
    await expectStatus(w.send('POST', '/session/code', { phone: first }), 429)
    for (let i = 0; i < 5; i++)
      await expectStatus(
        w.send('POST', '/session/phone', { phone: first, code: code === '000000' ? '111111' : '000000' }),
        401,
        'wrong',
      )
    await expectStatus(w.send('POST', '/session/phone', { phone: first, code }), 401, 'wrong')
    clock.advance(60_000)
    const late = await codeFor(w, first)
    clock.advance(5 * 60_000)
    await expectStatus(w.send('POST', '/session/phone', { phone: first, code: late }), 401, 'wrong')
    v = await resident(first)
    await expectStatus(
      w.send('POST', '/session/phone', { phone: first, code: /\d{6}/.exec(texts.at(-1) ?? '')?.[0] ?? '' }),
      401,
      'wrong',
    )
    for (let i = 3; i < 10; i++) {
      clock.advance(60_000)
      await codeFor(w, first)
    }
    clock.advance(60_000)
    await expectStatus(w.send('POST', '/session/code', { phone: first }), 429)
  })

  test('sees and corrects what is known; another number has to be proven and free', async () => {
    expect((await v.send('GET', '/me/person')).body).toEqual({ name: '', phone: first, address: '' })
    const saved = await expectStatus(
      v.send('PUT', '/me/person', { name: '王小红', address: '凤笙路 12 号' }),
      200,
    )
    expect(saved.body).toEqual({ name: '王小红', phone: first, address: '凤笙路 12 号' })
    await resident(second)
    await expectStatus(v.send('PUT', '/me/person', { phone: second }), 400)
    clock.advance(60_000)
    await expectStatus(v.send('PUT', '/me/person', { phone: second, code: await codeFor(v, second) }), 409)
    const third = '19900007003'
    await expectStatus(v.send('PUT', '/me/person', { phone: third, code: '000000' }), 400, 'wrong')
    await expectStatus(v.send('PUT', '/me/person', { phone: third, code: await codeFor(v, third) }), 200)
    expect((await v.send('GET', '/me/person')).body.phone).toBe(third)
    const officer = await signedIn('clerk')
    await expectStatus(officer.send('GET', '/me/person'), 403)
    const { rows } = await city.platform.kernel.app.pool.query(
      "select change::text from audit_entries where action like 'person.%' or action like 'identity.%'",
    )
    for (const personal of ['王小红', '凤笙路', third]) expect(JSON.stringify(rows)).not.toContain(personal)
  })

  test('can have the key of the data destroyed once nothing is open; the chain still verifies', async () => {
    const body = {
      text: '楼下路灯坏了三天，晚上老人出门看不见路，请派人来修。',
      where: { address: '金凤镇凤笙路12号' },
    }
    const { id } = (await expectStatus(v.send('POST', '/appeals', body), 201)).body
    expect((await expectStatus(v.send('DELETE', '/me/person'), 409)).body.count).toBe(1)
    const version = (await v.send('GET', `/appeals/${id}`)).body.version
    await expectStatus(v.send('POST', `/appeals/${id}/withdraw`, { version, reason: '路灯已经修好' }), 200)
    const leader = await signedIn('leader')
    expect((await leader.send('GET', `/appeals/${id}`)).body.applicant.name).toMatch(/王/)
    await expectStatus(v.send('DELETE', '/me/person'), 200)
    expect((await v.send('GET', '/me')).body.kind).toBe('anonymous')
    expect((await leader.send('GET', `/appeals/${id}`)).body.applicant).toEqual({ name: '已注销', phone: '' })
    const again = await resident('19900007003')
    expect((await again.send('GET', '/me/person')).body.name).toBe('')
    expect((await again.send('GET', '/appeals?scope=mine')).body.rows).toEqual([])
    expect((await verifyAudit(city.platform.kernel.app.db)).flaws).toEqual([])
  })
})
