import { sql } from 'kysely'
import type { Database } from '#kernel/database'
import { findTerms, foldText, Retrieval } from '#models/retrieval'
import { createPlatform } from '../src/main.ts'
import { benchConfig } from './support.ts'

/**
 * node --expose-gc bench/retrieval.ts [passages…]   (default 10000; 100000 takes minutes)
 *
 * Build time, memory and query time of the in-memory index beside PostgreSQL full text over pairs of characters (GIN on
 * a tsvector, ts_rank) and pg_trgm, over the same made-up passages in the same run. The peers rank by other rules: this
 * compares time and size, not quality; for quality see scripts/evaluate-retrieval.ts.
 */
const sizes = process.argv.slice(2).map(Number).filter(Boolean)
const asked = 50

const parts = [
  '居民',
  '社区',
  '物业',
  '公积金',
  '提取',
  '身份证',
  '补领',
  '材料',
  '窗口',
  '申请',
  '规定',
  '办理',
  '期限',
  '工作日',
  '收费',
  '单位',
  '登记',
  '房屋',
  '租赁',
  '养老',
  '保险',
  '医疗',
  '报销',
  '学校',
  '入学',
  '道路',
  '停车',
  '噪声',
  '施工',
  '许可',
  '处罚',
  '公示',
  '补贴',
  '残疾',
  '低保',
  '户口',
  '迁移',
  '营业',
  '执照',
  '食品',
  '卫生',
  '消防',
  '电梯',
  '供水',
] as const

function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** A text of the length of an article, with rare characters so that not every term is everywhere. */
function textOf(n: number, words: number): string {
  const next = random(n + 1)
  return Array.from({ length: words }, () =>
    next() < 0.3
      ? String.fromCharCode(0x4e00 + Math.floor(next() * next() * 6000))
      : (parts[Math.floor(next() * next() * parts.length)] ?? ''),
  ).join('')
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const round = (value: number): number => Math.round(value * 100) / 100
const pairsOf = (text: string): string[] => [
  ...new Set(
    findTerms(text)
      .filter((t) => t.family === 'pair')
      .map((t) => t.term),
  ),
]

export async function run(
  counts: readonly number[] = sizes.length > 0 ? sizes : [10_000],
): Promise<object[]> {
  const platform = await createPlatform(benchConfig())
  const figures: object[] = []
  try {
    for (const count of counts) figures.push(await measure(count, platform.database.migrator.db))
  } finally {
    await platform.stop()
  }
  console.log('retrieval: own index in memory beside PostgreSQL')
  console.table(figures)
  return figures
}

async function measure(count: number, db: Database): Promise<object> {
  const texts = Array.from({ length: count }, (_, n) => textOf(n, 60))
  const questions = Array.from({ length: asked }, (_, n) => textOf(n * 7919, 6))
  globalThis.gc?.()
  const before = memory()
  const started = performance.now()
  const index = new Retrieval()
  texts.forEach((text, n) => {
    index.add({ id: String(n), fields: { text } })
  })
  const buildMs = performance.now() - started
  globalThis.gc?.()
  const megabytes = (memory() - before) / 1e6
  for (const question of questions.slice(0, 5)) index.search(question)
  const own = questions.map((q) => timed(() => index.search(q)))
  const peer = await fillPeer(db, texts)
  const fullText: number[] = []
  const trigram: number[] = []
  for (const question of questions) {
    const terms = pairsOf(question)
      .map((p) => `'${p}'`)
      .join(' | ')
    fullText.push(
      await timedLater(() =>
        sql`select id from passages where pairs @@ ${terms}::tsquery order by ts_rank(pairs, ${terms}::tsquery) desc limit 5`.execute(
          db,
        ),
      ),
    )
    trigram.push(
      await timedLater(() =>
        sql`select id from passages order by body <-> ${foldText(question)} limit 5`.execute(db),
      ),
    )
  }
  await sql`drop table passages`.execute(db)
  return {
    passages: count,
    buildMs: Math.round(buildMs),
    megabytes: round(megabytes),
    queryMedianMs: round(median(own)),
    postgresBuildMs: Math.round(peer),
    fullTextMedianMs: round(median(fullText)),
    trigramMedianMs: round(median(trigram)),
  }
}

async function fillPeer(db: Database, texts: readonly string[]): Promise<number> {
  const started = performance.now()
  await sql`create extension if not exists pg_trgm`.execute(db)
  await sql`create table passages (id int, body text, pairs tsvector)`.execute(db)
  for (let at = 0; at < texts.length; at += 500) {
    const rows = texts.slice(at, at + 500).map((body, n) => ({ id: at + n, body, pairs: pairsOf(body) }))
    await sql`insert into passages select id, body, array_to_tsvector(array(select jsonb_array_elements_text(pairs)))
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id int, body text, pairs jsonb)`.execute(
      db,
    )
  }
  await sql`create index on passages using gin (pairs)`.execute(db)
  await sql`create index on passages using gist (body gist_trgm_ops)`.execute(db)
  await sql`analyze passages`.execute(db)
  return performance.now() - started
}

/** Heap and the arrays outside it. */
function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

async function timedLater(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

if (import.meta.main) await run()
