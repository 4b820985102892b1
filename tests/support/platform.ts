import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import pg from 'pg'
import { inject } from 'vitest'
import type { Clock } from '../../src/kernel/clock/index.ts'
import { systemClock } from '../../src/kernel/clock/index.ts'
import { sessionCookie } from '../../src/kernel/identity/define.ts'
import { createSession, networkIndex } from '../../src/kernel/identity/sessions.ts'
import { createPlatform, type Platform } from '../../src/main.ts'
import { testConfig } from './config.ts'
import { templateName } from './postgres.ts'

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came back.
  readonly body: any
  readonly headers: Record<string, string | number | string[] | undefined>
  /** The body as it came, for files. */
  readonly bytes?: Buffer
}

/** Someone at the other end of HTTP, with a cookie jar. */
export interface Client {
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  send(method: 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>
}

export interface TestPlatform {
  readonly platform: Platform
  readonly anonymous: Client
  /** A demo officer with a session; no password is asked, so that none is hashed (0.1 s of a core each). */
  as(login: string): Promise<Client>
  /** Signs a resident in by a code to the phone. */
  asResident(phone: string): Promise<Client>
  /** Another server on the same database; it does no background work, and the first one's `stop` is called last. */
  beside(): Promise<TestPlatform>
  stop(): Promise<void>
}

/** Address of this worker's server: its maintenance database. */
export function ownServer(): string {
  const worker = Number(process.env.VITEST_POOL_ID)
  const address = inject('adminUrls')[worker - 1]
  if (address === undefined) throw new Error(`Worker ${worker} has no server of its own`)
  return address
}

/** A platform on its own copy of the template database. */
export async function createTestPlatform(
  options: { clock?: Clock; env?: Record<string, string> } = {},
): Promise<TestPlatform> {
  const adminUrl = ownServer()
  const database = `zhizhi_test_${randomUUID().slice(0, 8)}`
  // Files are copied, not logged page by page: 0.12 s instead of 0.25 s a copy.
  await asAdmin(adminUrl, `create database ${database} template ${templateName} strategy file_copy`)
  const open = async (env?: Record<string, string>) => {
    const config = testConfig(adminUrl, database, inject('keyDir'), { ...options.env, ...env })
    return createPlatform(config, options.clock ?? systemClock)
  }
  const clients = (platform: Platform): TestPlatform => ({
    platform,
    anonymous: client(platform),
    as: async (login) => client(platform, await openSession(platform, login)),
    asResident: (phone) => residentClient(platform, phone),
    beside: async () => clients(await open({ ROLES: 'web' })),
    stop: () => platform.stop(),
  })
  const first = clients(await open())
  return {
    ...first,
    async stop() {
      await first.stop()
      await asAdmin(adminUrl, `drop database if exists ${database} with (force)`)
    },
  }
}

export interface TestDatabase {
  readonly url: string
  /** As the application role, whose password all platforms on a server share. */
  readonly appUrl: string
  drop(): Promise<void>
}

/** An empty database on this worker's server, for a platform that runs as a process of its own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = ownServer()
  const database = `zhizhi_test_${randomUUID().slice(0, 8)}`
  await asAdmin(adminUrl, `create database ${database}`)
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  const appUrl = new URL(url)
  appUrl.username = 'zhizhi_app'
  appUrl.password = readFileSync(join(inject('keyDir'), 'keys/database-role'), 'utf8').trim()
  const drop = () => asAdmin(adminUrl, `drop database if exists ${database} with (force)`)
  return { url: url.href, appUrl: appUrl.href, drop }
}

/** The session that a sign-in from this machine would have opened. */
async function openSession({ kernel }: Platform, login: string): Promise<string> {
  const { token } = await kernel.app.db.transaction().execute(async (tx) => {
    const account = await tx
      .selectFrom('accounts')
      .select(['id', 'kind'])
      .where('login', '=', login)
      .executeTakeFirstOrThrow()
    const network = networkIndex(kernel.key, '127.0.0.1')
    return createSession(tx, account, kernel.clock.now(), false, network)
  })
  return token
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query(statement)
  } finally {
    await admin.end()
  }
}

async function residentClient(platform: Platform, phone: string): Promise<Client> {
  let sent = ''
  const { ports } = platform.kernel
  const c = client({
    ...platform,
    kernel: { ...platform.kernel, ports },
  })
  const sms = ports.sms
  Object.assign(ports, {
    sms: async (_to: string, text: string) => {
      sent = text
    },
  })
  await c.post('/session/code', { phone })
  Object.assign(ports, { sms })
  const answer = await c.post('/session/phone', { phone, code: /\d{6}/.exec(sent)?.[0] })
  if (answer.status !== 200) throw new Error(`${phone} could not sign in: ${JSON.stringify(answer.body)}`)
  return c
}

function client(platform: Platform, session?: string): Client {
  const jar = new Map<string, string>(session === undefined ? [] : [[sessionCookie, session]])
  async function request(options: InjectOptions): Promise<Answer> {
    const cookies = Object.fromEntries(jar)
    const response = await platform.server.inject({ ...options, url: `/api/v1${options.url}`, cookies })
    for (const c of response.cookies) {
      if (c.value === '') jar.delete(c.name)
      else jar.set(c.name, c.value)
    }
    const isJson = /[/+]json/.test(String(response.headers['content-type']))
    return {
      status: response.statusCode,
      body: isJson && response.body !== '' ? response.json() : response.body,
      headers: response.headers,
      bytes: response.rawPayload,
    }
  }
  return {
    get: (url) => request({ method: 'GET', url }),
    post: (url, body = {}, headers = {}) =>
      request({ method: 'POST', url, payload: body as object, headers }),
    send: (method, url, body) =>
      request({ method, url, ...(body === undefined ? {} : { payload: body as object }) }),
  }
}
