import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { verifyAudit } from '../src/kernel/audit/index.ts'
import { readConfig } from '../src/kernel/config/index.ts'
import { createPlatform } from '../src/main.ts'
import { compare, type Write, type Writer } from './torture/compare.ts'
import { isUp, json, openSite, postmasterOf, type Site, sleep, start, stopDatabase } from './torture/site.ts'

/**
 * Kills the running program, again and again, while several writers send it appeals and steps, and checks that what
 * was acknowledged is there exactly once, and what was not is there at most once and exactly once after a repeat
 * with the same key; in the end that every job had its effect once and that the audit chain is whole.
 */
export interface TortureOptions {
  readonly kills: number
  /** How many of the kills hit the embedded PostgreSQL instead of the program. */
  readonly databaseKills?: number
  readonly databaseUrl?: string | undefined
  /** The application role's address on it; without one the role gets a new password. */
  readonly databaseAppUrl?: string | undefined
  readonly writers?: number
  readonly log?: (line: string) => void
}

export interface KillReport {
  readonly killed: 'program' | 'database'
  readonly acknowledged: number
  readonly inFlight: number
  /** Of those in flight: found done before the repeat. */
  readonly done: number
  readonly backAfterMs: number
  readonly lost: number
  readonly doubled: number
}

export interface TortureReport {
  readonly kills: readonly KillReport[]
  readonly appeals: number
  readonly proposals: { readonly once: number; readonly missing: number; readonly doubled: number }
  readonly notices: { readonly right: number; readonly wrong: number }
  readonly surplusDecisions: number
  readonly seals: number
  readonly flaws: number
}

export async function torture(options: TortureOptions): Promise<TortureReport> {
  const log = options.log ?? (() => {})
  const folder = mkdtempSync(join(tmpdir(), 'zhizhi-torture-'))
  const remove = () => {
    if (options.databaseUrl === undefined) stopDatabase(join(folder, 'data'))
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 })
  }
  // Cut off, this process leaves without the end of this function.
  process.once('exit', remove)
  const site = await openSite(folder, options.databaseUrl, options.databaseAppUrl)
  try {
    const writers = await Promise.all(
      Array.from({ length: options.writers ?? 6 }, (_, n) => startWriter(site, n)),
    )
    const appeals: Write[] = []
    const kills: KillReport[] = []
    for (let n = 0; n < options.kills; n++) {
      const killed = n < (options.databaseKills ?? 0) ? 'database' : 'program'
      const report = await round(site, writers, appeals, killed)
      kills.push(report)
      log(
        `kill ${n + 1} (${killed}): acknowledged ${report.acknowledged}, in flight ${report.inFlight} (${report.done} done), back after ${report.backAfterMs} ms, lost ${report.lost}, doubled ${report.doubled}`,
      )
    }
    return { kills, ...(await settle(site, appeals)) }
  } finally {
    site.child.kill('SIGKILL')
    process.off('exit', remove)
    remove()
  }
}

interface Got {
  readonly status: number
  readonly body: { id?: string; number?: string; version?: number }
}

async function send(site: Site, w: Pick<Write, 'path' | 'key' | 'body'>): Promise<Got | undefined> {
  try {
    const answer = await fetch(site.base + w.path, {
      method: 'POST',
      headers: { ...json, cookie: site.cookies.dispatcher, 'idempotency-key': w.key },
      body: JSON.stringify(w.body),
      signal: AbortSignal.timeout(20_000),
    })
    return { status: answer.status, body: (await answer.json()) as Got['body'] }
  } catch {
    return undefined
  }
}

function appeal(mark: string): Write {
  const body = {
    title: mark,
    text: `断电测试 ${mark}：楼道灯不亮，请维修。`,
    channel: 'phone',
    where: { place: '50/500107/500107103' },
    contact: { phone: '19900009999' },
  }
  return { key: randomUUID(), path: '/appeals', body, mark, acknowledged: false }
}

/** A writer's own appeal is withdrawn from the classifier's sight by being dispatched before the notes begin. */
async function startWriter(site: Site, n: number): Promise<Writer> {
  const got = await send(site, appeal(`writer ${n}`))
  if (got?.status !== 201) throw new Error(`A writer could not begin: ${JSON.stringify(got)}`)
  const own = got.body.id ?? ''
  let done: Got | undefined
  for (let tries = 0; tries < 50; tries++) {
    const view = (await (
      await fetch(`${site.base}/appeals/${own}`, { headers: { cookie: site.cookies.dispatcher } })
    ).json()) as { version: number }
    done = await send(site, {
      path: `/appeals/${own}/dispatch`,
      key: randomUUID(),
      body: { version: view.version, org: 'gxq.housing', category: '0101' },
    })
    if (done?.status === 200) return { own, version: done.body.version ?? 0, open: undefined }
  }
  throw new Error(`A writer's appeal could not be dispatched: ${JSON.stringify(done)}`)
}

