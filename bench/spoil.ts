/**
 * The spoil scenario on simulated days: `node bench/spoil.ts [days] [first seed]`. 200 sites, 3,000 trucks, about 20,000 trips
 * a day over the real places of a district, everything in it invented. Precision and recall by kind of finding: thresholds and
 * rules of the package were made on seeds 1 to 11, and what is printed are other days (12 to 19 have been reported once). Then
 * positions a second: the same reaction called directly in Node, and through the platform's interpreter with rows and notes in
 * memory, at the district's size and with ten times as many trucks.
 */
import { readFileSync } from 'node:fs'
import type { Row } from '../examples/construction-spoil/simulation/people.ts'
import type { World } from './spoil/context.ts'
import { throughInterpreter } from './spoil/interpreted.ts'
import { type Played, play } from './spoil/play.ts'
import { type Score, scoreOf, sumOf } from './spoil/score.ts'
import { fullDay, simulate, type Wanted } from './spoil/simulate.ts'

/** Batches that go through the interpreter, once each. */
const mostBatches = 40

const firstSeed = Number(process.argv[3] ?? 20)
const days = Number(process.argv[2] ?? 5)

const scores: Map<string, Score>[] = []
for (let seed = firstSeed; seed < firstSeed + days; seed++) {
  const { day, district } = simulate(seed, fullDay)
  const played = play(day, district)
  scores.push(scoreOf(day.truth, played.world.findings, isExplained(played)))
  console.log(
    `seed ${seed}: ${day.trips} trips, ${played.positions} positions, ${played.world.findings.length} findings`,
  )
}
console.log(`\nheld-out days, seeds ${firstSeed} to ${firstSeed + days - 1}; rules made on seeds 1 to 11\n`)
console.log(
  '| kind | planted | found | recall | findings | right | explained later | precision of the rest |\n|---|---|---|---|---|---|---|---|',
)
for (const s of sumOf(scores)) console.log(line(s))
console.log()
// The interpreter's thread keeps no process alive.
const alive = setInterval(() => undefined, 1000)
await speeds()
clearInterval(alive)

/** Told as without a ticket, and taken back when a phone sent it later. */
function isExplained({ world }: Played): (finding: Row) => boolean {
  return ({ trip }) => world.row('trips', String(trip))?.state === '已由补传联单说明'
}

function line({ kind, planted, recalled, findings, right, explained }: Score): string {
  const share = (n: number, of: number) => (of === 0 ? '–' : `${((n / of) * 100).toFixed(1)} %`)
  return `| ${kind} | ${planted} | ${recalled} | ${share(recalled, planted)} | ${findings} | ${right} | ${explained} | ${share(right, findings - explained)} |`
}

/** Some minutes of the morning, in which the trucks are all on the road. */
async function speeds(): Promise<void> {
  console.log(
    '| trucks | in Node, positions/s | in the interpreter, positions/s | a batch of 500, ms on the processor (median, slowest) |\n|---|---|---|---|',
  )
  const code = readFileSync('examples/construction-spoil/program.js', 'utf8')
  for (const times of [1, 10]) {
    const wanted: Wanted = { ...fullDay, trucks: fullDay.trucks * times, trips: fullDay.trucks * times * 2 }
    const { day, district } = simulate(1, wanted)
    const batches: { world: World; rows: Row[]; now: string }[] = []
    const measured = { ms: [] as number[], rows: 0 }
    const hour = { from: 7 * 60, until: 7 * 60 + 20 / times }
    const cut = { ...day, minutes: day.minutes.slice(0, hour.until) }
    const { positions, seconds } = play(cut, district, (name, _, rows, now) => {
      const minute = (Date.parse(now) - day.begin) / 60_000
      if (name === 'positions' && minute > hour.from && batches.length < mostBatches)
        batches.push({ world: _, rows, now })
    })
    // The notes are those of the end: what a batch costs does not depend on which minute they are of.
    for (const { world, rows, now } of batches) {
      measured.ms.push(await throughInterpreter(code, world, rows, now))
      measured.rows += rows.length
    }
    const all = measured.ms.reduce((a, b) => a + b, 0)
    const sorted = measured.ms.toSorted((a, b) => a - b)
    const [median, slowest] = [sorted[Math.floor(sorted.length / 2)] ?? 0, sorted.at(-1) ?? 0]
    console.log(
      `| ${wanted.trucks} | ${Math.round(positions / seconds)} | ${Math.round((measured.rows / all) * 1000)} | ${median.toFixed(0)}, ${slowest.toFixed(0)} |`,
    )
  }
}
