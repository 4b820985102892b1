import { execFileSync } from 'node:child_process'
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyIdOf } from '../../sdk/exchange-client.mjs'
import { fixedClock } from '../../src/kernel/clock/index.ts'
import { systemActor } from '../../src/kernel/identity/define.ts'
import { startDelivery } from '../../src/modules/exchange/actions.ts'
import { createDeliveryFiles } from '../../src/modules/exchange/files.ts'
import { exchangeJobs, makeDelivery } from '../../src/modules/exchange/jobs.ts'
import { createKeyring, type Keyring } from '../../src/modules/exchange/keyring.ts'
import { type ExampleKind, exampleOf } from '../../src/modules/exchange/rules.ts'
import {
  exchangeTerms,
  foodResource,
  grantFor,
  type Managers,
  managersOf,
  origin,
  systemFor,
  type TestSystem,
} from '../support/exchange.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

let city: TestPlatform
let m: Managers
let resource = ''
let grant = ''
let system: TestSystem
let keyring: Keyring
const purpose = 'assistance'
const rows = 25_000

beforeAll(async () => {
  // No worker of its own: the test is the worker, so that it can be killed at any step.
  city = await createTestPlatform({ env: { PUBLIC_URL: origin, ROLES: 'web' } })
  m = await managersOf(city)
  resource = await foodResource(m, 0)
  await city.platform.database.migrator.pool.query(
    `insert into collected_rows (resource, key, since, delivery, version, data)
     select $1::uuid, n::text, now(), $1::uuid, 1, jsonb_build_object('name', n::text) from generate_series(1, $2) n`,
    [resource, rows],
  )
  grant = await grantFor(m, resource, { callsPerDay: 100_000 })
  system = await systemFor(city, m)
  const { kernel } = city.platform
  keyring = createKeyring(
    () => kernel.app.db,
    () => kernel.key,
    () => kernel.clock.now().getTime(),
  )
})
afterAll(() => city?.stop())

const ask = async () => (await system.client.requestDelivery(grant, { purpose, items: ['name'] })).id
const revisionOf = async () => (await m.market.get(`/grants/${grant}`)).body.revision

/** The kernel, but for a step that fails from the n-th time on, as if the process had been killed there. */
function killedAt(action: string, nth: number): typeof city.platform.kernel {
  const { kernel } = city.platform
  let n = 0
  const execute: typeof kernel.execute = async (a, o) => {
    if (a.name === action && ++n >= nth) throw new Error('killed')
    return kernel.execute(a, o)
  }
  return { ...kernel, execute }
}

test.each([
  ['exchange.put-part', 1],
  ['exchange.put-part', 2],
  ['exchange.put-part', 3],
  ['exchange.finish-delivery', 1],
])('a worker killed at %s, time %i: the next one goes on and every row comes once', async (action, nth) => {
  const id = await ask()
  await expect(makeDelivery(killedAt(action, nth), keyring, id)).rejects.toThrow('killed')
  expect((await system.client.delivery(id)).state).toBe('running')
  await makeDelivery(city.platform.kernel, keyring, id)
  const done = await system.client.delivery(id)
  expect(done).toMatchObject({ state: 'done', rows, parts: 3 })
  const manifest = await system.client.manifest(done)
  const names = new Set<string>()
  for (const part of manifest.parts) {
    const bytes = await system.client.part(id, part.no)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(part.digest)
    for (const line of gunzipSync(bytes).toString().trim().split('\n')) names.add(JSON.parse(line).name)
  }
  expect(names.size).toBe(rows)
})

test('two workers at once make it once', async () => {
  const id = await ask()
  await Promise.allSettled([
    makeDelivery(city.platform.kernel, keyring, id),
    makeDelivery(city.platform.kernel, keyring, id),
  ])
  await makeDelivery(city.platform.kernel, keyring, id)
  expect(await system.client.delivery(id)).toMatchObject({ state: 'done', rows, parts: 3 })
})

