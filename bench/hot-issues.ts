import { Clusters, defaultSettings, type Message } from '#models/clusters'
import { readMessages } from './hot-issues/messages.ts'
import { scanAll } from './hot-issues/peers.ts'

/** The peer compares with every cluster there is: more would take hours. */
const mostOfPeer = 4326
const sizes = process.argv.slice(2).map(Number)

/** `node bench/hot-issues.ts [4000 40000 400000]`: what placing one message costs as the stream grows, beside a full scan. */
export function run(wanted: readonly number[] = [4_000, 40_000, 400_000]): void {
  const messages = readMessages()
  if (messages === undefined) {
    console.log('skipped: the messages are not there (REFERENCE_DATA)')
    return
  }
  let first: number | undefined
  for (const size of wanted) {
    const clusters = new Clusters(defaultSettings)
    const before = process.memoryUsage().heapUsed
    const { p50, p99 } = measure(recombined(messages, size), (m) => void clusters.add(m))
    const memory = (process.memoryUsage().heapUsed - before) / 1_048_576
    first ??= p50
    console.log(
      `stream ${size} messages: last tenth p50 ${p50.toFixed(2)} ms p99 ${p99.toFixed(2)} ms, ${clusters.size} clusters, heap +${memory.toFixed(0)} MiB, growth of p50 ×${(p50 / first).toFixed(2)}`,
    )
  }
  const place = scanAll({ join: 0.2 })
  const peer = measure(recombined(messages, mostOfPeer), (m) => void place(m))
  console.log(
    `full scan ${mostOfPeer} messages: last tenth p50 ${peer.p50.toFixed(2)} ms p99 ${peer.p99.toFixed(2)} ms`,
  )
}

/** Milliseconds a message over the last tenth, where the state is largest. */
function measure(messages: Iterable<Message>, place: (m: Message) => void): { p50: number; p99: number } {
  const times: number[] = []
  for (const m of messages) {
    const start = performance.now()
    place(m)
    times.push(performance.now() - start)
  }
  const last = times.slice(-Math.ceil(times.length / 10)).sort((a, b) => a - b)
  const at = (share: number) => last[Math.min(last.length - 1, Math.floor(share * last.length))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

/**
 * More messages than there are: each is the first half of one and the second half of another (by a fixed step), over
 * the same thirteen months, so that the stream grows denser. Recombined, not real: it measures cost and nothing else.
 */
function* recombined(messages: readonly Message[], size: number): Generator<Message> {
  const first = messages.find((m) => m.at > Date.UTC(2019, 0, 1))?.at ?? 0
  const last = messages.at(-1)?.at ?? first
  for (let n = 0; n < size; n++) {
    const a = messages[(n * 7919) % messages.length]
    const b = messages[(n * 104_729 + Math.floor(n / messages.length)) % messages.length]
    if (a === undefined || b === undefined) return
    const text = a.text.slice(0, a.text.length / 2) + b.text.slice(b.text.length / 2)
    yield { ...a, id: String(n), at: first + ((last - first) * n) / size, text }
  }
}

if (import.meta.main) run(sizes.length > 0 ? sizes : undefined)
