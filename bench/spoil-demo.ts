/**
 * Writes the demonstration rows of the spoil package: `node bench/spoil-demo.ts`. Simulated, like the days of `bench/spoil.ts`:
 * two weeks of a small district through the package's own program, so that tickets, trips and findings are what it makes of
 * them. Positions and gate records are those of a few trips without tickets on the last day, for the sandbox to find by itself.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import type { Day } from '../examples/construction-spoil/simulation/day.ts'
import { demoDistrict, demoSizes } from '../examples/construction-spoil/simulation/demo.ts'
import { fixed, kilometre } from '../examples/construction-spoil/simulation/district.ts'
import type { Row } from '../examples/construction-spoil/simulation/people.ts'
import { type Played, play } from './spoil/play.ts'
import { midnight, simulate, type Wanted } from './spoil/simulate.ts'

const folder = 'examples/construction-spoil/demo'
const small: Wanted = { ...demoSizes, trips: 44, planted: 1, understating: 0 }
const days = 14
const minute = 60_000

const played: { readonly day: Day; readonly result: Played }[] = []
let registers: Readonly<Record<string, readonly Row[]>> = {}
for (let n = 0; n < days; n++) {
  const planted = n === days - 1 ? 3 : small.planted
  const begin = midnight - (days - 1 - n) * 1440 * minute
  const { day, district } = simulate(7, { ...small, planted }, begin, n, demoDistrict())
  if (n === days - 1) endSoon(district.rows.vehicles ?? [])
  played.push({ day, result: play(day, district) })
  registers = district.rows
}

const last = played.at(-1)?.day as Day
const shown = last.truth.filter((t) => t.kind === 'no-ticket').slice(0, 4)
const isShown = (row: Row) =>
  shown.some((t) => {
    const at = Date.parse(String(row.at))
    return t.object === row.vehicle && at >= t.from - 15 * minute && at <= t.until
  })
const all = (resource: string) =>
  played.flatMap(({ result }) =>
    [...result.world.rows].filter(([key]) => key.startsWith(`${resource} `)).map(([, row]) => row),
  )

await mkdir(folder, { recursive: true })
await save({
  ...registers,
  offers: offers(),
  tickets: all('tickets'),
  // What the sandbox finds by itself is not brought along.
  trips: all('trips').filter((row) => !isShown(row)),
  findings: played
    .flatMap(({ result }) => result.world.findings)
    .filter((row) => !isShown(row))
    .map(numbered),
  positions: [...last.minutes.flatMap((m) => m.positions).filter(isShown), ...standing()].toSorted(byTime),
  gates: last.minutes.flatMap((m) => m.gates).filter(isShown),
})

/** Permits of two trucks end within the month, so that the sandbox has something to be put right. */
function endSoon(vehicles: readonly Row[]): void {
  for (const vehicle of [vehicles[6], vehicles[20]])
    if (vehicle !== undefined) Object.assign(vehicle, { permit_until: '2026-12-20' })
}

function byTime(a: Row, b: Row): number {
  return String(a.at) < String(b.at) ? -1 : 1
}

/** Each day numbers its findings anew. */
function numbered(row: Row, n: number): Row {
  return { ...row, id: `F${String(n + 1).padStart(5, '0')}` }
}

/** Two hours later each of the trucks stands at its site again: by then no ticket has come. */
function standing(): Row[] {
  return shown.flatMap((t) => {
    const first = last.minutes.flatMap((m) => m.positions).find((p) => p.vehicle === t.object)
    return first === undefined
      ? []
      : [{ ...first, at: new Date(t.from + 130 * minute).toISOString(), speed: 0, load: 0.8 }]
  })
}

function offers(): Row[] {
  return (registers.sites ?? []).slice(0, 14).map((site, n) => {
    const { lon, lat } = site.point as { lon: number; lat: number }
    return {
      code: `O${String(n + 1).padStart(2, '0')}`,
      side: n % 2 === 0 ? '余土' : '需土',
      owner: site.name,
      class: '工程渣土',
      quantity: 3000 + ((n * 2700) % 9000),
      from: `2026-12-${String(1 + (n % 5) * 3).padStart(2, '0')}`,
      until: `2027-0${1 + (n % 3)}-20`,
      place: site.place,
      point: { lon: fixed(lon + 0.2 * kilometre.lon), lat },
      state: '有效',
    }
  })
}

/** A package holds plain values: a point as text. */
function flat(row: Row): Row {
  const { point } = row as { point?: { lon: number; lat: number } }
  return point === undefined ? row : { ...row, point: `${fixed(point.lon)},${fixed(point.lat)}` }
}

async function save(rows: Readonly<Record<string, readonly Row[]>>): Promise<void> {
  for (const [resource, list] of Object.entries(rows)) {
    // A line for each row, so that a change of the rows is read row by row.
    const lines = list.map((row) => JSON.stringify(flat(row))).join(',\n')
    await writeFile(`${folder}/${resource}.json`, `[\n${lines}\n]\n`)
    console.log(`${resource}: ${list.length} rows`)
  }
}
