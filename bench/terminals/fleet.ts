import { connect, type Socket } from 'node:net'
import {
  createFramer,
  frameOf,
  messageIds,
  readMessageOf,
  results,
} from '../../src/modules/devices/rules/jt808.ts'
import { positionBody, proofBody, registrationBody } from '../../tests/support/terminals.ts'

/** Terminals of a bench, simulated: a process of their own, told by its parent to dial and then to drive. */
export type Asked =
  | {
      readonly port: number
      readonly numbers: readonly string[]
      /** Of the first position, in milliseconds: another for each fleet, since what is sent again is known. */
      readonly from: number
    }
  /** Each keeps so many positions waiting for their answer. */
  | { readonly seconds: number; readonly each: number }

export interface Answered {
  readonly ms: number
  readonly answered: number
  readonly refused: number
  /** Milliseconds from sending to the answer. */
  readonly p50: number
  readonly p99: number
}

interface Terminal {
  readonly socket: Socket
  readonly number: string
  serial: number
  /** The last position's time, so that no two are the same. */
  at: number
  hear: (id: number, body: Uint8Array) => void
}

/** Fewer than may knock at once without having proved themselves. */
const diallingAtOnce = 200
const version = 2013

const terminals: Terminal[] = []

function send(t: Terminal, id: number, body: Uint8Array): number {
  const serial = t.serial
  t.serial = (serial + 1) & 0xffff
  t.socket.write(frameOf({ id, version, terminal: t.number, serial, part: null, body }))
  return serial
}

async function dial(port: number, from: number, number: string): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  await new Promise<void>((done, fail) => socket.once('connect', done).once('error', fail))
  socket.setNoDelay(true)
  const t: Terminal = { socket, number, serial: 0, at: from, hear: () => {} }
  const framer = createFramer()
  socket.on('data', (chunk) => {
    for (const frame of framer.push(chunk).frames) {
      const message = readMessageOf(frame)
      if (message !== undefined) t.hear(message.id, message.body)
    }
  })
  const next = () =>
    new Promise<Uint8Array>((done) => {
      t.hear = (_, body) => done(body)
    })
  const registered = next()
  send(t, messageIds.registration, registrationBody(version, 'bench'))
  const code = Buffer.from((await registered).subarray(3)).toString()
  const proved = next()
  send(t, messageIds.authentication, proofBody(version, code))
  if ((await proved)[4] !== results.done) throw new Error(`${number} was not let in`)
  terminals.push(t)
}

async function dialAll(port: number, from: number, numbers: readonly string[]): Promise<Answered> {
  const began = performance.now()
  const left = [...numbers]
  const lane = async () => {
    for (let number = left.pop(); number !== undefined; number = left.pop()) await dial(port, from, number)
  }
  await Promise.all(Array.from({ length: diallingAtOnce }, lane))
  return { ms: performance.now() - began, answered: 0, refused: 0, p50: 0, p99: 0 }
}

async function drive(seconds: number, each: number): Promise<Answered> {
  const began = performance.now()
  const latencies: number[] = []
  let [refused, waiting] = [0, 0]
  let isOver = false
  const sendNext = (t: Terminal, sent: Map<number, number>) => {
    t.at += 1000
    waiting++
    sent.set(send(t, messageIds.position, positionBody(new Date(t.at))), performance.now())
  }
  for (const t of terminals) {
    const sent = new Map<number, number>()
    t.hear = (_, body) => {
      const serial = (body[0] ?? 0) * 256 + (body[1] ?? 0)
      const since = sent.get(serial)
      if (since === undefined) return
      sent.delete(serial)
      waiting--
      if (body[4] === results.done) latencies.push(performance.now() - since)
      else refused++
      if (!isOver) sendNext(t, sent)
    }
    for (let n = 0; n < each; n++) sendNext(t, sent)
  }
  await new Promise((done) => setTimeout(done, seconds * 1000))
  isOver = true
  // What the platform could not take in time is not answered at all.
  for (let n = 0; waiting > 0 && n < 300; n++) await new Promise((done) => setTimeout(done, 100))
  const sorted = latencies.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return {
    ms: performance.now() - began,
    answered: latencies.length,
    refused: refused + waiting,
    p50: at(0.5),
    p99: at(0.99),
  }
}

process.on('message', async (asked: Asked) => {
  const answer =
    'port' in asked
      ? await dialAll(asked.port, asked.from, asked.numbers)
      : await drive(asked.seconds, asked.each)
  process.send?.(answer)
})
