import type { Command, Day } from '../../examples/construction-spoil/simulation/day.ts'
import type { District } from '../../examples/construction-spoil/simulation/district.ts'
import { type Row, system } from '../../examples/construction-spoil/simulation/people.ts'
import { World } from './context.ts'
import { keysOf, readManifest } from './package.ts'

const batch = 500

export interface Played {
  readonly world: World
  readonly refused: Map<string, number>
  readonly positions: number
  readonly seconds: number
}

/** Registers first, then the day as it comes: commands at once, what devices send at the end of each minute. */
export function play(
  day: Day,
  district: District,
  onBatch?: (name: string, world: World, rows: Row[], now: string) => void,
): Played {
  const world = new World(keysOf(readManifest()), false)
  const opened = new Date(day.begin).toISOString()
  for (const [resource, rows] of Object.entries(district.rows))
    for (const row of rows) world.set(resource, row)
  for (const resource of ['sites', 'receivers', 'vehicles'])
    for (const rows of inBatches(district.rows[resource] ?? []))
      world.react(resource, world.changes(resource, rows, opened), opened)
  const refused = new Map<string, number>()
  let [positions, seconds] = [0, 0]
  day.minutes.forEach((minute, n) => {
    for (const command of minute.commands.toSorted((a, b) => a.at - b.at)) give(world, command, refused)
    const now = new Date(day.begin + (n + 1) * 60_000).toISOString()
    for (const name of ['gates', 'positions'] as const)
      for (const rows of inBatches(minute[name].toSorted(byTime))) {
        onBatch?.(name, world, rows, now)
        const changes = world.changes(name, rows, now)
        const begun = performance.now()
        world.react(name, changes, now)
        if (name !== 'positions') continue
        seconds += (performance.now() - begun) / 1000
        positions += rows.length
      }
  })
  const closing = new Date(day.begin + 31 * 3_600_000).toISOString()
  const rest = () => world.command('daily-check', {}, system, closing)
  for (let done = rest(); 'output' in done && Number(done.output.left) > 0; done = rest());
  return { world, refused, positions, seconds }
}

const byTime = (a: Row, b: Row) => (String(a.at) < String(b.at) ? -1 : 1)

function give(world: World, { name, input, giver, at }: Command, refused: Map<string, number>): void {
  const answer = world.command(name, input, giver, new Date(at).toISOString())
  if ('refused' in answer) {
    const words = answer.refused.en.replace(/\S*\d\S*/g, '…')
    refused.set(words, (refused.get(words) ?? 0) + 1)
  }
}

export function inBatches<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / batch) }, (_, n) =>
    rows.slice(n * batch, (n + 1) * batch),
  )
}
