import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonical, verifyExchangeLog } from '../../sdk/verify-exchange-log.mjs'
import { untilSealed } from '../support/audit.ts'
import {
  foodResource,
  grantFor,
  type Managers,
  managersOf,
  origin,
  systemFor,
  today,
} from '../support/exchange.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

// biome-ignore lint/suspicious/noExplicitAny: a line is whatever the log holds.
type Line = any

let city: TestPlatform
let log: Line[] = []

beforeAll(async () => {
  city = await createTestPlatform({ env: { PUBLIC_URL: origin } })
  const m: Managers = await managersOf(city)
  const grant = await grantFor(m, await foodResource(m))
  const { client } = await systemFor(city, m)
  const second = await systemFor(city, m, { alg: 'sm2-sm3' })
  for (const limit of [1, 2, 3]) {
    await client.rows(grant, { purpose: 'assistance', limit })
    await second.client.query(grant, { purpose: 'assistance', limit })
    await client.rows(grant, { purpose: 'statistics', limit }).catch(() => {})
    await untilSealed(city.platform)
  }
  await city.platform.server.inject(`/exchange/v1/grants/${grant}/rows`)
  await untilSealed(city.platform)
  log = await exported()
})
afterAll(() => city?.stop())

async function exported(): Promise<Line[]> {
  const auditor = await city.as('auditor')
  const answer = await auditor.get(`/exchange/log/export?from=${today}&until=${today}`)
  return String(answer.body)
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l))
}

const check = (lines: readonly Line[]) => verifyExchangeLog(lines.map((l) => JSON.stringify(l)))
const copy = () => structuredClone(log)
const places = (type: string) => log.flatMap((l, i) => (l.type === type ? [i] : []))
const sm3 = (text: string) => createHash('sm3').update(text).digest('hex')
/** A liar renumbers, so that no gap shows. */
const renumbered = (lines: Line[]) => lines.map((l, i) => ({ ...l, n: i + 1 }))

test('the log as it is has no flaw, by the function and by the command', async () => {
  expect(places('exchange')).toHaveLength(10)
  expect(await check(log)).toMatchObject({ flaws: [], exchanges: 10, unchecked: 0 })
  const file = join(mkdtempSync(join(tmpdir(), 'zhizhi-log-')), 'log.jsonl')
  writeFileSync(file, `${log.map((l) => JSON.stringify(l)).join('\n')}\n`)
  const verifier = resolve(import.meta.dirname, '../../sdk/verify-exchange-log.mjs')
  expect(execFileSync(process.execPath, [verifier, file], { encoding: 'utf8' })).toContain('Nothing is wrong')
  const served = await city.platform.server.inject('/exchange/v1/verify-exchange-log.mjs')
  expect(served.body).toContain('verifyExchangeLog')
})

/** Each way to lie about line i, how it is told, and on which line. */
const lies: Record<string, (lines: Line[], i: number) => Line[]> = {
  'a row changed': (lines, i) => {
    lines[i].record.rows += 1
    return lines
  },
  'a row changed, and its hash with it': (lines, i) => {
    lines[i].record.purpose = 'emergency'
    lines[i].entry.change.record = sm3(canonical(lines[i].record))
    return lines
  },
  'the request’s target changed, hash with it': (lines, i) => {
    lines[i].record.request.target += '&x=1'
    lines[i].entry.change.record = sm3(canonical(lines[i].record))
    return lines
  },
  'a row removed': (lines, i) => lines.filter((_, n) => n !== i),
  'a row removed, the rest renumbered': (lines, i) => renumbered(lines.filter((_, n) => n !== i)),
  'a row twice': (lines, i) => renumbered([...lines.slice(0, i + 1), lines[i], ...lines.slice(i + 1)]),
  'a row moved': (lines, i) => {
    const [row] = lines.splice(i, 1)
    lines.splice(2, 0, row)
    return renumbered(lines)
  },
  'the request’s signature swapped': (lines, i) => {
    const other = lines.find(
      (l, n) => l.type === 'exchange' && n !== i && l.record.request.signature !== null,
    )
    lines[i].record.request.signature = other.record.request.signature
    lines[i].entry.change.record = sm3(canonical(lines[i].record))
    return lines
  },
  'the answer’s signature swapped': (lines, i) => {
    const other = lines.find((l, n) => l.type === 'exchange' && n !== i)
    lines[i].record.response.signature = other.record.response.signature
    lines[i].entry.change.record = sm3(canonical(lines[i].record))
    return lines
  },
  'the audit entry changed': (lines, i) => {
    lines[i].entry.actor_id = 'somebody else'
    return lines
  },
  'the proof changed': (lines, i) => {
    lines[i].proof = [...lines[i].proof, { side: 'left', hash: '00'.repeat(32) }]
    return lines
  },
}

test.each(Object.entries(lies))('%s is found on its line, wherever it is', async (name, lie) => {
  for (const i of places('exchange')) {
    const { flaws } = await check(lie(copy(), i))
    expect(flaws.length).toBeGreaterThan(0)
    const isGap = name.includes('removed') || name.includes('moved')
    const line = name === 'a row twice' ? i + 2 : i + 1
    if (!isGap) expect(flaws.map((f) => f.line)).toContain(line)
    if (name === 'a row removed') expect(flaws[0]?.line).toBe(i + 1)
  }
})

test('a seal changed, dropped or swapped breaks the chain', async () => {
  const seals = places('seal')
  expect(seals.length).toBeGreaterThan(3)
  for (const i of seals) {
    const dropped = await check(copy().filter((_: Line, n: number) => n !== i))
    expect(dropped.flaws.length).toBeGreaterThan(0)
    const hidden = await check(renumbered(copy().filter((_: Line, n: number) => n !== i)))
    expect(hidden.flaws.length).toBeGreaterThan(0)
    const lines = copy()
    lines[i].entries = lines[i].entries.slice(1)
    expect((await check(lines)).flaws.map((f) => f.line)).toContain(i + 1)
  }
  const lines = copy()
  const [a = 0, b = 0] = seals
  ;[lines[a], lines[b]] = [lines[b], lines[a]]
  expect((await check(renumbered(lines))).flaws.some((f) => f.what.includes('chain'))).toBe(true)
})

test('an end cut off, a key exchanged, a head that is not in it', async () => {
  expect((await check(copy().slice(0, -1))).flaws.some((f) => f.what.includes('end of the log'))).toBe(true)
  const lines = copy()
  const [first = 0, second = 0] = places('key')
  lines[first].publicKey = lines[second].publicKey
  expect((await check(lines)).flaws.map((f) => f.line)).toContain(first + 1)
  const text = log.map((l) => JSON.stringify(l))
  expect((await verifyExchangeLog(text, { head: '00' })).flaws).toHaveLength(1)
  const { head } = await check(log)
  expect((await verifyExchangeLog(text, { head: head ?? '' })).flaws).toEqual([])
})

test('a record changed or deleted in the database shows in the next export', async () => {
  const { pool } = city.platform.database.migrator
  const [first, second] = places('exchange').map((i) => log[i].record.id)
  await pool.query(`update exchanges set record = jsonb_set(record, '{rows}', '99') where id = $1`, [first])
  await pool.query('delete from exchanges where id = $1', [second])
  const { flaws } = await check(await exported())
  const [changed = 0, gone = 0] = places('exchange')
  expect(flaws.map((f) => f.line)).toEqual([changed + 1, gone + 1])
  expect(flaws[1]?.what).toContain('is gone')
  const civil = await city.as('data.civil')
  expect((await civil.get(`/exchange/log/${first}`)).body.proven).toBe(false)
})
