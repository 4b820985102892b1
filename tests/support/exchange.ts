import { generateKeyPairSync } from 'node:crypto'
import { createExchangeClient, type ExchangeClient } from '../../sdk/exchange-client.mjs'
import { createPair } from '../../src/modules/exchange/signing.ts'
import type { Client, TestPlatform } from './platform.ts'
import { deliverRows, foodBusiness, foodBusinesses, publishedResource } from './resources.ts'

/** Where the test platform says that it lives. */
export const origin = 'http://city.test'

export const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

export const exchangeTerms = {
  items: ['licence', 'name', 'holder', 'phone', 'place', 'seats'],
  masks: { holder: 'partial', phone: 'partial' },
  rows: [],
  from: today,
  until: '2099-12-31',
  callsPerDay: 1000,
  rowsPerCall: 100,
  bulk: true,
}

export interface Managers {
  readonly market: Client
  readonly civil: Client
  readonly authority: Client
}

export async function managersOf(city: TestPlatform): Promise<Managers> {
  return {
    market: await city.as('data.market'),
    civil: await city.as('data.civil'),
    authority: await city.as('data'),
  }
}

/** A published resource with so many rows. */
export async function foodResource({ market }: Managers, rows = 9): Promise<string> {
  const resource = await publishedResource(market, 'gxq.market', foodBusinesses)
  if (rows > 0)
    await deliverRows(
      market,
      resource,
      Array.from({ length: rows }, (_, n) => foodBusiness(n)),
    )
  return resource
}

/** A grant in force, by the whole way from the request to the switch. */
export async function grantFor(m: Managers, resource: string, change: object = {}): Promise<string> {
  const terms = { ...exchangeTerms, ...change }
  const made = await m.civil.post('/data-requests', {
    resource,
    consumer: 'gxq.civil',
    purpose: 'assistance',
    use: '核对低保家庭成员是否经营餐饮店',
    legalBasis: '《社会救助暂行办法》第五十八条',
    security: { title: '民政局信息科科长', measures: '仅在政务外网使用，不落地保存' },
    terms,
  })
  if (made.status !== 201) throw new Error(`not asked: ${JSON.stringify(made.body)}`)
  const { id } = made.body
  const approved = await m.market.post(`/data-requests/${id}/approve`, { version: 1, terms, note: '' })
  await m.market.post(`/data-requests/${id}/switch-on`, { version: approved.body.version })
  const { body } = await m.civil.get(`/grants?resource=${resource}&state=active`)
  return body.rows[0].id
}

export interface TestSystem {
  readonly id: string
  readonly key: string
  /** PKCS#8 PEM, or 64 hex digits of SM2. */
  readonly secret: string
  readonly client: ExchangeClient
}

/** A registered and confirmed system with its client: of the civil affairs bureau, or of whom `of` manages the data. */
export async function systemFor(
  city: TestPlatform,
  m: Managers,
  options: {
    alg?: 'ecdsa-p256-sha256' | 'sm2-sm3'
    perMinute?: number
    confirm?: boolean
    of?: { manager: Client; organization: string }
  } = {},
): Promise<TestSystem> {
  const { manager, organization } = options.of ?? { manager: m.civil, organization: 'gxq.civil' }
  const pair = createPair(options.alg ?? 'ecdsa-p256-sha256')
  const perMinute = options.perMinute ?? 6000
  const made = await manager.post('/exchange/systems', {
    organization,
    name: '社会救助系统',
    contact: '信息科 023-12345678',
    perMinute,
    publicKey: pair.publicKey,
  })
  if (made.status !== 201) throw new Error(`not registered: ${JSON.stringify(made.body)}`)
  const { id, revision, key } = made.body
  if (options.confirm !== false)
    await m.authority.post(`/exchange/systems/${id}/confirm`, { revision, perMinute })
  const client = await createExchangeClient({ url: origin, key: pair.secret, fetch: fetchInto(city) })
  return { id, key, secret: pair.secret, client }
}

/** A `fetch` that ends in the test platform. */
export function fetchInto(city: TestPlatform): typeof fetch {
  return (async (input: string | URL | Request, init: RequestInit = {}) => {
    const url = new URL(String(input))
    const answer = await city.platform.server.inject({
      method: (init.method ?? 'GET') as 'GET',
      url: `${url.pathname}${url.search}`,
      headers: { ...(init.headers as Record<string, string>) },
      ...(init.body === undefined || init.body === null ? {} : { payload: init.body as string }),
    })
    const headers = new Headers()
    for (const [name, value] of Object.entries(answer.headers))
      if (value !== undefined) headers.set(name, String(value))
    return new Response(new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers })
  }) as typeof fetch
}

/** A key pair that is registered nowhere. */
export function strangersKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}
