import { randomUUID } from 'node:crypto'
import { systemActor } from '../src/kernel/identity/define.ts'
import type { Platform } from '../src/main.ts'
import { createResource, publishResource } from '../src/modules/catalogue/index.ts'
import { deliver } from '../src/modules/collection/index.ts'
import type { ScenarioManifest } from '../src/modules/scenarios/contract.ts'
import { resourceContent } from '../src/modules/scenarios/rules.ts'
import { tables } from '../src/modules/scenarios/tables.ts'

const system = systemActor('bench')

/** A package as publishing leaves it, without the people on the way and without watches; ids of its resources by code. */
export async function installed(
  kernel: Platform['kernel'],
  manifest: ScenarioManifest,
  org: string,
): Promise<{ id: string; resources: ReadonlyMap<string, string> }> {
  const id = randomUUID()
  const t = tables(kernel.app.db)
  const now = new Date()
  const { code, version } = manifest
  await t
    .insertInto('scenarios')
    .values({
      id,
      code,
      org,
      standing: 'published',
      revision: 1,
      running: 1,
      candidate: null,
      words: '',
      changed_at: now,
    })
    .execute()
  await t
    .insertInto('scenario_versions')
    .values({
      scenario: id,
      number: 1,
      version,
      state: 'published',
      manifest: JSON.stringify(manifest),
      findings: '[]',
      problem: null,
      proposed_by: '',
      proposed_by_name: '',
      at: now,
    })
    .execute()
  const resources = new Map<string, string>()
  for (const r of manifest.resources) {
    const content = resourceContent(r, { org, places: [], sandbox: false })
    const made = await kernel.execute(createResource, { actor: system, input: { provider: org, content } })
    await kernel.execute(publishResource, { actor: system, input: { ...made, note: 'bench' } })
    const part = { scenario: id, sandbox: 0, kind: 'resource' as const, code: r.code, number: 1 }
    await t
      .insertInto('scenario_parts')
      .values({ ...part, ref: made.id, state: 'active' })
      .execute()
    resources.set(r.code, made.id)
  }
  return { id, resources }
}

/** One whole delivery. */
export function send(kernel: Platform['kernel'], resource: string, all: readonly object[]) {
  const whole = { part: 1, last: true, channel: 'api', source: 'bench' } as const
  const input = { resource, delivery: randomUUID(), ...whole, rows: [...all] as Record<string, unknown>[] }
  return kernel.execute(deliver, { actor: system, input })
}
