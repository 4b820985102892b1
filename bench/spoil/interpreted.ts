import { randomUUID } from 'node:crypto'
import { type Row, system } from '../../examples/construction-spoil/simulation/people.ts'
import { callLimits } from '../../src/modules/scenarios/contract.ts'
import { callProgram, rowName } from '../../src/modules/scenarios/program/index.ts'
import type { World } from './context.ts'
import { keysOf, readManifest } from './package.ts'

const keys = keysOf(readManifest())

/** One batch of positions through the platform's interpreter; @returns milliseconds on the processor, so that a busy machine does not count */
export async function throughInterpreter(
  code: string,
  world: World,
  rows: Row[],
  now: string,
): Promise<number> {
  const trucks = [...new Set(rows.map((r) => `vehicle:${r.vehicle}`))]
  // Later than the notes, so that every position is looked at.
  const later = rows.map((r) => ({ ...r, at: new Date(Date.parse(String(r.at)) + 86_400_000).toISOString() }))
  const done = await callProgram(
    {
      scenario: 'construction-spoil',
      program: { code },
      kind: 'reactions',
      name: 'positions',
      argument: world.changes('positions', later, now),
      now: new Date(now),
      sandbox: false,
      call: randomUUID(),
      actor: system,
      keys,
      tables: {},
      asks: [],
      ms: callLimits.reactionMs,
      ahead: { rows: [], notes: [...trucks, 'fences:0', 'leaving'] },
    },
    {
      rows: async (wanted) =>
        new Map(
          wanted.flatMap((k) =>
            world.row(k.resource, k.key) ? [[rowName(k), world.row(k.resource, k.key)]] : [],
          ),
        ),
      looks: async () => new Map(),
      notes: async (wanted) =>
        new Map(wanted.flatMap((k) => (world.notes.has(k) ? [[k, JSON.stringify(world.notes.get(k))]] : []))),
    },
  )
  if ('refused' in done) throw new Error(done.refused.en)
  return done.ms
}
