import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consume, currentPosition, listEventsAfter } from '../../src/kernel/events/index.ts'
import { createServer } from '../../src/kernel/http/index.ts'
import { tokenHash } from '../../src/kernel/identity/actors.ts'
import { createLive } from '../../src/kernel/live/index.ts'
import { appealCase } from '../../src/modules/appeals/case.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** Server-sent events over a real connection, and the order of the outbox beneath them. */

let city: TestPlatform
let base = ''
let resident: Client
let neighbour: Client

beforeAll(async () => {
  city = await createTestPlatform({ env: { ROLES: 'web' } })
  base = await city.platform.server.listen({ port: 0, host: '127.0.0.1' })
  resident = await city.asResident('19900001111')
  neighbour = await city.asResident('19900002222')
})
afterAll(() => city?.stop())

interface Heard {
  readonly id: string
  readonly data: Record<string, unknown>
}

interface Stream {
  readonly heard: Heard[]
  readonly raw: () => string
  /** Waits until an event about this case was heard, or the time is over. */
  hears(caseId: string, count?: number): Promise<Heard[]>
  readonly ended: Promise<void>
  close(): void
}

async function listen(cookie: string, lastEventId?: string, address = base): Promise<Stream> {
  const abort = new AbortController()
  const headers = { cookie, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) }
  const response = await fetch(`${address}/api/v1/live`, { headers, signal: abort.signal })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const heard: Heard[] = []
  let raw = ''
  const ended = (async () => {
    const decoder = new TextDecoder()
    let open = ''
    for await (const chunk of response.body ?? []) {
      const text = decoder.decode(chunk as Uint8Array, { stream: true })
      raw += text
      open += text
      const blocks = open.split('\n\n')
      open = blocks.pop() ?? ''
      for (const b of blocks) {
        const id = /^id: (.*)$/m.exec(b)?.[1]
        const data = /^data: (.*)$/m.exec(b)?.[1]
        if (id !== undefined && data !== undefined)
          heard.push({ id, data: JSON.parse(data) as Record<string, unknown> })
      }
    }
  })().catch(() => undefined)
  const about = (caseId: string) => heard.filter((h) => h.data.id === caseId)
  await until(() => heard.length > 0)
  return {
    heard,
    raw: () => raw,
    async hears(caseId, count = 1) {
      await until(() => about(caseId).length >= count)
      return about(caseId)
    },
    ended,
    close: () => abort.abort(),
  }
}

async function until(done: () => boolean, ms = 30_000): Promise<void> {
  const end = performance.now() + ms
  while (!done() && performance.now() < end) await new Promise((r) => setTimeout(r, 25))
}

const quiet = () => new Promise((r) => setTimeout(r, 700))

