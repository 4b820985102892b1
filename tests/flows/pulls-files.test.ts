import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pullNow, saveSource } from '../support/department.ts'
import { type Client, createTestPlatform, type TestPlatform } from '../support/platform.ts'
import { foodBusiness, foodBusinesses, publishedResource } from '../support/resources.ts'
import { hasSftp, startS3, startSftp } from '../support/services.ts'

let city: TestPlatform
let market: Client
const folder = mkdtempSync(join(tmpdir(), 'zhizhi-pulls-'))

beforeAll(async () => {
  city = await createTestPlatform({ env: { PULL_ALLOW: '127.0.0.1', PULL_FOLDERS: folder } })
  market = await city.as('data.market')
})
afterAll(async () => {
  await city?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const resource = (change: object = {}) =>
  publishedResource(market, 'gxq.market', { ...foodBusinesses, ...change })
const keysOf = async (id: string) =>
  (await market.get(`/resources/${id}/rows?limit=500`)).body.rows.map((r: { key: string }) => r.key)
const names = ['licence', 'name', 'place', 'grade', 'granted'] as const
const csv = (...numbers: number[]) =>
  [names, ...numbers.map((n) => names.map((name) => (foodBusiness(n) as Record<string, unknown>)[name]))]
    .map((cells) => cells.join(','))
    .join('\n')

describe('a folder', () => {
  const at = (name: string) => join(folder, 'market', name)
  let id = ''
  let source = ''
  test('new files are read once, in any encoding; what is touched is not read again', async () => {
    mkdirSync(join(folder, 'market'))
    writeFileSync(at('一月.csv'), iconv.encode(csv(1, 2), 'gb18030'))
    writeFileSync(at('.hidden.csv'), csv(9))
    writeFileSync(at('notes.docx'), 'no table')
    id = await resource()
    source = await saveSource(market, id, { kind: 'folder', path: 'market', pattern: '*', settleSeconds: 0 })
    expect((await pullNow(city, market, source)).run).toMatchObject({
      state: 'done',
      error: null,
      rows: 2,
      added: 2,
    })
    utimesSync(at('一月.csv'), new Date(), new Date(Date.now() + 3_600_000))
    writeFileSync(at('二月.json'), JSON.stringify([foodBusiness(3)]))
    expect((await pullNow(city, market, source)).run).toMatchObject({ rows: 1, added: 1 })
    expect((await pullNow(city, market, source)).run).toMatchObject({ rows: 0, parts: 0 })
    writeFileSync(at('一月.csv'), csv(1, 2, 4))
    expect((await pullNow(city, market, source)).run).toMatchObject({ rows: 3, added: 1 })
    expect(await keysOf(id)).toEqual(['JY000001', 'JY000002', 'JY000003', 'JY000004'])
  })

  test('a file that cannot be read is kept with the reason; the others are read; it may be tried again or dismissed', async () => {
    writeFileSync(at('broken.csv'), `${csv(5)}\n"JY000006,`)
    writeFileSync(at('bomb.xlsx'), Buffer.from('PK\u0003\u0004 no zip at all', 'latin1'))
    writeFileSync(at('columns.csv'), 'a,b\n1,2\n')
    writeFileSync(at('good.csv'), csv(7))
    const view = await pullNow(city, market, source)
    expect(view.run).toMatchObject({ state: 'done', rows: 1, letters: 3 })
    const dead = new Map<string, { id: string; reason: object }>(
      view.dead.map((l: { name: string }) => [l.name, l]),
    )
    expect(dead.get('broken.csv')).toMatchObject({
      reason: { key: 'table.unclosed-quote', values: { line: 3 } },
    })
    expect(dead.get('bomb.xlsx')).toMatchObject({ reason: { key: 'table.broken-xlsx' } })
    expect(dead.get('columns.csv')).toMatchObject({ reason: { key: 'columns-gone' } })
    expect((await pullNow(city, market, source)).run).toMatchObject({ rows: 0, letters: 0 })
    const settle = (name: string, how: string) =>
      market.post(`/pulls/${source}/letters/${dead.get(name)?.id}`, {
        how,
        ...(how === 'dismiss' ? { reason: '部门说明不用' } : {}),
      })
    expect((await settle('columns.csv', 'dismiss')).status).toBe(200)
    expect((await settle('columns.csv', 'dismiss')).status).toBe(404)
    expect((await settle('broken.csv', 'again')).status).toBe(200)
    expect((await pullNow(city, market, source)).run).toMatchObject({ rows: 0, letters: 1 })
    writeFileSync(at('broken.csv'), csv(5, 6))
    const mended = await pullNow(city, market, source)
    expect(mended.run).toMatchObject({ state: 'done', rows: 2, letters: 0 })
    const states = mended.dead.map((l: { name: string; state: string }) => [l.name, l.state])
    expect(states).toContainEqual(['broken.csv', 'solved'])
    expect(states).toContainEqual(['columns.csv', 'dismissed'])
  })

  test('no way out of the folder', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'zhizhi-outside-'))
    writeFileSync(join(outside, 'secret.csv'), csv(8))
    symlinkSync(outside, join(folder, 'way-out'))
    symlinkSync(join(outside, 'secret.csv'), at('link.csv'))
    expect((await pullNow(city, market, source)).run).toMatchObject({ rows: 0 })
    const other = await saveSource(market, id, { kind: 'folder', path: 'way-out' })
    expect((await pullNow(city, market, other)).run).toMatchObject({ error: { key: 'no-folder' } })
    const settings = { place: { kind: 'folder', path: '../etc' }, schedule: { kind: 'manual' } }
    expect((await market.post('/pulls', { resource: id, name: '越界', settings })).status).toBe(400)
    rmSync(outside, { recursive: true })
  })

  test('a replacement takes the newest file alone', async () => {
    mkdirSync(join(folder, 'whole'))
    const whole = await resource({ name: '整体文件' })
    writeFileSync(join(folder, 'whole', 'a.csv'), csv(1, 2, 3))
    const id = await saveSource(
      market,
      whole,
      { kind: 'folder', path: 'whole', settleSeconds: 0 },
      { settings: { mode: 'replace' } },
    )
    await pullNow(city, market, id)
    writeFileSync(join(folder, 'whole', 'b.csv'), csv(2, 3, 4))
    expect((await pullNow(city, market, id)).run).toMatchObject({ state: 'done', added: 1, removed: 1 })
    expect((await pullNow(city, market, id)).run).toMatchObject({ state: 'done', parts: 0 })
    expect(await keysOf(whole)).toEqual(['JY000002', 'JY000003', 'JY000004'])
  })
})

