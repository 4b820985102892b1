import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { createFirstAdmin, demoPassword as password } from '../../src/kernel/identity/index.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { authenticator, expectStatus, type Visitor, visitor } from '../support/visitor.ts'

const minute = 60_000
const clock = fixedClock(new Date('2026-03-02T01:00:00Z'))
let city: TestPlatform

beforeAll(async () => {
  city = await createTestPlatform({ clock, env: { REQUIRE_SECOND_FACTOR: 'false' } })
})
afterAll(() => city?.stop())

async function signedIn(login: string, secret = password, code?: string): Promise<Visitor> {
  const v = visitor(city)
  await expectStatus(v.signIn(login, secret, code), 200)
  return v
}

async function accountOf(admin: Visitor, login: string): Promise<string> {
  const { body } = await admin.send('GET', `/accounts?text=${login}`)
  return body.rows.find((a: { login: string }) => a.login === login).id
}

async function auditOf(action: string): Promise<{ subject_id: string; change: Record<string, unknown> }[]> {
  const auditor = await signedIn('auditor')
  return (await expectStatus(auditor.send('GET', `/audit?action=${action}`), 200)).body
}

describe('wrong tries', () => {
  test('the fifth locks the account for a quarter of an hour, and each is in the audit', async () => {
    const v = visitor(city)
    for (let i = 0; i < 4; i++) await expectStatus(v.signIn('clerk', 'guessing-it'), 401, 'wrong')
    await expectStatus(v.signIn('clerk', 'guessing-it'), 401, 'locked')
    await expectStatus(v.signIn('clerk', password), 401, 'locked')
    clock.advance(14 * minute)
    await expectStatus(v.signIn('clerk', password), 401, 'locked')
    clock.advance(minute)
    await expectStatus(v.signIn('clerk', password), 200)
    await expectStatus(v.signIn('nobody-at-all', password), 401, 'wrong')
    const outcomes = (await auditOf('identity.sign-in')).map((e) => e.change.refused ?? e.change.signedIn)
    const first = outcomes.slice(-9).reverse()
    expect(first).toEqual([
      'wrong',
      'wrong',
      'wrong',
      'wrong',
      'locked',
      'locked',
      'locked',
      'password',
      'wrong',
    ])
  })

  test('one address has thirty tries a minute, another is not held up', async () => {
    const [busy, other] = [visitor(city), visitor(city)]
    const statuses: number[] = []
    for (let i = 0; i < 32; i++) statuses.push((await busy.send('POST', '/session', { login: '' })).status)
    expect(statuses.slice(0, 30).every((s) => s === 400)).toBe(true)
    expect(statuses.slice(30)).toEqual([429, 429])
    await expectStatus(other.signIn('clerk', password), 200)
  })
})

describe('the authenticator', () => {
  let v: Visitor
  let secret = ''
  const code = () => authenticator(secret, clock.now())

  test('is enrolled with a secret that only ciphertext remains of, and ends the sessions without it', async () => {
    const elsewhere = await signedIn('supervisor')
    v = await signedIn('supervisor')
    const begun = await expectStatus(v.send('POST', '/me/totp'), 200)
    secret = begun.body.secret
    expect(begun.body.uri).toContain(`secret=${secret}&issuer=${encodeURIComponent('智治')}`)
    expect((await v.send('GET', '/me/totp')).body).toEqual({ on: false })
    await expectStatus(v.send('POST', '/me/totp/confirm', { code: '000000' }), 400, 'wrong')
    await expectStatus(v.send('POST', '/me/totp/confirm', { code: code() }), 200)
    expect((await v.send('GET', '/me/totp')).body).toEqual({ on: true })
    expect((await elsewhere.send('GET', '/me')).body.kind).toBe('anonymous')
    const { totp } = await city.platform.kernel.app.db
      .selectFrom('accounts')
      .select('totp')
      .where('login', '=', 'supervisor')
      .executeTakeFirstOrThrow()
    expect(totp?.toString('latin1')).not.toContain(secret)
    expect(JSON.stringify(await auditOf('identity.totp-begin'))).not.toContain(secret)
  })

  test('is asked for at sign-in; a wrong code and one used before are refused', async () => {
    const again = visitor(city)
    await expectStatus(again.signIn('supervisor', password), 401, 'code-needed')
    await expectStatus(again.signIn('supervisor', password, code()), 401, 'wrong')
    clock.advance(minute)
    await expectStatus(
      again.signIn('supervisor', password, code() === '123456' ? '654321' : '123456'),
      401,
      'wrong',
    )
    const used = code()
    await expectStatus(again.signIn('supervisor', password, used), 200)
    await expectStatus(visitor(city).signIn('supervisor', password, used), 401, 'wrong')
    clock.advance(minute)
    const twice = await Promise.all([0, 1].map(() => visitor(city).signIn('supervisor', password, code())))
    expect(twice.map((a) => a.status).sort()).toEqual([200, 401])
  })

  test('goes off with password and code only', async () => {
    clock.advance(minute)
    await expectStatus(v.send('POST', '/me/totp'), 409)
    await expectStatus(
      v.send('POST', '/me/totp/off', { password: 'not-my-password', code: code() }),
      400,
      'wrong',
    )
    await expectStatus(v.send('POST', '/me/totp/off', { password, code: code() }), 200)
    await signedIn('supervisor')
  })

  test('is taken off by an administrator who says why', async () => {
    const lost = await signedIn('supervisor')
    const { body } = await lost.send('POST', '/me/totp')
    await expectStatus(
      lost.send('POST', '/me/totp/confirm', { code: authenticator(body.secret, clock.now()) }),
      200,
    )
    const admin = await signedIn('admin')
    const id = await accountOf(admin, 'supervisor')
    await expectStatus(admin.send('POST', `/accounts/${id}/totp/reset`, {}), 400)
    await expectStatus(lost.send('POST', `/accounts/${id}/totp/reset`, { reason: '自己想取消' }), 403)
    await expectStatus(
      admin.send('POST', `/accounts/${id}/totp/reset`, { reason: '手机遗失，已当面核实身份' }),
      200,
    )
    expect((await lost.send('GET', '/me')).body.kind).toBe('anonymous')
    await signedIn('supervisor')
    expect((await auditOf('account.reset-totp'))[0]?.change.reason).toBe('手机遗失，已当面核实身份')
  })
})

