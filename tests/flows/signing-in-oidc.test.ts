import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword as password } from '../../src/kernel/identity/index.ts'
import {
  Browser,
  type IdentityProvider,
  signInAtProvider,
  startIdentityProvider,
} from '../support/identity-provider.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { authenticator, expectStatus, visitor } from '../support/visitor.ts'

let provider: IdentityProvider
let city: TestPlatform
let base = ''
let redirectUri = ''

beforeAll(async () => {
  const port = await freePort()
  base = `http://127.0.0.1:${port}`
  redirectUri = `${base}/api/v1/session/oidc/callback`
  const client = { id: 'zhizhi', secret: 'a-secret-of-this-test', redirectUri }
  provider = await startIdentityProvider(client)
  city = await createTestPlatform({
    env: {
      PUBLIC_URL: base,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      REQUIRE_SECOND_FACTOR: 'false',
    },
  })
  await city.platform.server.listen({ port, host: '127.0.0.1' })
})
afterAll(async () => {
  await city?.stop()
  await provider?.stop()
})

const start = () => `${base}/api/v1/session/oidc?back=/desk/appeals`

/** The whole dance of one browser, up to the answer of our own callback. */
async function dance(login: string, browser = new Browser(), change: (callback: URL) => void = () => {}) {
  const callback = new URL(await signInAtProvider(browser, start(), login, redirectUri))
  change(callback)
  return { browser, answer: await browser.open(callback.href), callback: callback.href }
}

async function whoIs(browser: Browser): Promise<{ kind: string; name: string; limit: string | null }> {
  return (await browser.open(`${base}/api/v1/me`)).json() as Promise<{
    kind: string
    name: string
    limit: string | null
  }>
}

test('someone whom no administrator linked is refused, told why, and gets no account', async () => {
  const { browser, answer } = await dance('zhou.min@city')
  expect(answer.status).toBe(401)
  const page = await answer.text()
  expect(page).toContain('还没有绑定本平台账号')
  expect(page).toContain('zhou.min@city')
  expect((await whoIs(browser)).kind).toBe('anonymous')
  const rows = await city.platform.kernel.app.db
    .selectFrom('accounts')
    .select('id')
    .where('external_subject', 'is not', null)
    .execute()
  expect(rows).toEqual([])
})

test('linked by an administrator, the same person is signed in and sent back to where they came from', async () => {
  const admin = visitor(city)
  await expectStatus(admin.signIn('admin', password), 200)
  const id = (await admin.send('GET', '/accounts?text=dispatcher')).body.rows[0].id
  const external = { issuer: provider.issuer, subject: 'zhou.min@city' }
  await expectStatus(admin.send('POST', `/accounts/${id}/link`, { external }), 200)
  const other = (await admin.send('GET', '/accounts?text=clerk')).body.rows[0].id
  await expectStatus(admin.send('POST', `/accounts/${other}/link`, { external }), 409)
  const { browser, answer } = await dance('zhou.min@city')
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/desk/appeals')
  expect(await whoIs(browser)).toMatchObject({ kind: 'officer', name: '周敏（派单员）', limit: null })
})

test('another state, another nonce, another browser or a second use are refused', async () => {
  const state = await dance('zhou.min@city', new Browser(), (url) =>
    url.searchParams.set('state', 'tampered'),
  )
  expect(state.answer.status).toBe(401)
  expect((await whoIs(state.browser)).kind).toBe('anonymous')

  const browser = new Browser()
  const leaving = new URL((await browser.open(start())).headers.get('location') ?? '')
  expect(leaving.searchParams.get('code_challenge_method')).toBe('S256')
  leaving.searchParams.set('nonce', 'tampered')
  const back = await signInAtProvider(browser, leaving.href, 'zhou.min@city', redirectUri)
  expect((await browser.open(back)).status).toBe(401)
  expect((await whoIs(browser)).kind).toBe('anonymous')

  const victim = new Browser()
  const code = await signInAtProvider(new Browser(), start(), 'zhou.min@city', redirectUri)
  expect((await victim.open(code)).status).toBe(401)

  const good = await dance('zhou.min@city')
  expect(good.answer.status).toBe(303)
  expect((await good.browser.open(good.callback)).status).toBe(401)
})

test('the way back leads to our own pages only', async () => {
  for (const back of [
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/%0d%0ax',
    'javascript:1',
  ]) {
    const browser = new Browser()
    const callback = await signInAtProvider(
      browser,
      `${base}/api/v1/session/oidc?back=${encodeURIComponent(back)}`,
      'zhou.min@city',
      redirectUri,
    )
    const location = (await browser.open(callback)).headers.get('location') ?? ''
    expect(new URL(location, base).origin).toBe(base)
  }
})

test('an account with an authenticator still needs its code, since the provider did not ask for one', async () => {
  const officer = new Browser()
  const { answer } = await dance('zhou.min@city', officer)
  expect(answer.status).toBe(303)
  const v = visitor(city)
  await expectStatus(v.signIn('dispatcher', password), 200)
  const { secret } = (await v.send('POST', '/me/totp')).body
  await expectStatus(v.send('POST', '/me/totp/confirm', { code: authenticator(secret, new Date()) }), 200)
  expect((await whoIs(officer)).kind).toBe('anonymous')
  const again = await dance('zhou.min@city')
  expect(await whoIs(again.browser)).toMatchObject({ kind: 'officer', limit: 'code' })
})

test('without a provider the address says so; a provider that is away is a failure of ours, not of the person', async () => {
  const off = await createTestPlatform()
  expect((await off.anonymous.get('/session/oidc')).status).toBe(404)
  await off.stop()
  const port = await freePort()
  const away = await createTestPlatform({
    env: { OIDC_ISSUER: `http://127.0.0.1:${port}`, OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' },
  })
  const answer = await away.anonymous.get('/session/oidc')
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 503, code: 'unavailable' })
  await away.stop()
})

/** The public address has to be known before the server listens. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