test.skipIf(!hasSftp())('SFTP: the server is known by its key', async () => {
  const sftp = await startSftp()
  try {
    const id = await resource({ name: 'SFTP' })
    writeFileSync(join(sftp.folder, 'a.csv'), csv(1, 2))
    const { host, port, username: user, hostKey, privateKey } = sftp
    const place = { kind: 'sftp', host, port, user, hostKey, auth: 'key', settleSeconds: 0 }
    const source = await saveSource(market, id, place, { secret: privateKey })
    expect((await pullNow(city, market, source)).run).toMatchObject({ error: null, state: 'done', added: 2 })
    writeFileSync(join(sftp.folder, 'b.csv'), csv(3))
    expect((await pullNow(city, market, source)).run).toMatchObject({ rows: 1, added: 1 })
    const other = `${hostKey.slice(0, -8)}AAAAAAAA`
    const played = await saveSource(market, id, { ...place, hostKey: other }, { secret: privateKey })
    expect((await pullNow(city, market, played)).run).toMatchObject({ rows: 0, error: { key: 'host-key' } })
    const missing = await saveSource(market, id, { ...place, path: 'nowhere' }, { secret: privateKey })
    expect((await pullNow(city, market, missing)).run).toMatchObject({ error: { key: 'no-folder' } })
  } finally {
    await sftp.stop()
  }
})

test('S3: signed listing and reading, names in Chinese', async () => {
  const s3 = await startS3()
  try {
    const { accessKeyId, secretAccessKey, region, bucket, endpoint } = s3
    const writer = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' })
    const put = (name: string, body: string) =>
      writer.fetch(`${endpoint}/${bucket}/${name.split('/').map(encodeURIComponent).join('/')}`, {
        method: 'PUT',
        body,
      })
    await put('2026/一月 & 二月.csv', csv(1, 2))
    await put('2026/坏.json', '{')
    await put('elsewhere.csv', csv(9))
    const id = await resource({ name: 'S3' })
    const place = { kind: 's3', endpoint, region, bucket, prefix: '2026/', accessKeyId }
    const source = await saveSource(market, id, place, { secret: secretAccessKey })
    const view = await pullNow(city, market, source)
    expect(view.run).toMatchObject({ error: null, state: 'done', added: 2, letters: 1 })
    expect(view.dead).toMatchObject([{ name: '2026/坏.json', reason: { key: 'table.not-json' } }])
    await put('2026/三月.csv', csv(3))
    expect((await pullNow(city, market, source)).run).toMatchObject({ rows: 1, added: 1 })
    const wrong = await saveSource(market, id, place, { secret: 'guess' })
    expect((await pullNow(city, market, wrong)).run).toMatchObject({
      error: { key: 'auth', values: { status: 'SignatureDoesNotMatch' } },
    })
  } finally {
    await s3.stop()
  }
})
