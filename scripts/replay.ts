import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { demoPassword } from '../src/kernel/identity/index.ts'
import { createGate, createSessions, type Session } from './replay/client.ts'
import { type Feed, type Message, readFeed } from './replay/messages.ts'
import { type Counts, dispatched, live, type Office } from './replay/officers.ts'
import { startOwnServer } from './replay/server.ts'

/**
 * `npm run replay -- FILE [--speed N] [--limit N] [--own] [--concurrency N]`: sends real messages in the order of
 * their time through the public API and lets simulated officers work on them. `--speed 0` (default) is as fast as it
 * goes, 3600 is an hour a second. Needs the demo city at BASE_URL, started with RATE_LIMIT raised; `--own` starts one.
 */
const usage = 'Usage: npm run replay -- FILE.jsonl [--speed N] [--limit N] [--concurrency N] [--own]'
const root = join(import.meta.dirname, '..')

interface Run {
  readonly office: Office
  readonly feed: Feed
  readonly speed: number
  readonly done: { fed: number; already: number; lived: number }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      speed: { type: 'string', default: '0' },
      limit: { type: 'string', default: '1000000' },
      concurrency: { type: 'string', default: '6' },
      own: { type: 'boolean', default: false },
    },
  })
  const [file] = positionals
  if (file === undefined) return say(usage, 2)
  const own = values.own ? await startOwnServer(root) : undefined
  const base = own?.base ?? process.env.BASE_URL ?? 'http://127.0.0.1:8080'
  const feed = readFeed(root, file, Number(values.limit), new Date())
  const office: Office = {
    session: createSessions(base, demoPassword, createGate(Number(values.concurrency))),
    counts: emptyCounts(),
  }
  const run: Run = { office, feed, speed: Number(values.speed), done: { fed: 0, already: 0, lived: 0 } }
  console.log(`${feed.messages.length} messages to ${base}, officers and ratings simulated`)
  const started = performance.now()
  const timer = setInterval(() => progress(run, started), 5_000)
  await feedAll(run)
  clearInterval(timer)
  const left = await sweep(office)
  await settle(await office.session('dispatcher'))
  await report(run, left, (performance.now() - started) / 1000)
  const isWhole = own === undefined ? verifyElsewhere() : await own.finish()
  return left === 0 && isWhole && office.counts.failed === 0 ? 0 : 1
}

/** Appeals that are under way at once: most of them wait for the classifier, not for the server. */
const underWay = 100

/** Each worker takes the next message in, at its time, and follows it through its life. */
async function feedAll(run: Run): Promise<void> {
  const queue = [...run.feed.messages]
  const first = queue[0]?.at.getTime() ?? 0
  const started = performance.now()
  const worker = async () => {
    for (let m = queue.shift(); m !== undefined; m = queue.shift()) {
      if (run.speed > 0)
        await sleep(Math.max(0, (m.at.getTime() - first) / run.speed - (performance.now() - started)))
      await followed(run, m)
    }
  }
  await Promise.all(Array.from({ length: underWay }, worker))
}

async function followed(run: Run, m: Message): Promise<void> {
  const { office, feed, done } = run
  const dispatcher = await office.session('dispatcher')
  const source = { system: feed.system, id: m.id, at: m.at.toISOString() }
  const { status, body } = await dispatcher.post('/appeals', {
    text: m.text.trim(),
    title: m.title.trim().slice(0, 100),
    where: { place: m.township },
    channel: 'import',
    source,
  })
  if (status === 409) {
    done.already++
    return
  }
  if (status !== 201) {
    noteFailure(office, `message ${m.id}: ${status} ${JSON.stringify(body).slice(0, 300)}`)
    return
  }
  done.fed++
  await live(office, body.id, m.id).catch((error: unknown) => noteFailure(office, String(error)))
  done.lived++
}

function noteFailure(office: Office, text: string): void {
  office.counts.failed++
  if (office.counts.failed <= 20) console.error(text)
}

/** What is still undispatched, from before the replay too, gets an office. @returns how many are left */
async function sweep(office: Office): Promise<number> {
  const dispatcher = await office.session('dispatcher')
  for (let round = 0; round < 50; round++) {
    const { body } = await dispatcher.get('/appeals?state=submitted&limit=200')
    if (body.rows.length === 0) return 0
    for (const row of body.rows)
      await dispatched(office, row.id).catch((error: unknown) => noteFailure(office, String(error)))
  }
  const { body } = await dispatcher.get('/appeals?state=submitted&limit=200')
  return body.rows.length
}

const quietLooks = 4

/** Waits until the jobs behind the last steps (closing, notices, counts) change nothing any more. */
async function settle(dispatcher: Session): Promise<void> {
  let last = ''
  for (let quiet = 0, looks = 0; quiet < quietLooks && looks < 200; looks++) {
    await sleep(1_000)
    const { body } = await dispatcher.get('/statistics/appeals')
    const now = JSON.stringify([body.open.states, body.today])
    quiet = now === last ? quiet + 1 : 0
    last = now
  }
}

async function report({ office, feed, done }: Run, left: number, seconds: number): Promise<void> {
  const dispatcher = await office.session('dispatcher')
  const states = new Map<string, number>()
  for (let cursor = ''; ; ) {
    const { body } = await dispatcher.get(`/appeals?channel=import&limit=200${cursor}`)
    for (const row of body.rows) states.set(row.state, (states.get(row.state) ?? 0) + 1)
    if (body.next === null) break
    cursor = `&cursor=${encodeURIComponent(body.next)}`
  }
  console.log(
    `\n${feed.messages.length} messages: ${done.fed} taken in, ${done.already} already there; ${seconds.toFixed(0)} s`,
  )
  for (const [state, n] of [...states].sort(([, a], [, b]) => b - a))
    console.log(`  ${state.padEnd(11)} ${n}`)
  console.log(`left in submitted: ${left}`)
  const { automatic, byHand, ...others } = office.counts
  console.log(`dispatched automatically ${automatic}, by hand ${byHand}`)
  console.log(
    `simulated steps: ${Object.entries(others)
      .map(([k, n]) => `${k} ${n}`)
      .join(', ')}`,
  )
}

function verifyElsewhere(): boolean {
  console.log('The audit of a running server is checked beside it: npm run audit:verify')
  return true
}

function progress({ feed, done, office }: Run, started: number): void {
  const seconds = (performance.now() - started) / 1000
  const { automatic, byHand } = office.counts
  console.log(
    `${seconds.toFixed(0).padStart(4)} s  ${done.fed + done.already}/${feed.messages.length} in, ${done.lived} worked through (${(done.lived / seconds).toFixed(1)}/s), automatic ${automatic}, by hand ${byHand}`,
  )
}

function emptyCounts(): Counts {
  return {
    automatic: 0,
    byHand: 0,
    gaveBack: 0,
    transferred: 0,
    disputed: 0,
    coAsked: 0,
    held: 0,
    answered: 0,
    rated: 0,
    reopened: 0,
    failed: 0,
  }
}

function say(text: string, code: number): number {
  console.error(text)
  return code
}

process.exitCode = await main()
