import { randomUUID } from 'node:crypto'
import type { Actor } from '../src/kernel/identity/define.ts'
import { createPlatform, type Platform } from '../src/main.ts'
import { createResource, publishResource } from '../src/modules/catalogue/actions.ts'
import { Content } from '../src/modules/catalogue/contract.ts'
import { deliver } from '../src/modules/collection/actions.ts'
import { compileContract } from '../src/modules/collection/rules.ts'
import { foodBusinesses } from '../tests/support/resources.ts'
import { benchConfig } from './support.ts'

/**
 * Rows a second through the whole `deliver` action (parsed, checked, keyed, stored with history, counted, audited)
 * beside the database's own batched insert of the same rows, made ready beforehand, into an equal table: same columns,
 * same indexes, same durability, same batches, in turns in the same run.
 */
export async function run(): Promise<void> {
  const platform = await createPlatform(benchConfig())
  try {
    await measure(platform)
  } finally {
    await platform.stop()
  }
}

const content = Content.parse({
  ...foodBusinesses,
  items: foodBusinesses.items.map((i) => (i.name === 'licence' ? { ...i, pattern: 'JY\\d{8}' } : i)),
})
const manager: Actor = {
  kind: 'officer',
  id: randomUUID(),
  name: '压测数据管理员',
  person: null,
  posts: [{ role: 'data-manager', org: 'gxq.market', places: ['50'] }],
}

const sizes = (process.env.BENCH_SIZES ?? '10000,100000,1000000').split(',').map(Number)
const batches = [1000, 5000]
const measured = 50_000

type Raw = ReturnType<typeof rowOf>

/** Scattered like codes are: neighbours in time are no neighbours in the index. */
function rowOf(n: number, change: object = {}) {
  return {
    licence: `JY${String((n * 7_368_787) % 100_000_000).padStart(8, '0')}`,
    name: `小面馆${n}号`,
    holder: `张${'甲乙丙丁'[n % 4]}`,
    phone: `138${String(n % 100_000_000).padStart(8, '0')}`,
    place: ['500107103', '500107104', '500106101'][n % 3],
    grade: 'ABC'[n % 3],
    seats: String(n % 80),
    granted: '2025-06-01',
    ...change,
  }
}

async function measure(platform: Platform): Promise<void> {
  const resource = await publish(platform)
  const { pool } = platform.database.migrator
  await pool.query(`create table raw_rows (like collected_rows including all)`)
  await pool.query(`grant all on raw_rows to public`)
  const figures: object[] = []
  let held = 0
  await turns(platform, resource, range(0, 20_000), 1000) // warm
  await turns(platform, resource, range(0, 20_000), 5000)
  held = 20_000
  for (const size of sizes) {
    if (size > held) await grow(platform, resource, held, size)
    held = Math.max(held, size)
    await pool.query('vacuum analyze collected_rows')
    await pool.query('vacuum analyze raw_rows')
    for (const batch of batches) {
      const fresh = range(held, measured)
      held += measured
      figures.push({ rows: size, batch, what: 'new', ...(await turns(platform, resource, fresh, batch)) })
      figures.push({ rows: size, batch, what: 'equal', ...(await turns(platform, resource, fresh, batch)) })
      const changed = fresh.map((row) => ({ ...row, seats: '79', name: `${row.name}改` }))
      figures.push({
        rows: size,
        batch,
        what: 'changed',
        ...(await turns(platform, resource, changed, batch)),
      })
    }
  }
  console.table(figures)
}

function range(from: number, count: number): Raw[] {
  return Array.from({ length: count }, (_, n) => rowOf(from + n))
}

async function publish({ kernel }: Platform): Promise<string> {
  const input = { provider: 'gxq.market', content }
  const made = await kernel.execute(createResource, { actor: manager, input })
  await kernel.execute(publishResource, {
    actor: manager,
    input: { id: made.id, revision: made.revision, note: '压测' },
  })
  return made.id
}

/** Both tables grow by the same statement, outside what is measured. */
async function grow({ database }: Platform, resource: string, from: number, to: number): Promise<void> {
  const checker = compileContract(content)
  for (let at = from; at < to; at += 20_000) {
    const rows = checkedRows(checker, range(at, Math.min(20_000, to - at)))
    for (const table of ['collected_rows', 'raw_rows'])
      await database.migrator.pool.query(insertInto(table), valuesOf(resource, rows))
  }
}

const insertInto = (table: string) => `
  insert into ${table} (resource, key, since, delivery, version, place, at, data)
  select $1::uuid, i.key, now(), $2::uuid, 1, i.place, i.at, i.data::jsonb
  from unnest($3::text[], $4::text[], $5::timestamptz[], $6::text[]) as i (key, place, at, data)`
const upsertInto = `${insertInto('raw_rows')}
  on conflict (resource, key) do update set since = excluded.since, delivery = excluded.delivery,
    version = excluded.version, place = excluded.place, at = excluded.at, data = excluded.data`

type Checked = { key: string; place: string | null; at: string | null; json: string }

function checkedRows(checker: ReturnType<typeof compileContract>, raws: readonly Raw[]): Checked[] {
  return raws.map((raw) => {
    const checked = checker.check(raw, new Date())
    if ('problems' in checked) throw new Error(`no good row: ${JSON.stringify(checked.problems)}`)
    return { ...checked.row, key: checked.row.key ?? '' }
  })
}

function valuesOf(resource: string, rows: readonly Checked[]): unknown[] {
  return [
    resource,
    randomUUID(),
    rows.map((r) => r.key),
    rows.map((r) => r.place),
    rows.map((r) => r.at),
    rows.map((r) => r.json),
  ]
}

/** A batch through the action, the same batch raw, and so on; the action's part is one delivery of many parts. */
async function turns({ kernel, database }: Platform, resource: string, raws: readonly Raw[], batch: number) {
  const checker = compileContract(content)
  const delivery = randomUUID()
  const spent = { action: 0, raw: 0 }
  const parts = Math.ceil(raws.length / batch)
  const isNew = await isUnknown(database, checkedRows(checker, raws.slice(0, 1))[0]?.key ?? '')
  for (let part = 1; part <= parts; part++) {
    const rows = raws.slice((part - 1) * batch, part * batch)
    const input = {
      resource,
      delivery,
      part,
      last: part === parts,
      channel: 'api',
      source: '压测',
      rows,
      firstLine: 1,
    }
    const ready = valuesOf(resource, checkedRows(checker, rows))
    const act = async () => {
      await kernel.execute(deliver, { actor: manager, input })
    }
    const raw = async () => {
      await database.app.pool.query(isNew ? insertInto('raw_rows') : upsertInto, ready)
    }
    for (const [name, one] of part % 2 === 0 ? order(act, raw) : order(act, raw).reverse())
      spent[name] += await timed(one)
  }
  const action = raws.length / (spent.action / 1000)
  const raw = raws.length / (spent.raw / 1000)
  return {
    'action rows/s': Math.round(action),
    'raw rows/s': Math.round(raw),
    ratio: Number((action / raw).toFixed(2)),
  }
}

const order = (action: () => Promise<void>, raw: () => Promise<void>) =>
  [
    ['action', action],
    ['raw', raw],
  ] as ['action' | 'raw', () => Promise<void>][]

async function timed(one: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await one()
  return performance.now() - start
}

async function isUnknown({ app }: Platform['database'], key: string): Promise<boolean> {
  const { rows } = await app.pool.query('select 1 from raw_rows where key = $1', [key])
  return rows.length === 0
}

if (import.meta.main) await run()
