import { type ChildProcess, fork } from 'node:child_process'
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { Agent, request } from 'node:http'
import { sm2 } from 'sm-crypto-v2'
import { keyIdOf, signRequest } from '../sdk/exchange-client.mjs'
import { readPublicKey, signerOf } from '../src/modules/exchange/signing.ts'
import { items, purpose } from './exchange/fill.ts'
import type { Order, Started } from './exchange/server.ts'

/** Calls under way at once. */
const atOnce = 16
const target = (grant: string) =>
  `/exchange/v1/grants/${grant}/rows?purpose=${purpose}&items=${items.join(',')}&limit=20`

type Kind = 'ecdsa-p256-sha256' | 'sm2-sm3'

/**
 * Signed and logged exchanges a second over HTTP: the gateway in one process, the load, which signs each call, in another;
 * PostgreSQL beside them, all on this machine's cores. Beside it in the same run: the same read judged but neither signed
 * nor logged, and the bare SQL; and the time of one decision. Twenty rows a call, two masks, a row filter.
 */
export async function run(
  rows: readonly number[] = [10_000, 100_000, 1_000_000],
  grants: readonly number[] = [10, 1000, 10_000],
): Promise<void> {
  const child = fork(new URL('./exchange/server.ts', import.meta.url))
  const started = (await next(child)) as Started
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const tell = async (order: Order) => {
    const answer = next(child)
    child.send(order)
    return answer
  }
  const bench: Bench = { agent, cpu: async () => (await tell({ do: 'cpu' })) as Cpu }
  try {
    let eight: string[] = []
    for (const [n, count] of rows.entries()) {
      await tell({ do: 'rows', count })
      if (n === 0) eight = (await tell({ do: 'grants', count: grants[0] ?? 10 })) as string[]
      console.log(`${count.toLocaleString('en')} rows, ${grants[0]} grants`)
      await measure(started, bench, eight, n === 0)
    }
    for (const count of grants) {
      const newest = (await tell({ do: 'grants', count })) as string[]
      if (newest.length > 0) eight = newest
      const taken = (await tell({ do: 'decisions', grant: eight[0] ?? '', times: 2000 })) as number[]
      const at = (share: number) => (taken[Math.floor(taken.length * share)] ?? 0).toFixed(3)
      console.log(
        `${count.toLocaleString('en').padStart(6)} grants of one resource: decision p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
      )
      if (count !== grants[0]) await load('  ECDSA, signed and logged', bench, ecdsa(started, eight), 6)
    }
  } finally {
    await tell({ do: 'stop' }).catch(() => {})
    agent.destroy()
    child.kill()
  }
}

type Cpu = { readonly gateway: number; readonly database: number | null; readonly trips: number }
interface Bench {
  readonly agent: Agent
  readonly cpu: () => Promise<Cpu>
}

interface Shot {
  readonly url: string
  readonly headers: Record<string, string>
}

async function measure(
  started: Started,
  bench: Bench,
  grants: readonly string[],
  whole: boolean,
): Promise<void> {
  await load('  warm-up', bench, ecdsa(started, grants), 2)
  await load('  ECDSA, signed and logged, 8 grants', bench, ecdsa(started, grants), 8)
  if (whole) {
    await load('  ECDSA, one grant alone', bench, ecdsa(started, grants.slice(0, 1)), 6)
    await load('  SM2, signed and logged', bench, shots(started, 'sm2-sm3', grants), 8)
  }
  const plain = (n: number): Shot => ({
    url: `${started.peer}/plain/${grants[n % grants.length]}`,
    headers: {},
  })
  await load('  peer: judged, not signed, not logged', bench, plain, 4)
  await load('  peer: bare SQL over HTTP', bench, () => ({ url: `${started.peer}/sql`, headers: {} }), 4)
}

const ecdsa = (started: Started, grants: readonly string[]) => shots(started, 'ecdsa-p256-sha256', grants)

/** Makes the n-th call, signed anew. */
function shots(started: Started, alg: Kind, grants: readonly string[]): (n: number) => Shot {
  const signer = signerFor(alg, started.secrets[alg])
  return (n) => {
    const path = target(grants[n % grants.length] ?? '')
    return {
      url: `${started.url}${path}`,
      headers: signRequest(signer, { method: 'GET', target: path }).headers,
    }
  }
}

function signerFor(alg: Kind, secret: string) {
  if (alg === 'sm2-sm3') {
    const signer = signerOf(alg, secret)
    const hex = signer.alg === 'sm2-sm3' ? signer.hex : ''
    const pem = Buffer.from(`3059301306072a8648ce3d020106082a811ccf5501822d034200${hex}`, 'hex').toString(
      'base64',
    )
    const { id } = readPublicKey(`-----BEGIN PUBLIC KEY-----\n${pem}\n-----END PUBLIC KEY-----`)
    return {
      alg,
      id,
      sign: (text: string) =>
        Buffer.from(sm2.doSignature(Buffer.from(text), secret, { hash: true, publicKey: hex }), 'hex'),
    }
  }
  const key = createPrivateKey(secret)
  const pem = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
  return {
    alg,
    id: keyIdOf(pem),
    sign: (text: string) => sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }),
  }
}

/** Keeps so many calls under way for so many seconds; every answer has to be a 200. */
async function load(
  name: string,
  { agent, cpu }: Bench,
  make: (n: number) => Shot,
  seconds: number,
): Promise<void> {
  const taken: number[] = []
  const before = await cpu()
  const until = performance.now() + seconds * 1000
  const began = performance.now()
  let n = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < until) {
        const at = performance.now()
        await send(agent, make(n++))
        taken.push(performance.now() - at)
      }
    }),
  )
  const elapsed = (performance.now() - began) / 1000
  const after = await cpu()
  // Less than before: the pool has let connections go, and what they spent with them.
  const each = (from: number | null, to: number | null) =>
    from === null || to === null || to < from ? '—' : (((to - from) * 1000) / taken.length).toFixed(2)
  taken.sort((a, b) => a - b)
  const at = (share: number) => (taken[Math.floor(taken.length * share)] ?? 0).toFixed(1)
  console.log(
    `${name.padEnd(40)} ${(taken.length / elapsed).toFixed(0).padStart(6)} /s   p50 ${at(0.5)} ms, p99 ${at(0.99)} ms; CPU a call: gateway ${each(before.gateway, after.gateway)} ms, database ${each(before.database, after.database)} ms; ${((after.trips - before.trips) / taken.length).toFixed(1)} round trips`,
  )
}

function send(agent: Agent, { url, headers }: Shot): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (c: Buffer) => chunks.push(c))
      response.on('end', () =>
        response.statusCode === 200
          ? resolve()
          : reject(new Error(`${response.statusCode}: ${Buffer.concat(chunks).toString()}`)),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

function next(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the server ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (m: { answer?: unknown; error?: string }) => {
      child.off('exit', ended)
      if (m.error === undefined) resolve(m.answer)
      else reject(new Error(m.error))
    })
  })
}

if (import.meta.main) await run()
