import { randomUUID } from 'node:crypto'
import type { Actor } from '../src/kernel/identity/define.ts'
import { systemActor } from '../src/kernel/identity/define.ts'
import { createPlatform, type Platform } from '../src/main.ts'
import { react } from '../src/modules/scenarios/actions.ts'
import { ScenarioManifest } from '../src/modules/scenarios/contract.ts'
import { callProgram } from '../src/modules/scenarios/program/index.ts'
import { withProgram } from '../tests/support/programmed.ts'
import { installed, send } from './installed.ts'
import { benchConfig } from './support.ts'

const org = 'town.500107104'
const system = systemActor('bench')
const officer: Actor = {
  kind: 'officer',
  id: randomUUID(),
  name: 'bench',
  person: null,
  posts: [{ role: 'data-manager', org, places: ['50/500107/500107104'] }],
}
const rows = Number(process.env.BENCH_ROWS ?? 20_000)
const calls = Number(process.env.BENCH_CALLS ?? 1000)
const objects = 1000

/**
 * What a program costs: a command through the platform; changes of a resource through a reaction, rows and notes read and
 * written; beside the interpreter alone with everything in memory, and the same function called by Node itself. Program,
 * platform and database share the machine.
 */
export async function run(): Promise<void> {
  const platform = await createPlatform(benchConfig())
  try {
    const resources = await install(platform)
    await commands(platform)
    await reactions(platform, resources)
  } finally {
    await platform.stop()
  }
  await interpreted()
  await direct()
}

const manifest = ScenarioManifest.parse(
  withProgram((m) => {
    m.limits = { rowsPerDay: 1_000_000, callsPerMinute: 6000 }
  }),
)

async function install({ kernel }: Platform): Promise<ReadonlyMap<string, string>> {
  const { resources } = await installed(kernel, manifest, org)
  const lamps = Array.from({ length: objects }, (_, n) => ({
    cabinet: cabinet(n),
    road: `路${n}`,
    place: '500107104',
    lamps: 20,
  }))
  await send(kernel, resources.get('lamps') ?? '', lamps)
  return resources
}

const cabinet = (n: number) => `LD-${String(n % objects).padStart(4, '0')}`

async function commands({ kernel, modules }: Platform): Promise<void> {
  const command = modules.flatMap((m) => m.actions ?? []).find((a) => a.name === 'scenario.command')
  if (command === undefined) throw new Error('no command action')
  const times: number[] = []
  const begun = performance.now()
  for (let n = 0; n < calls; n++) {
    const start = performance.now()
    const input = {
      code: 'street-lights',
      command: 'repair',
      input: { cabinet: cabinet(n), day: `${n}`, cost: 5 },
    }
    await kernel.execute(command, { actor: officer, input })
    times.push(performance.now() - start)
  }
  const rate = calls / ((performance.now() - begun) / 1000)
  console.log(
    `commands, one after another: p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms, ${rate.toFixed(0)}/s`,
  )
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

const reading = (n: number) => ({
  cabinet: cabinet(n),
  at: new Date(Date.now() - 60_000 + n).toISOString(),
  place: '500107104',
  voltage: 220,
  dark: n % 5,
})

async function reactions({ kernel }: Platform, resources: ReadonlyMap<string, string>): Promise<void> {
  const stored = performance.now()
  for (let n = 0; n < rows; n += 1000)
    await send(
      kernel,
      resources.get('readings') ?? '',
      Array.from({ length: Math.min(1000, rows - n) }, (_, i) => reading(n + i)),
    )
  const storing = (performance.now() - stored) / 1000
  const begun = performance.now()
  let done = 0
  while (done < rows) {
    const input = { code: 'street-lights', sandbox: false, reaction: 'dark', most: 500 }
    const { changes } = await kernel.execute(react, { actor: system, input })
    done += changes
  }
  const seconds = (performance.now() - begun) / 1000
  console.log(
    `rows checked and stored: ${(rows / storing).toFixed(0)}/s; through a reaction that reads and writes two things each: ${(rows / seconds).toFixed(0)}/s`,
  )
}

const sources = {
  rows: async (keys: readonly { resource: string; key: string }[]) =>
    new Map(
      keys.map((k) => [
        `${k.resource} ${k.key}`,
        { cabinet: k.key, road: 'x', place: '50/500107/500107104' },
      ]),
    ),
  looks: async () => new Map(),
  notes: async () => new Map(),
}

function batch(from: number) {
  return Array.from({ length: 500 }, (_, i) => ({
    kind: 'added',
    key: `${from + i}`,
    at: '2026-01-01T00:00:00Z',
    data: reading(from + i),
  }))
}

async function interpreted(): Promise<void> {
  const begun = performance.now()
  for (let n = 0; n < rows; n += 500) {
    const changes = batch(n)
    await callProgram(
      {
        scenario: 'bench',
        program: { code: manifest.program?.code ?? '' },
        kind: 'reactions',
        name: 'dark',
        argument: changes,
        now: new Date(),
        sandbox: false,
        call: randomUUID(),
        actor: { kind: 'system', name: '', roles: [], org: null, party: null },
        tables: {},
        asks: [],
        keys: Object.fromEntries(
          manifest.resources.map((r) => [r.code, r.items.filter((i) => i.key).map((i) => i.name)]),
        ),
        ms: 5000,
        ahead: {
          rows: changes.map((c) => ({ resource: 'lamps', key: c.data.cabinet })),
          notes: changes.map((c) => `cabinet:${c.data.cabinet}`),
        },
      },
      sources,
    )
  }
  console.log(`the interpreter alone: ${(rows / ((performance.now() - begun) / 1000)).toFixed(0)} rows/s`)
}

/** The same module in Node itself: what the border costs. */
async function direct(): Promise<void> {
  const { reactions: own } = await import(
    `data:text/javascript,${encodeURIComponent(manifest.program?.code ?? '')}`
  )
  const begun = performance.now()
  for (let n = 0; n < rows; n += 500)
    own.dark(batch(n), {
      get: () => ({ road: 'x' }),
      note: () => 1,
      keep: () => undefined,
      put: () => undefined,
    })
  console.log(`the same function in Node: ${(rows / ((performance.now() - begun) / 1000)).toFixed(0)} rows/s`)
}

if (import.meta.main) await run()