test('a grant suspended in the middle stops it, named; nothing more can be fetched', async () => {
  const id = await ask()
  await makeDelivery(killedAt('exchange.put-part', 2), keyring, id).catch(() => {})
  await m.market.post(`/grants/${grant}/suspend`, { revision: await revisionOf(), reason: '发现异常调用' })
  await makeDelivery(city.platform.kernel, keyring, id)
  expect(await system.client.delivery(id)).toMatchObject({ state: 'stopped', condition: 'state', parts: 1 })
  await expect(system.client.part(id, 1)).rejects.toMatchObject({ condition: 'state' })
  await m.market.post(`/grants/${grant}/resume`, { revision: await revisionOf(), reason: '核查完毕' })
})

test('a day’s rows are limited', async () => {
  const small = await grantFor(m, await foodResource(m, 90), { callsPerDay: 2, rowsPerCall: 20 })
  const { id } = await system.client.requestDelivery(small, { purpose })
  await makeDelivery(city.platform.kernel, keyring, id)
  expect(await system.client.delivery(id)).toMatchObject({
    state: 'stopped',
    condition: 'row-quota',
    rows: 40,
  })
})

test('after its days the files are gone', async () => {
  const id = await ask()
  await makeDelivery(city.platform.kernel, keyring, id)
  const [part] = (await system.client.manifest(await system.client.delivery(id))).parts
  const { kernel } = city.platform
  const clock = fixedClock(new Date(kernel.clock.now().getTime() + 8 * 86_400_000), kernel.clock)
  const prune = exchangeJobs(keyring).find((j) => j.name === 'exchange.prune')
  await prune?.run({ ...kernel, clock }, {})
  expect(await createDeliveryFiles(kernel.config.dataDir).read(id, 1, part?.digest ?? '')).toBeDefined()
  await city.platform.database.migrator.pool.query(
    `update exchange_deliveries set expires_at = now() - interval '1 minute' where id = $1`,
    [id],
  )
  await prune?.run(kernel, {})
  expect(await system.client.delivery(id)).toMatchObject({ state: 'expired' })
  expect(await createDeliveryFiles(kernel.config.dataDir).read(id, 1, part?.digest ?? '')).toBeUndefined()
  await expect(system.client.part(id, 1)).rejects.toMatchObject({ condition: 'expired' })
  const actor = systemActor('test')
  expect(await kernel.execute(startDelivery, { actor, input: { delivery: id } })).toMatchObject({
    state: 'expired',
  })
})

/** Whether a program is there to try the example with. */
function has(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('the examples run as they stand', async () => {
  await city.platform.server.listen({ port: 0, host: '127.0.0.1' })
  const address = city.platform.server.server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const folder = mkdtempSync(join(tmpdir(), 'zhizhi-examples-'))
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const publicKey = createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString().trim()
  writeFileSync(join(folder, 'key.pem'), pem)
  copyFileSync(
    resolve(import.meta.dirname, '../../sdk/exchange-client.mjs'),
    join(folder, 'exchange-client.mjs'),
  )
  const made = await m.civil.post('/exchange/systems', {
    organization: 'gxq.civil',
    name: '示例',
    contact: '信息科',
    publicKey,
  })
  await m.authority.post(`/exchange/systems/${made.body.id}/confirm`, { revision: 1, perMinute: 600 })
  const parts = { origin: url, grant, purpose, items: exchangeTerms.items, keyId: keyIdOf(publicKey) }
  const run = (kind: ExampleKind, file: string, command: string) => {
    writeFileSync(join(folder, file), exampleOf(kind, parts))
    return execFileAsync(command, [file], folder)
  }
  expect((await run('javascript', 'example.mjs', process.execPath)).rows).toHaveLength(50)
  if (has('bash', '-c', 'command -v curl && command -v openssl'))
    expect((await run('curl', 'example.sh', 'bash')).rows).toHaveLength(50)
  else console.warn('SKIPPED: the curl example, since curl or openssl is missing')
  if (has('python3', '-c', 'import cryptography'))
    expect((await run('python', 'example.py', 'python3')).rows).toHaveLength(50)
  else console.warn('SKIPPED: the Python example, since python3 with cryptography is missing')
})

async function execFileAsync(command: string, args: string[], cwd: string): Promise<{ rows: unknown[] }> {
  const { execFile } = await import('node:child_process')
  const text = await new Promise<string>((done, fail) =>
    execFile(command, args, { cwd }, (error, stdout, stderr) =>
      error ? fail(new Error(stderr)) : done(stdout),
    ),
  )
  return JSON.parse(text)
}
