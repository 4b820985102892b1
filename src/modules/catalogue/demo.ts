import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { AnyAction } from '#kernel/http/define'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { createResource, linkLineage, publishResource } from './actions.ts'
import { Content } from './contract.ts'
import { findByName, listEdges } from './store.ts'

const folder = resolve(import.meta.dirname, '../../../data/catalogue')
const namespace = '6f0b3c0e-1f60-4a5d-9c0a-2f3a1be1d7c4'

const DemoResources = z.array(
  z.object({
    key: z.string(),
    provider: z.string(),
    content: Content,
    sources: z.array(z.object({ key: z.string(), how: z.string() })),
  }),
)
const DemoRows = z.record(z.string(), z.array(z.record(z.string(), z.unknown())))

/** The demo district's resources and rows. Throws with the file's name when one breaks its contract. */
export function loadDemo() {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  return { resources: DemoResources.parse(read('resources.json')), rows: DemoRows.parse(read('rows.json')) }
}

/**
 * Describes, publishes and links the demo district's resources and delivers synthetic rows for some of them, all by
 * the actions that officers use. What is there already is left alone, so that a start that was cut off goes on.
 * @param deliver the action through which rows arrive; its module stands on this one
 */
export async function demoCatalogue(kernel: Kernel, deliver: AnyAction): Promise<void> {
  const { resources, rows } = loadDemo()
  const run = (action: AnyAction, input: object) =>
    kernel.execute(action, { actor: systemActor('demo'), input })
  const ids = new Map<string, string>()
  for (const resource of resources) ids.set(resource.key, await describe(kernel, run, resource))
  const edges = await listEdges(kernel.app.db)
  for (const { key, sources } of resources)
    for (const source of sources) {
      const [id, from] = [ids.get(key), ids.get(source.key)]
      if (!edges.some((e) => e.from === from && e.to === id))
        await run(linkLineage, { id, from, how: source.how })
    }
  for (const [key, sent] of Object.entries(rows))
    await once(() =>
      run(deliver, {
        resource: ids.get(key),
        delivery: uuidv5(key, namespace),
        part: 1,
        last: true,
        channel: 'upload',
        source: '演示数据（模拟）.xlsx',
        rows: sent,
        firstLine: 2,
      }),
    )
}

type Run = (action: AnyAction, input: object) => Promise<unknown>

async function describe(
  kernel: Kernel,
  run: Run,
  { provider, content }: z.infer<typeof DemoResources>[number],
): Promise<string> {
  const there = await findByName(kernel.app.db, provider, content.name)
  const made = there ?? ((await run(createResource, { provider, content })) as Made)
  if (made.version === 0)
    await run(publishResource, { id: made.id, revision: made.revision, note: '演示目录首次发布（模拟数据）' })
  return made.id
}

interface Made {
  readonly id: string
  readonly revision: number
  readonly version: number
}

/** A part that was taken already is not taken twice. */
async function once(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error
  }
}
