import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { sql } from 'kysely'
import { ListCases } from '../src/kernel/cases/contract.ts'
import { listCases } from '../src/kernel/cases/list.ts'
import type { Actor } from '../src/kernel/identity/define.ts'
import { demoPassword, seedDemoAccounts } from '../src/kernel/identity/index.ts'
import { createPlatform, type Platform } from '../src/main.ts'
import { appealCase } from '../src/modules/appeals/case.ts'
import { bareSql } from './bare.ts'
import { fillCases } from './fill.ts'
import { inProcess, type Lifecycle, rate } from './lifecycle.ts'
import { benchConfig } from './support.ts'

const concurrency = 8
const lifecycles = Number(process.env.BENCH_LIFECYCLES ?? 1500)

/** Case lifecycles a second and list times at growing numbers of cases, beside bare SQL in the same run. */
export async function run(sizes: readonly number[] = [10_000, 100_000, 1_000_000]): Promise<void> {
  const platform = await createPlatform(benchConfig())
  await seedDemoAccounts(platform.kernel)
  await platform.server.listen({ port: 0, host: '127.0.0.1' })
  const http = await overHttp(platform)
  const kinds: [string, Lifecycle][] = [
    ['bare SQL', bareSql(platform.database.app.pool)],
    ['in process', inProcess(platform)],
    ['over HTTP', http],
  ]
  console.log(
    `PostgreSQL: ${platform.database.embedded ? 'embedded 18' : 'external'}; ${lifecycles} lifecycles, concurrency ${concurrency}`,
  )
  for (const [, one] of kinds) await rate(one, 100, concurrency)
  for (const size of sizes) {
    await fillCases(platform.database.migrator.pool, platform.kernel.config.root, size, () => {})
    const figures: string[] = []
    let bare = 0
    for (const [name, one] of kinds) {
      const perSecond = await rate(one, lifecycles, concurrency)
      if (name === 'bare SQL') bare = perSecond
      figures.push(`${name} ${perSecond.toFixed(0)}/s (${(perSecond / bare).toFixed(2)})`)
    }
    console.log(`${size.toLocaleString('en').padStart(9)} cases: ${figures.join(', ')}`)
    await lists(platform)
  }
  await platform.stop()
}

const dispatcher: Actor = {
  kind: 'officer',
  id: randomUUID(),
  name: 'bench',
  person: null,
  posts: [{ role: 'dispatcher', org: 'gxq.center', places: ['50/500107', '50/500106'] }],
}
const township: Actor = {
  ...dispatcher,
  posts: [{ role: 'dispatcher', org: 'town.500107104', places: ['50/500107/500107104'] }],
}
const handler: Actor = { ...dispatcher, posts: [{ role: 'handler', org: 'gxq.housing', places: [] }] }

const queues: readonly [string, Actor, Record<string, unknown>][] = [
  ['dispatcher, due next', dispatcher, { open: 'true', sort: 'due' }],
  ['dispatcher, to dispatch', dispatcher, { state: 'submitted,classified', sort: 'due' }],
  ['township, due next', township, { open: 'true', sort: 'due' }],
  ['department, due next', handler, { open: 'true', sort: 'due', scope: 'handling' }],
  ['department, all newest', handler, {}],
  ['district, newest', dispatcher, { place: '50/500107' }],
  ['closed last week', dispatcher, { open: 'false', from: '2026-11-10', to: '2026-11-20' }],
]
const words = [
  '噪声',
  '楼道灯',
  '小区物业',
  '停水',
  '公交',
  'n4321',
  '燃气泄漏',
  '欠薪',
  '井盖',
  '不存在的词',
  '凤笙路',
  '施工 夜间',
]

async function lists(platform: Platform): Promise<void> {
  const time = async (actor: Actor, query: Record<string, unknown>, times: number) => {
    const input = ListCases.parse(query)
    const ms: number[] = []
    for (let i = 0; i < times; i++) {
      const start = performance.now()
      await platform.kernel.app.db.transaction().execute(async (tx) => {
        await sql`set transaction read only`.execute(tx)
        await listCases(tx, appealCase, actor, input, platform.kernel.clock.now())
      })
      ms.push(performance.now() - start)
    }
    return ms
  }
  // Each question once before it is timed: what is read from the disk then is reported apart.
  const first: number[] = []
  for (const [, actor, query] of queues) first.push(...(await time(actor, query, 1)))
  for (const text of words)
    for (const actor of [dispatcher, handler]) first.push(...(await time(actor, { text }, 1)))
  console.log(`            each question for the first time: ${show(first)}`)
  const page: number[] = []
  for (const [name, actor, query] of queues) {
    const ms = await time(actor, query, 30)
    page.push(...ms)
    console.log(`            ${name.padEnd(26)} ${show(ms)}`)
  }
  const search: number[] = []
  for (const text of words)
    for (const actor of [dispatcher, handler]) {
      const ms = await time(actor, { text }, 8)
      search.push(...ms)
      if (quantile(ms, 0.5) > 50) console.log(`            search ${text} ${show(ms)}`)
    }
  console.log(`            queue pages ${show(page)}; searches ${show(search)}`)
}

function show(ms: readonly number[]): string {
  return `p50 ${quantile(ms, 0.5).toFixed(1)} ms, p99 ${quantile(ms, 0.99).toFixed(1)} ms`
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

/** The same six actions through the public API, with two officers' sessions. */
async function overHttp(platform: Platform): Promise<Lifecycle> {
  const address = platform.server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const post = (path: string, body: unknown, cookie = '') =>
    new Promise<{ body: Record<string, unknown>; cookie: string }>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), cookie }
      const req = request(
        { port, host: '127.0.0.1', method: 'POST', path: `/api/v1${path}`, agent, headers },
        (res) => {
          let text = ''
          res.on('data', (chunk) => (text += chunk))
          res.on('end', () =>
            (res.statusCode ?? 500) < 300
              ? resolve({
                  body: JSON.parse(text),
                  cookie: String(res.headers['set-cookie'] ?? '').split(';')[0] ?? '',
                })
              : reject(new Error(`${path}: ${res.statusCode} ${text}`)),
          )
        },
      )
      req.on('error', reject)
      req.end(JSON.stringify(body))
    })
  const signIn = async (login: string) => (await post('/session', { login, password: demoPassword })).cookie
  const [centre, housing] = [await signIn('dispatcher'), await signIn('gxq.housing')]
  return async (n) => {
    const town = ['500107103', '500107104', '500107105', '500106016'][n % 4] ?? ''
    const text = `压测：第 ${n} 件，${town} 小区楼道灯不亮，晚上老人下楼看不见，请尽快维修，已向物业反映三次没有结果。`
    const receipt = await post(
      '/appeals',
      { text, channel: 'phone', anonymous: true, where: { place: `50/${town.slice(0, 6)}/${town}` } },
      centre,
    )
    const act = (name: string, cookie: string, version: number, input: object = {}) =>
      post(`/appeals/${receipt.body.id}/${name}`, { version, ...input }, cookie)
    await act('classify', centre, 1, { category: '0101', urgency: 'normal' })
    await act('dispatch', centre, 2, { org: 'gxq.housing' })
    await act('accept', housing, 3)
    await act('answer', housing, 4, { text: '您好，楼道灯已于今日维修完毕，感谢您的反映。' })
    await act('close', centre, 5)
  }
}

if (import.meta.main)
  await run(
    process.argv
      .slice(2)
      .map(Number)
      .filter((n) => n > 0).length > 0
      ? process.argv.slice(2).map(Number)
      : undefined,
  )
