/**
 * Simulated traffic (模拟车流) for the sandbox of this package in a demo city: `npm run drive -- [--url URL] [--state FILE]`.
 * The trucks of the demonstration make their trips in real time, through the doors that an enterprise has: terminals and
 * weighbridges report by signed HTTP, and tickets are opened and closed by the commands of the parties.
 */
import { parseArgs } from 'node:util'
import { demoDistrict } from './simulation/demo.ts'
import { drive } from './traffic/driver.ts'

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    /** Holds keys of the simulated devices, readable by this account alone. */
    state: { type: 'string', default: 'var/data/traffic.json' },
  },
})
const stopping = new AbortController()
/** A call that hangs is not waited for: what it said is sent again at the next start, and known there. */
const graceMs = 2000
function stop(): void {
  stopping.abort()
  setTimeout(() => process.exit(), graceMs).unref()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
// Whoever started it along with a city ends with the city, however that comes to its end.
process.once('disconnect', stop)
const say = (line: string) => console.log(`模拟车流 simulated traffic: ${line}`)
try {
  await drive({
    district: demoDistrict(),
    url: values.url.replace(/\/$/, ''),
    file: values.state,
    everyMs: 20_000,
    signal: stopping.signal,
    now: Date.now,
    say,
  })
} catch (error) {
  say(`ended: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
