import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capTime, document, pollNow } from '../support/cap.ts'
import { type Door, startDepartment } from '../support/department.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** Feeds of others, served by a real server: sound, broken, hostile, repeated, dying, slow. */

let city: TestPlatform
let officer: Client
let office: Door

type Answer = (response: ServerResponse, request: IncomingMessage) => void
const asked: string[] = []
let answers: Record<string, Answer> = {}

const xml =
  (body: string, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(200, { 'content-type': 'application/xml', ...headers }).end(body)
const entry = (id: string, href: string, updated = '2026-07-01T00:00:00Z') =>
  `<entry><id>${id}</id><title>${id}</title><updated>${updated}</updated><link type="application/cap+xml" href="${href}"/></entry>`
const atom = (...entries: string[]) =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>f</id>${entries.join('')}</feed>`

beforeAll(async () => {
  city = await createTestPlatform({ env: { PULL_ALLOW: '127.0.0.1' } })
  officer = await city.as('warning')
  office = await startDepartment((request, response, url) => {
    asked.push(url.pathname)
    const answer = answers[url.pathname]
    if (answer === undefined) response.writeHead(404).end()
    else answer(response, request)
  })
}, 240_000)
afterAll(async () => {
  await city?.stop()
  await office?.stop()
})

const define = async (path: string, change: object = {}) => {
  const input = {
    name: `来源 ${path}`,
    url: `${office.url}${path}`,
    everyMinutes: 1440,
    timeoutSeconds: 4,
    enabled: false,
  }
  const { status, body } = await officer.post('/cap/sources', { ...input, ...change })
  expect(status).toBe(201)
  return body.id as string
}
const received = async (source: string) => {
  const { body } = await officer.get(`/cap/alerts?origin=received&source=${source}`)
  return body.rows.map((r: { identifier: string }) => r.identifier).sort()
}
const entries = (view: { entries: { key: string; state: string; reason: { key: string } | null }[] }) =>
  Object.fromEntries(view.entries.map((e) => [e.key, `${e.state} ${e.reason?.key ?? ''}`.trim()]))

test('one feed with everything in it: what is sound comes, the rest is named, and nothing else suffers', async () => {
  const attack = '<!DOCTYPE alert [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><alert>&xxe;</alert>'
  answers = {
    '/feed': xml(
      atom(
        entry('good', 'good.xml'),
        entry('invalid', 'invalid.xml'),
        entry('xee', 'xee.xml'),
        entry('again', 'good.xml'),
        entry('dies', 'dies.xml'),
        entry('slow', 'slow.xml'),
        entry('gone', 'gone.xml'),
        entry('away', 'away.xml'),
        entry('large', 'large.xml'),
        entry('last', 'last.xml'),
      ),
    ),
    '/good.xml': xml(document('good-1')),
    '/last.xml': xml(document('last-1')),
    '/invalid.xml': xml(document('invalid-1').replace('Moderate', 'Terrible')),
    '/xee.xml': xml(attack),
    '/dies.xml': (response) => {
      response.writeHead(200, { 'content-length': '5000' }).write(document('dies-1').slice(0, 300))
      setTimeout(() => response.destroy(), 20)
    },
    '/slow.xml': () => {},
    '/away.xml': (response) => response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
    '/large.xml': xml(' '.repeat(1_100_000)),
  }
  const id = await define('/feed')
  const view = await pollNow(city, officer, id)
  expect(await received(id)).toEqual(['good-1', 'last-1'])
  expect(entries(view)).toEqual({
    good: 'done',
    again: 'done',
    last: 'done',
    invalid: 'dead one-of',
    xee: 'dead xml.document-type',
    dies: 'waiting broken-off',
    slow: 'waiting timeout',
    gone: 'waiting status',
    away: 'waiting redirect',
    large: 'waiting too-large',
  })
  expect(view).toMatchObject({ error: null, failures: 0, lastNew: 2 })

  // Read again, only what waits is asked for, and not before its time.
  asked.length = 0
  await pollNow(city, officer, id)
  expect(asked).toEqual(['/feed'])
  answers['/dies.xml'] = xml(document('dies-1'))
  answers['/feed'] = xml(atom(entry('good', 'good.xml', '2026-07-02T00:00:00Z')))
  answers['/good.xml'] = xml(document('good-2'))
  await officer.post(`/cap/sources/${id}/entries`, { key: 'dies', how: 'again' })
  await officer.post(`/cap/sources/${id}/entries`, { key: 'xee', how: 'dismiss' })
  const later = await pollNow(city, officer, id)
  expect(await received(id)).toEqual(['dies-1', 'good-1', 'good-2', 'last-1'])
  expect(entries(later)).toMatchObject({ dies: 'done', xee: 'dismissed xml.document-type', good: 'done' })
  const twice = await officer.post(`/cap/sources/${id}/entries`, { key: 'xee', how: 'dismiss' })
  expect(twice.status).toBe(409)
}, 240_000)

test('other words under a known name are not taken', async () => {
  answers = { '/one': xml(document('same-1', { sent: capTime(-2) })) }
  const first = await define('/one')
  await pollNow(city, officer, first)
  answers['/two'] = xml(
    document('same-1', { sent: capTime(-2), headline: '另一个标题' }).replace(
      /<cap:sent>.*<\/cap:sent>/,
      /<cap:sent>.*<\/cap:sent>/.exec(await stored('same-1'))?.[0] ?? '',
    ),
  )
  const view = await pollNow(city, officer, await define('/two'))
  expect(view.error).toMatchObject({ key: 'cap.other-words' })
  expect(await stored('same-1')).toContain('大风')
})

async function stored(identifier: string): Promise<string> {
  const { body } = await officer.get(`/cap/alerts?origin=received&q=${identifier}`)
  return String((await officer.get(`/cap/alerts/${body.rows[0].id}/xml`)).bytes)
}

test('a feed that has not changed is not sent again; the token goes home and nowhere else', async () => {
  const seen: IncomingMessage['headers'][] = []
  const other = await startDepartment((request, response) => {
    seen.push(request.headers)
    response.end(document('elsewhere-1'))
  })
  answers = {
    '/marked': (response, request) => {
      seen.push(request.headers)
      if (request.headers['if-none-match'] === '"one"') response.writeHead(304).end()
      else
        xml(atom(entry('e', `${other.url}/x.xml`)), {
          etag: '"one"',
          'last-modified': 'Wed, 01 Jul 2026 00:00:00 GMT',
        })(response, request)
    },
  }
  const id = await define('/marked', { secret: 'top-secret' })
  await pollNow(city, officer, id)
  const view = await pollNow(city, officer, id)
  await other.stop()
  expect(seen.map((h) => h.authorization)).toEqual(['Bearer top-secret', undefined, 'Bearer top-secret'])
  expect(seen[2]).toMatchObject({
    'if-none-match': '"one"',
    'if-modified-since': 'Wed, 01 Jul 2026 00:00:00 GMT',
  })
  expect(view).toMatchObject({ error: null, hasSecret: true })
  expect(JSON.stringify(view)).not.toContain('top-secret')
  const moved = { id, revision: view.revision, name: view.name, url: `${office.url}/moved` }
  expect((await officer.post('/cap/sources', moved)).status).toBe(400)
  expect((await officer.post('/cap/sources', { ...moved, secret: null, enabled: false })).status).toBe(201)
  expect((await officer.post('/cap/sources', { ...moved, secret: null })).status).toBe(409)
})

const failing: readonly [path: string, answer: Answer, key: string][] = [
  ['/html', xml('<html><body>登录</body></html>'), 'no-feed'],
  ['/entity', xml('<!DOCTYPE feed [<!ENTITY a "b">]><feed/>'), 'xml.document-type'],
  [
    '/latin',
    (r) => r.end(Buffer.from('<?xml version="1.0" encoding="UTF-8"?><feed>\xff</feed>', 'latin1')),
    'xml.encoding',
  ],
  ['/hangs', () => {}, 'timeout'],
  ['/closed', (r) => r.destroy(), 'broken-off'],
  ['/down', (r) => r.writeHead(503).end(), 'status'],
  ['/secret', (r) => r.writeHead(401).end(), 'auth'],
  ['/old', xml('<alert xmlns="http://www.incident.com/cap/1.0"/>'), 'no-feed'],
  ['/half', xml(document('half-1').replace(/<cap:status>.*<\/cap:status>/, '')), 'missing'],
]
test.each(failing)('%s is a failure with its reason', async (path, answer, key) => {
  answers = { [path]: answer }
  const view = await pollNow(city, officer, await define(path))
  expect(view).toMatchObject({ failures: 1, error: { key }, lastGoodAt: null })
  expect(asked).toContain(path)
})

test('no source leads to this machine unless it is allowed', async () => {
  const closed = await createTestPlatform()
  try {
    const there = await closed.as('warning')
    const { body } = await there.post('/cap/sources', { name: '本机', url: office.url, enabled: false })
    expect((await pollNow(closed, there, body.id)).error).toMatchObject({ key: 'blocked' })
  } finally {
    await closed.stop()
  }
}, 240_000)

test('a message inside a feed comes without another request; its event says what others need', async () => {
  const inside = document('inside-1').replace(/^<\?xml.*\?>\s*/, '')
  answers = {
    '/inside': xml(
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>i</id><updated>1</updated><content type="text/xml">${inside}</content></entry></feed>`,
    ),
  }
  const id = await define('/inside', { places: ['50/500107'] })
  await pollNow(city, officer, id)
  expect(await received(id)).toEqual(['inside-1'])
  const { rows } = await city.platform.kernel.app.pool.query(
    `select payload from events where name = 'cap.received' and payload->>'identifier' = 'inside-1'`,
  )
  expect(rows).toMatchObject([
    {
      payload: {
        status: 'Actual',
        msgType: 'Alert',
        categories: ['Met'],
        severity: 'Moderate',
        urgency: 'Expected',
        certainty: 'Likely',
        places: ['50/500107'],
        source: id,
      },
    },
  ])
})

test('sources are kept by warning officers and administrators; others look', async () => {
  const input = { name: '来源', url: 'https://cap.example/feed' }
  for (const who of ['leader', 'dispatcher', 'auditor'])
    expect((await (await city.as(who)).post('/cap/sources', input)).status).toBe(403)
  expect((await (await city.as('auditor')).get('/cap/sources')).body.may.manage).toBe(false)
  expect((await city.anonymous.get('/cap/sources')).status).toBe(401)
  for (const url of ['file:///etc/passwd', 'https://user:pass@cap.example/', 'ftp://cap.example/'])
    expect((await officer.post('/cap/sources', { ...input, url })).status).toBe(400)
})
