import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import mqtt from 'mqtt'
import mysql from 'mysql2/promise'
import SftpClient from 'ssh2-sftp-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  hasMariadb,
  hasMosquitto,
  hasSftp,
  startMariadb,
  startMosquitto,
  startS3,
  startSftp,
} from '../support/services.ts'

/** The servers that other tests talk to are what they say: each is started, spoken to by a foreign client, and stopped. */

test.skipIf(!hasMosquitto())('an MQTT broker passes a message on, and knows its accounts', async () => {
  const broker = await startMosquitto()
  try {
    const { url, username, password } = broker
    await expect(mqtt.connectAsync(url, { username, password: 'wrong', reconnectPeriod: 0 })).rejects.toThrow(
      /not authori[sz]ed/i,
    )
    const client = await mqtt.connectAsync(url, { username, password, reconnectPeriod: 0 })
    await client.subscribeAsync('water/+/level', { qos: 1 })
    const heard = new Promise((done) =>
      client.once('message', (topic, message) => done([topic, message.toString()])),
    )
    await client.publishAsync('water/金凤/level', '1.75', { qos: 1 })
    expect(await heard).toEqual(['water/金凤/level', '1.75'])
    await client.endAsync()
  } finally {
    await broker.stop()
  }
  await expect(mqtt.connectAsync(broker.url, { reconnectPeriod: 0, connectTimeout: 2000 })).rejects.toThrow()
})

test.skipIf(!hasMariadb())(
  'a MariaDB keeps Chinese rows, and nobody comes in without the password',
  async () => {
    const { stop, ...server } = await startMariadb()
    try {
      await expect(mysql.createConnection({ ...server, password: 'wrong' })).rejects.toThrow(/Access denied/)
      const connection = await mysql.createConnection(server)
      await connection.query('create table permits (id int primary key, holder varchar(100))')
      await connection.execute('insert into permits values (?, ?)', [1, '重庆市𠮷祥餐饮店'])
      const [rows] = await connection.query('select id, holder from permits')
      expect(rows).toEqual([{ id: 1, holder: '重庆市𠮷祥餐饮店' }])
      const [[version]] = (await connection.query('select version() as v')) as unknown as [[{ v: string }]]
      expect(version.v).toContain('MariaDB')
      await connection.end()
    } finally {
      await stop()
    }
    await expect(mysql.createConnection(server)).rejects.toThrow()
  },
  90_000,
)

test.skipIf(!hasSftp())('an SFTP server takes and lists files, and is known by its key', async () => {
  const { stop, hostKey, folder, ...server } = await startSftp()
  const options = { ...server, hostVerifier: (key: Buffer) => key.toString('base64') === hostKey }
  try {
    const client = new SftpClient()
    await client.connect(options)
    await client.put(Buffer.from('编号,名称\n1,路灯\n'), `${folder}/设施.csv`)
    expect((await client.list('.')).map((f) => [f.name, f.size])).toEqual([['设施.csv', 23]])
    expect(readFileSync(join(folder, '设施.csv'), 'utf8')).toContain('路灯')
    await client.end()
    const stranger = new SftpClient()
    const otherKey = (key: Buffer) => createHash('md5').update(key).digest('hex') === hostKey
    await expect(stranger.connect({ ...options, hostVerifier: otherKey })).rejects.toThrow(
      /verification failed/i,
    )
  } finally {
    await stop()
  }
  await expect(new SftpClient().connect({ ...options, retries: 0 })).rejects.toThrow()
})

describe('the stand-in for S3', () => {
  let s3: Awaited<ReturnType<typeof startS3>>
  let client: AwsClient
  beforeAll(async () => {
    s3 = await startS3()
    client = clientOf({})
  })
  afterAll(() => s3?.stop())

  const clientOf = (changed: object) => {
    const { accessKeyId, secretAccessKey, region } = s3
    return new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', ...changed })
  }
  const at = (key: string, query = '') => `${s3.endpoint}/${s3.bucket}/${encodeURI(key)}${query}`
  const sha256 = (body: string) => createHash('sha256').update(body).digest('hex')
  const put = (key: string, body: string, hash = sha256(body)) =>
    client.fetch(at(key), { method: 'PUT', body, headers: { 'x-amz-content-sha256': hash } })

  test('puts, gets, lists and deletes', async () => {
    for (const name of ['2026/一月 报表.csv', '2026/b.csv', 'a.csv'])
      expect((await put(name, `${name} 的内容`)).status).toBe(200)
    expect(await (await client.fetch(at('2026/一月 报表.csv'))).text()).toBe('2026/一月 报表.csv 的内容')
    const ranged = async (range: string) => client.fetch(at('a.csv'), { headers: { range } })
    const some = await ranged('bytes=2-4')
    expect([some.status, some.headers.get('content-range'), await some.text()]).toEqual([
      206,
      'bytes 2-4/15',
      'csv',
    ])
    expect(await (await ranged('bytes=-6')).text()).toBe('内容')
    expect((await ranged('bytes=99-')).status).toBe(416)
    const pages: string[][] = []
    for (let token: string | undefined = ''; token !== undefined; ) {
      const more: string = token === '' ? '' : `&continuation-token=${encodeURIComponent(token)}`
      const page = await (await client.fetch(at('', `?list-type=2&prefix=2026%2F&max-keys=1${more}`))).text()
      pages.push([...page.matchAll(/<Key>(.*?)<\/Key>/g)].map((m) => m[1] ?? ''))
      token = /<NextContinuationToken>(.*?)</.exec(page)?.[1]
    }
    expect(pages).toEqual([['2026/b.csv'], ['2026/一月 报表.csv']])
    expect((await client.fetch(at('a.csv'), { method: 'DELETE' })).status).toBe(204)
    expect((await client.fetch(at('a.csv'))).status).toBe(404)
  })

  const falsehoods: [string, number, () => Promise<Response>][] = [
    ['AccessDenied', 403, () => fetch(at('b'))],
    ['InvalidAccessKeyId', 403, () => clientOf({ accessKeyId: 'NOBODY' }).fetch(at('b'))],
    ['SignatureDoesNotMatch', 403, () => clientOf({ secretAccessKey: 'wrong' }).fetch(at('b'))],
    [
      'SignatureDoesNotMatch',
      403,
      // Signed for one object, asked for another.
      async () => fetch(at('other'), { headers: (await client.sign(at('b'))).headers }),
    ],
    [
      'RequestTimeTooSkewed',
      403,
      async () => fetch(await client.sign(at('b'), { aws: { datetime: '20200101T000000Z' } })),
    ],
    ['XAmzContentSHA256Mismatch', 400, () => put('b', 'this', sha256('that'))],
  ]
  test.each(falsehoods)('refuses: %s', async (code, status, ask) => {
    const answer = await ask()
    expect([answer.status, /<Code>(\w+)</.exec(await answer.text())?.[1]]).toEqual([status, code])
  })
})