const post = (path: string, body: object, cookie = '') =>
  fetch(`${base}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')

async function cookieOf(login: string): Promise<string> {
  const response = await post('/session', { login, password: 'zhizhi-demo' })
  expect(response.status).toBe(200)
  return cookiesOf(response)
}

const secretText = '我叫李建国，电话13812345678，楼道灯坏了请维修。'
const submit = async (who: Client, place: string) =>
  (
    await who.post('/appeals', {
      text: secretText,
      where: { place, address: '凤笙路9号' },
      contact: { name: '李建国' },
    })
  ).body.id as string

test('an officer hears of the places of the post alone; nothing personal travels', async () => {
  const stream = await listen(await cookieOf('grid')) // works in township 500107104
  const here = await submit(resident, '50/500107/500107104')
  const elsewhere = await submit(resident, '50/500106/500106016')
  const [first] = await stream.hears(here)
  expect(first?.data).toMatchObject({
    name: 'appeal.submitted',
    type: 'appeal',
    state: 'submitted',
    version: 1,
  })
  await quiet()
  expect(stream.heard.some((h) => h.data.id === elsewhere)).toBe(false)
  for (const secret of ['李建国', '13812345678', '楼道灯', '凤笙路', '19900001111'])
    expect(stream.raw()).not.toContain(secret)
  stream.close()
})

test('a resident hears of own appeals alone, and nobody who has not signed in hears anything', async () => {
  const cookie = await residentCookie()
  const [own, nobody] = [await listen(cookie), await listen('')]
  const mine = await submitAs(cookie)
  const others = await submit(neighbour, '50/500107/500107104')
  expect(await own.hears(mine)).toHaveLength(1)
  await quiet()
  expect(own.heard.some((h) => h.data.id === others)).toBe(false)
  expect(nobody.heard.map((h) => h.data.name)).toEqual(['connected'])
  own.close()
  nobody.close()
})

test('what was missed comes once after Last-Event-ID, then what is new', async () => {
  const cookie = await cookieOf('city')
  const first = await listen(cookie)
  const seen = await submit(resident, '50')
  const [at] = await first.hears(seen)
  first.close()
  const missed = [
    await submit(resident, '50'),
    await submit(resident, '50/500106'),
    await submit(resident, '50'),
  ]
  const again = await listen(cookie, at?.id)
  const later = await submit(resident, '50')
  for (const id of [...missed, later]) expect(await again.hears(id)).toHaveLength(1)
  await quiet()
  expect(again.heard.filter((h) => h.data.type === 'appeal').map((h) => h.data.id)).toEqual([
    ...missed,
    later,
  ])
  again.close()
})

test('nothing falls between connecting and the first look, however often it is tried', async () => {
  const cookie = await cookieOf('city')
  for (let n = 0; n < 5; n++) {
    const stream = await listen(cookie)
    const id = await submit(resident, '50')
    expect(await stream.hears(id)).toHaveLength(1)
    stream.close()
    await new Promise((r) => setTimeout(r, n * 60))
  }
})

test.each(['99999999999999999999.1', '1.99999999999999999', 'x', "1.1'; drop table events", '', '-1.-1'])(
  'a position that is not ours (%j) starts from now',
  async (id) => {
    const stream = await listen(await cookieOf('city'), id)
    const later = await submit(resident, '50')
    expect(await stream.hears(later)).toHaveLength(1)
    expect(stream.heard).toHaveLength(2)
    stream.close()
  },
)

test('an event of a transaction that commits late is passed by nobody', async () => {
  const { db, pool } = city.platform.kernel.app
  const start = await currentPosition(db)
  const insert = (name: string) => `insert into events (id, name, at, trace, subject, payload)
    values (gen_random_uuid(), '${name}', now(), gen_random_uuid(), '{"type":"test","id":"x"}', '{}')`
  const late = await pool.connect()
  try {
    await late.query('begin')
    await late.query(insert('test.late'))
    await pool.query(insert('test.early'))
    expect(await listEventsAfter(db, start, 10)).toEqual([])
    await late.query('commit')
  } finally {
    late.release()
  }
  await until(() => true)
  expect((await listEventsAfter(db, start, 10)).map((e) => e.name)).toEqual(['test.late', 'test.early'])
})

test('a consumer gets each event once, in batches, and again when its handling failed', async () => {
  const { db } = city.platform.kernel.app
  const seen: string[] = []
  await expect(consume(db, 'test', async () => Promise.reject(new Error('not yet')), 3)).rejects.toThrow(
    'not yet',
  )
  while (
    (await consume(db, 'test', async (_tx, events) => void seen.push(...events.map((e) => e.id)), 3)) > 0
  );
  const all = await listEventsAfter(db, { tx: '0', seq: 0 }, 10_000)
  expect(seen).toEqual(all.map((e) => e.id))
  expect(new Set(seen).size).toBe(seen.length)
})

describe('a stream ends with its session', () => {
  const beatMs = 100
  let doors: FastifyInstance
  let address = ''
  const live = createLive({ appeal: appealCase.see }, beatMs)
  beforeAll(async () => {
    doors = await createServer(city.platform.kernel, [live.route], {})
    address = await doors.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(async () => {
    live.stop()
    await doors.close()
  })
  // `$1` is the session's hash.
  const ends: [string, string | undefined][] = [
    ['signed out', 'delete from sessions where token_hash = $1'],
    ['expired', "update sessions set expires_at = now() - interval '1 second' where token_hash = $1"],
    ['idle overnight', "update sessions set seen_at = now() - interval '9 hours' where token_hash = $1"],
    [
      'switched off',
      'update accounts set active = false where id = (select account from sessions where token_hash = $1)',
    ],
    ['not when nothing happened', undefined],
  ]
  test.each(ends)('%s', async (_name, statement) => {
    const cookie = await cookieOf('grid')
    const stream = await listen(cookie, undefined, address)
    const hash = tokenHash(/zhizhi_session=([^;]+)/.exec(cookie)?.[1] ?? '')
    if (statement !== undefined) await city.platform.database.migrator.pool.query(statement, [hash])
    const still = new Promise((r) =>
      setTimeout(() => r('open'), statement === undefined ? beatMs * 6 : 60_000),
    )
    const end = await Promise.race([stream.ended.then(() => 'ended'), still])
    expect(end).toBe(statement === undefined ? 'open' : 'ended')
    stream.close()
    await city.platform.database.migrator.pool.query('update accounts set active = true')
  })
})

test('a server that stops ends its streams instead of waiting for their readers', async () => {
  const other = await createTestPlatform({ env: { ROLES: 'web' } })
  const address = await other.platform.server.listen({ port: 0, host: '127.0.0.1' })
  const response = await fetch(`${address}/api/v1/live`)
  const body = response.text()
  const began = performance.now()
  await other.stop()
  expect(performance.now() - began).toBeLessThan(60_000)
  expect(await body).toContain('connected')
})

async function residentCookie(): Promise<string> {
  const { ports } = city.platform.kernel
  const phone = '19900003333'
  let sent = ''
  const sms = ports.sms
  Object.assign(ports, {
    sms: async (_to: string, text: string) => {
      sent = text
    },
  })
  await post('/session/code', { phone })
  Object.assign(ports, { sms })
  return cookiesOf(await post('/session/phone', { phone, code: /\d{6}/.exec(sent)?.[0] }))
}

async function submitAs(cookie: string): Promise<string> {
  const response = await post(
    '/appeals',
    { text: secretText, where: { place: '50/500107/500107104' } },
    cookie,
  )
  return ((await response.json()) as { id: string }).id
}
