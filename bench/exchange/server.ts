import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createPlatform, type Platform } from '../../src/main.ts'
import type { Purpose } from '../../src/modules/sharing/contract.ts'
import { giveRows, judgeUse } from '../../src/modules/sharing/index.ts'
import { judge } from '../../src/modules/sharing/judgement.ts'
import { findGrant } from '../../src/modules/sharing/store.ts'
import { benchConfig } from '../support.ts'
import { consumer, fillGrants, fillResource, fillRows, fillSystem, items, purpose } from './fill.ts'

/** The gateway's process: fills, serves, and times decisions; told what to do by the process that makes the load. */

export interface Started {
  readonly url: string
  readonly peer: string
  readonly resource: string
  readonly secrets: Readonly<Record<'ecdsa-p256-sha256' | 'sm2-sm3', string>>
}

export type Order =
  | { readonly do: 'rows'; readonly count: number }
  | { readonly do: 'grants'; readonly count: number }
  | { readonly do: 'decisions'; readonly grant: string; readonly times: number }
  | { readonly do: 'cpu' }
  | { readonly do: 'stop' }

let dataDir = ''
/** Statements sent to the database so far. */
let trips = 0

async function main(): Promise<void> {
  const config = benchConfig({ PUBLIC_URL: 'http://bench.test' })
  dataDir = config.dataDir
  const platform = await createPlatform(config)
  await platform.server.listen({ port: 0, host: '127.0.0.1' })
  countTrips(platform)
  const resource = await fillResource(platform)
  const started: Started = {
    url: addressOf(platform.server.server.address()),
    peer: await servePeer(platform, resource),
    resource,
    secrets: {
      'ecdsa-p256-sha256': await fillSystem(platform, 'ecdsa-p256-sha256'),
      'sm2-sm3': await fillSystem(platform, 'sm2-sm3'),
    },
  }
  // Whoever gave the orders is gone: nobody would stop the server any more.
  process.on('disconnect', () => void platform.stop().finally(() => process.exit(1)))
  process.on('message', (order: Order) => {
    obey(platform, resource, order).then(
      (answer) => process.send?.({ answer }),
      (error: unknown) => process.send?.({ error: String(error) }),
    )
  })
  process.send?.({ answer: started })
}

async function obey(platform: Platform, resource: string, order: Order): Promise<unknown> {
  switch (order.do) {
    case 'rows':
      return fillRows(platform, resource, order.count)
    case 'grants':
      return fillGrants(platform, resource, order.count)
    case 'decisions':
      return timeDecisions(platform, order.grant, order.times)
    case 'cpu':
      return cpuSpent()
    case 'stop':
      process.removeAllListeners('disconnect')
      await platform.stop()
      setImmediate(() => process.exit(0))
      return undefined
  }
}

/** The whole judgement as a call has it, the look at whether policies have changed included. */
async function timeDecisions(platform: Platform, id: string, times: number): Promise<number[]> {
  const { db } = platform.kernel.app
  const grant = await findGrant(db, id)
  if (grant === undefined) throw new Error('no grant')
  const call = {
    consumer,
    resource: grant.resource,
    resourceState: 'published' as const,
    action: 'read' as const,
    purpose: purpose as Purpose,
    items,
    rows: 20,
    callsToday: 1,
    at: platform.kernel.clock.now().getTime() / 1000,
  }
  const taken: number[] = []
  for (let n = 0; n < times + 200; n++) {
    const began = performance.now()
    const { permitted } = await judge(db, grant, call)
    if (!permitted) throw new Error('denied')
    if (n >= 200) taken.push(performance.now() - began)
  }
  return taken.sort((a, b) => a - b)
}

/** Counts what each connection of the application sends: figures that no noise of the machine changes. */
function countTrips({ kernel }: Platform): void {
  const counted = new WeakSet<object>()
  kernel.app.pool.on('acquire', (client) => {
    if (counted.has(client)) return
    counted.add(client)
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    Object.assign(client, {
      query: (...args: unknown[]) => {
        trips++
        return query(...args)
      },
    })
  })
}

/** CPU seconds of this process and of the PostgreSQL processes that it started, so far; null where /proc is not. */
function cpuSpent(): { gateway: number; database: number | null; trips: number } {
  const own = process.cpuUsage()
  const gateway = (own.user + own.system) / 1e6
  if (!existsSync('/proc/self/stat')) return { gateway, database: null, trips }
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = readStat(name)
      return stat === undefined || !stat.name.startsWith('postgres') ? [] : [stat]
    })
  const masters = new Set(stats.filter((s) => ownsCluster(s.pid)).map((s) => s.pid))
  const ticks = stats
    .filter((s) => masters.has(s.pid) || masters.has(s.parent))
    .reduce((sum, s) => sum + s.ticks, 0)
  return { gateway, database: ticks / 100, trips }
}

function readStat(pid: string) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'))
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { pid, name, parent: fields[1] ?? '', ticks: Number(fields[11]) + Number(fields[12]) }
  } catch {
    return undefined
  }
}

/** Whether it is the postmaster of this bench's data folder. */
function ownsCluster(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dataDir)
  } catch {
    return false
  }
}

function addressOf(address: unknown): string {
  const { port } = address as { port: number }
  return `http://127.0.0.1:${port}`
}

/** The peers: `/plain/<grant>` judges and gives without signatures and log, `/sql` asks the database alone. */
async function servePeer(platform: Platform, resource: string): Promise<string> {
  const { db, pool } = platform.kernel.app
  const server = createServer((request, response) => {
    const [, kind, id = ''] = request.url?.split('/') ?? []
    const work = kind === 'sql' ? bare() : plain(id)
    work.then(
      (rows) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ rows })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return addressOf(server.address())

  async function plain(id: string): Promise<unknown> {
    return db
      .transaction()
      .setAccessMode('read only')
      .execute(async (tx) => {
        const grant = await findGrant(tx, id)
        if (grant === undefined) throw new Error('no grant')
        const now = platform.kernel.clock.now()
        const use = await judgeUse(tx, { grant, consumer, action: 'read', purpose, items, rows: 20, now })
        if (!use.judgement.permitted) throw new Error('denied')
        return (await giveRows(tx, use, { where: [], after: undefined, limit: 20 })).rows
      })
  }

  async function bare(): Promise<unknown> {
    const { rows } = await pool.query(
      'select data from collected_rows where resource = $1 order by tx, seq limit 20',
      [resource],
    )
    return rows.map((r: { data: unknown }) => r.data)
  }
}

await main()
