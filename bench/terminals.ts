import { type ChildProcess, fork } from 'node:child_process'
import { createServer } from 'node:net'
import { systemActor } from '../src/kernel/identity/define.ts'
import { createPlatform, type Platform } from '../src/main.ts'
import { createResource, publishResource } from '../src/modules/catalogue/index.ts'
import { doorsOf } from '../src/modules/devices/index.ts'
import {
  answerTo,
  createFramer,
  frameOf,
  messageIds,
  readMessageOf,
  registrationAnswerTo,
  results,
  type TerminalMessage,
} from '../src/modules/devices/rules/jt808.ts'
import { positionsOfTrucks, truck } from '../tests/support/terminals.ts'
import { insertRaw, makeRawTable } from './raw.ts'
import { benchConfig } from './support.ts'
import type { Answered, Asked } from './terminals/fleet.ts'

const actor = systemActor('bench')
const seconds = Number(process.env.BENCH_SECONDS ?? 15)
const sizes = [300, 3000, 9000]
/** Positions that wait for their answer over all terminals, as far as each has one: a terminal of the standard waits for its answer. */
const inFlight = 9000
/** Each fleet reports of another day. */
let days = 0
/** Terminals that one call enters. */
const atOnce = 1000

/**
 * Terminals of JT/T 808 on real sockets: how fast they are let in, and how many positions a second are answered, which they are
 * only once they are stored. Beside it a server that reads the same frames and answers at once, which is what the wire and the
 * reading could do, and the database's own insert of as many rows. The terminals are a process of their own on the same machine.
 */
export async function run(): Promise<void> {
  const platform = await createPlatform(benchConfig({ JT808_PORT: '0' }))
  try {
    await enter(platform, Math.max(...sizes))
    await makeRawTable(platform)
    const port = doorsOf(platform.kernel).terminals?.port ?? 0
    for (const size of sizes) {
      console.log(`  ${size.toLocaleString('en')} terminals`)
      await measured('platform', port, size, () => storedRows(platform))
      const bare = await startBare()
      await measured('peer: answered at once, nothing stored', bare.port, size)
      await bare.stop()
    }
    await rawInsert(platform)
  } finally {
    await platform.stop()
  }
}

async function enter({ kernel, modules }: Platform, count: number): Promise<void> {
  const made = await kernel.execute(createResource, {
    actor,
    input: { provider: 'gxq.market', content: positionsOfTrucks },
  })
  await kernel.execute(publishResource, {
    actor,
    input: { id: made.id, revision: made.revision, note: 'bench' },
  })
  const create = modules.find((m) => m.name === 'devices')?.actions?.find((a) => a.name === 'devices.create')
  if (create === undefined) throw new Error('devices.create is missing')
  for (let from = 0; from < count; from += atOnce) {
    const devices = Array.from({ length: Math.min(atOnce, count - from) }, (_, k) => {
      const n = from + k + 1
      return truck(`bench-${n}`, numberOf(n), `V${String(n).padStart(5, '0')}`)
    })
    await kernel.execute(create, { actor, input: { resource: made.id, devices } })
  }
}

const numberOf = (n: number) => `138${String(n).padStart(8, '0')}`

async function storedRows({ kernel }: Platform): Promise<number> {
  const { rows } = await kernel.app.pool.query<{ n: number }>('select count(*)::int as n from collected_rows')
  return rows[0]?.n ?? 0
}

async function measured(name: string, port: number, size: number, stored?: () => Promise<number>) {
  const fleet = fork(new URL('./terminals/fleet.ts', import.meta.url))
  try {
    const numbers = Array.from({ length: size }, (_, n) => numberOf(n + 1))
    const { ms: admitMs } = await ask(fleet, { port, numbers, from: Date.now() - 86_400_000 * ++days })
    const before = await stored?.()
    const cpu = process.cpuUsage()
    const driven = await ask(fleet, { seconds, each: Math.max(1, Math.floor(inFlight / size)) })
    const { user, system } = process.cpuUsage(cpu)
    const rows = stored === undefined ? undefined : (await stored()) - (before ?? 0)
    const rate = Math.round(driven.answered / (driven.ms / 1000))
    const work = (user + system) / driven.answered
    console.log(
      `    ${name}: let in ${Math.round(size / (admitMs / 1000)).toLocaleString('en')}/s; ${rate.toLocaleString('en')} positions/s answered, ` +
        `p50 ${driven.p50.toFixed(0)} ms, p99 ${driven.p99.toFixed(0)} ms; ${work.toFixed(0)} ms of this process for 1,000` +
        (rows === undefined
          ? ''
          : `; ${driven.answered} answered, ${rows} stored, ${driven.refused} refused`),
    )
  } finally {
    fleet.kill()
  }
}

function ask(fleet: ChildProcess, what: Asked): Promise<Answered> {
  return new Promise((done, fail) => {
    fleet.once('message', (answer) => done(answer as Answered))
    fleet.once('exit', () => fail(new Error('the terminals ended')))
    fleet.send(what)
  })
}

/** What the wire and the reading of frames allow: each message is answered at once. */
async function startBare(): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer((socket) => {
    const framer = createFramer()
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      for (const message of framer.push(chunk).frames.map(readMessageOf))
        if (message !== undefined) socket.write(answered(message))
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    stop: () => new Promise((done) => server.close(() => done())),
  }
}

function answered({ id, serial, version, terminal }: TerminalMessage): Uint8Array {
  const [answer, body] =
    id === messageIds.registration
      ? [messageIds.registrationAnswer, registrationAnswerTo(serial, 0, 'code')]
      : [messageIds.answer, answerTo(id, serial, results.done)]
  return frameOf({ id: answer, version, terminal, serial, part: null, body })
}

async function rawInsert(platform: Platform): Promise<void> {
  const row = { place: '50/500107/500107103', at: new Date().toISOString(), vehicle: 'V00001', speed: 36.5 }
  const point = { lon: 106.37, lat: 29.59 }
  const rows = Array.from({ length: 1000 }, () => ({ ...row, point, mileage: 1234.5 }))
  const began = performance.now()
  let parts = 0
  for (; performance.now() - began < 5000; parts++) await insertRaw(platform, crypto.randomUUID(), rows)
  const rate = (parts * rows.length) / ((performance.now() - began) / 1000)
  console.log(
    `  peer: raw insert, 1,000 a statement, one connection: ${Math.round(rate).toLocaleString('en')} rows/s`,
  )
}

if (import.meta.main) await run()