/** Writes until told to stop or until an answer fails to come; what was open then stays in `open`. */
async function write(site: Site, w: Writer, appeals: Write[], running: () => boolean, heard: () => void) {
  for (let n = 0; running(); n++) {
    const mark = randomUUID()
    const next: Write =
      n % 2 === 0
        ? appeal(mark)
        : {
            key: randomUUID(),
            path: `/appeals/${w.own}/note`,
            body: { version: w.version, text: `断电测试 ${mark}` },
            mark,
            acknowledged: false,
          }
    w.open = next
    if (next.path === '/appeals') appeals.push(next)
    const got = await send(site, next)
    if (got === undefined || got.status >= 500) return
    if (got.status >= 400) throw new Error(`A write was refused: ${JSON.stringify(got.body)}`)
    next.acknowledged = true
    if (next.path !== '/appeals') w.version = got.body.version ?? 0
    w.open = undefined
    heard()
  }
}

/** A kill proves little when hardly anything was written before it; a slow machine gets more time for it. */
const leastAcknowledged = 8
const patienceMs = 30_000

async function round(
  site: Site,
  writers: Writer[],
  appeals: Write[],
  killed: KillReport['killed'],
): Promise<KillReport> {
  let running = true
  let acknowledged = 0
  const heard = () => {
    acknowledged++
  }
  const load = Promise.all(writers.map((w) => write(site, w, appeals, () => running, heard)))
  await sleep(300 + Math.random() * 1500)
  for (const until = performance.now() + patienceMs; acknowledged < leastAcknowledged; await sleep(20))
    if (performance.now() > until) break
  const began = performance.now()
  if (killed === 'database') process.kill(postmasterOf(site.dataDir), 'SIGKILL')
  else {
    const gone = new Promise((done) => site.child.once('exit', done))
    site.child.kill('SIGKILL')
    await gone
    site.child = start(site.env)
  }
  running = killed === 'database'
  if (running) await sleep(400)
  running = false
  await load
  await isUp(site)
  const backAfterMs = Math.round(performance.now() - began)
  const open = writers.filter((w) => w.open !== undefined)
  const before = await compare(site, writers, appeals)
  for (const w of open) await repeat(site, w)
  const after = await compare(site, writers, appeals)
  return {
    killed,
    acknowledged,
    inFlight: open.length,
    done: before.unacknowledgedDone,
    backAfterMs,
    lost: before.lost + after.lost,
    doubled: before.doubled + after.doubled,
  }
}

/** The same intention again, until it is answered. */
async function repeat(site: Site, w: Writer): Promise<void> {
  for (let got: Got | undefined; w.open !== undefined; ) {
    got = await send(site, w.open)
    if (got === undefined || got.status >= 500) continue
    if (got.status >= 400) throw new Error(`A repeat was refused: ${JSON.stringify(got.body)}`)
    w.open.acknowledged = true
    if (w.open.path !== '/appeals') w.version = got.body.version ?? 0
    w.open = undefined
  }
}

/** Waits for the jobs, stops the program as an operator would, and looks at the rows themselves. */
async function settle(site: Site, appeals: readonly Write[]): Promise<Omit<TortureReport, 'kills'>> {
  const marks = appeals.map((a) => a.mark)
  const gone = new Promise((done) => site.child.once('exit', done))
  const platform = await createPlatform(readConfig({ ...site.env, ROLES: 'web', PORT: '0' }))
  const { db } = platform.kernel.app
  try {
    const count = async () => {
      const { rows } = await sql<{ id: string; proposals: number; notices: number; decisions: number }>`
        select c.id,
          (select count(*)::int from case_actions a where a.case_id = c.id and a.action = 'propose') as proposals,
          (select count(*)::int from notices n where n.subject_id = c.id) as notices,
          (select count(*)::int from decisions d where d.subject_id = c.id) as decisions
        from cases c where c.document->>'title' = any(${marks})`.execute(db)
      return rows
    }
    let rows = await count()
    // A job whose process was killed is taken up again after its heartbeat has been away for a while.
    for (const until = performance.now() + 90_000; performance.now() < until; await sleep(500)) {
      if (rows.every((r) => r.proposals > 0 && r.notices >= 2)) break
      rows = await count()
    }
    site.child.kill('SIGTERM')
    await gone
    const { seals, flaws } = await verifyAudit(db)
    const of = (test: (r: (typeof rows)[number]) => boolean) => rows.filter(test).length
    return {
      appeals: rows.length,
      proposals: {
        once: of((r) => r.proposals === 1),
        missing: of((r) => r.proposals === 0),
        doubled: of((r) => r.proposals > 1),
      },
      notices: { right: of((r) => r.notices === 2), wrong: of((r) => r.notices !== 2) },
      surplusDecisions: rows.reduce((sum, r) => sum + Math.max(0, r.decisions - 1), 0),
      seals,
      flaws: flaws.length,
    }
  } finally {
    await platform.stop()
  }
}

if (import.meta.main) {
  const databaseUrl = process.env.BENCH_DATABASE_URL
  const kills = Number(process.env.KILLS ?? 20)
  const databaseKills = databaseUrl === undefined ? 5 : 0
  const report = await torture({ kills, databaseKills, databaseUrl, log: console.log })
  console.log(JSON.stringify({ ...report, kills: report.kills.length }, null, 2))
  const flaws = report.kills.map((k) => k.lost + k.doubled)
  const bad = [
    ...flaws,
    report.flaws,
    report.proposals.doubled,
    report.proposals.missing,
    report.notices.wrong,
  ]
  process.exitCode = bad.every((n) => n === 0) ? 0 : 1
}