describe('sessions', () => {
  test('slide by at most one write a minute, end when idle and when their day is over', async () => {
    const v = await signedIn('leader')
    const seen = async () =>
      (await v.send('GET', '/sessions')).body.find((s: { current: boolean }) => s.current).seenAt
    const first = await seen()
    clock.advance(59_000)
    expect(await seen()).toBe(first)
    clock.advance(1_000)
    expect(Date.parse(await seen())).toBe(Date.parse(first) + minute)
    for (let i = 0; i < 3; i++) {
      clock.advance(7 * 60 * minute)
      expect((await v.send('GET', '/me')).body.kind).toBe('officer')
    }
    clock.advance(3 * 60 * minute)
    expect((await v.send('GET', '/me')).body.kind).toBe('anonymous')
    const left = await signedIn('leader')
    clock.advance(8 * 60 * minute + minute)
    expect((await left.send('GET', '/me')).body.kind).toBe('anonymous')
  })

  test('are listed and ended, one or all', async () => {
    const [a, b, c] = [await signedIn('grid'), await signedIn('grid'), await signedIn('grid')]
    const rows = (await a.send('GET', '/sessions')).body
    expect(rows).toHaveLength(3)
    expect(rows.filter((s: { current: boolean }) => s.current)).toHaveLength(1)
    const token = new Map(b.cookies)
    await expectStatus(b.send('DELETE', '/session'), 200)
    expect(b.cookies.size).toBe(0)
    for (const [name, value] of token) b.cookies.set(name, value)
    expect((await b.send('GET', '/me')).body.kind).toBe('anonymous')
    expect((await c.send('GET', '/me')).body.kind).toBe('officer')
    await expectStatus(a.send('DELETE', '/sessions'), 200)
    expect((await c.send('GET', '/me')).body.kind).toBe('anonymous')
    await expectStatus(c.send('GET', '/sessions'), 401)
  })

  test('end with a new password, except the one that begins with it', async () => {
    const [here, there] = [await signedIn('gxq.health'), await signedIn('gxq.health')]
    const change = (current: string, next: string) => here.send('POST', '/me/password', { current, next })
    await expectStatus(change('not-my-password', 'a river of lamps'), 400, 'wrong')
    await expectStatus(change(password, 'short'), 400, 'short')
    await expectStatus(change(password, 'gxq.health'), 400, 'login')
    await expectStatus(change(password, '1234567890'), 400, 'common')
    await expectStatus(change(password, password), 400, 'same')
    await expectStatus(change(password, 'a river of lamps'), 200)
    expect((await here.send('GET', '/me')).body.kind).toBe('officer')
    expect((await there.send('GET', '/me')).body.kind).toBe('anonymous')
    await expectStatus(visitor(city).signIn('gxq.health', password), 401, 'wrong')
    await signedIn('gxq.health', 'a river of lamps')
  })
})

describe('a second factor is required of those who watch others', () => {
  let strict: TestPlatform
  beforeAll(async () => {
    strict = await createTestPlatform({ clock, env: { REQUIRE_SECOND_FACTOR: 'true' } })
  })
  afterAll(() => strict?.stop())

  test('without one, an auditor may do nothing but enrol; a handler is left alone', async () => {
    const v = visitor(strict)
    const me = await expectStatus(v.signIn('auditor', password), 200)
    expect(me.body).toMatchObject({ limit: 'enrol', posts: [] })
    await expectStatus(v.send('GET', '/audit'), 403)
    const { body } = await v.send('POST', '/me/totp')
    const on = await v.send('POST', '/me/totp/confirm', { code: authenticator(body.secret, clock.now()) })
    expect(on.body).toMatchObject({ limit: null, posts: [{ role: 'auditor' }] })
    await expectStatus(v.send('GET', '/audit'), 200)
    const handler = await expectStatus(visitor(strict).signIn('gxq.health', password), 200)
    expect(handler.body).toMatchObject({ limit: null, posts: [{ role: 'handler' }] })
  })

  test('the first administrator comes with the machine, and replaces the password first', async () => {
    const temporary = await createFirstAdmin(strict.platform.kernel, {
      login: 'first',
      name: '首任管理员',
      org: 'cq.center',
    })
    const v = visitor(strict)
    expect((await expectStatus(v.signIn('first', temporary), 200)).body.limit).toBe('password')
    const changed = await v.send('POST', '/me/password', { current: temporary, next: 'two rivers, one city' })
    expect(changed.body.limit).toBe('enrol')
    const { body } = await v.send('POST', '/me/totp')
    const on = await v.send('POST', '/me/totp/confirm', { code: authenticator(body.secret, clock.now()) })
    expect(on.body).toMatchObject({ limit: null, posts: [{ role: 'admin', org: 'cq.center' }] })
  })
})
