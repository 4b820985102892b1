import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { judgeAlgorithm } from '#kernel/decisions'
import type { AnyAction } from '#kernel/http/define'
import { findActor } from '#kernel/identity'
import { type Actor, systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { createResource, gradeResource, linkLineage, publishResource } from './actions.ts'
import { gradingAlgorithm } from './algorithm.ts'
import { Content } from './contract.ts'
import { regrade } from './jobs.ts'
import { gradingFacts, listGrades, readGradingTable } from './register.ts'
import { propose } from './rules.ts'
import { findByName, getResource, isAsked, listEdges } from './store.ts'

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
  await approveGrading(kernel)
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
  await grade(kernel, ids)
  await ask(kernel, ids)
}

/** Asks for the grades of the others at once, so that the list of them does not wait for the first jobs. */
async function ask(kernel: Kernel, ids: ReadonlyMap<string, string>): Promise<void> {
  const { db } = kernel.app
  const { table } = await readGradingTable(db)
  for (const [key, id] of ids)
    if (!graded.includes(key) && !(await isAsked(db, id)))
      await regrade(kernel, { table, id, cause: 'published', source: null, event: 'demo' })
}

/** Posts of these resources stay vacant, so that the demo shows what then happens. */
const withoutHolder = ['street-lights', 'sites', 'hydrants']

/** The demo's accounts hold the posts: the organization's handler the owner's, its data manager, if any, the steward's. */
async function withHolders(
  kernel: Kernel,
  { key, provider, content }: z.infer<typeof DemoResources>[number],
): Promise<Content> {
  if (withoutHolder.includes(key)) return content
  const rows = await kernel.app.db
    .selectFrom('posts')
    .select(['account', 'role'])
    .where('org', '=', provider)
    .where('role', 'in', ['handler', 'data-manager'])
    .execute()
  const holder = (role: string) => rows.find((r) => r.role === role)?.account ?? null
  const owner = { ...content.owner, account: holder('handler') }
  const steward = { ...content.steward, account: holder('data-manager') ?? holder('handler') }
  return { ...content, owner, steward }
}

/** Resources that the demo's data authority has graded; the others wait for a person, so that a list of them is seen. */
const graded = [
  'population',
  'legal-entities',
  'addresses',
  'licences',
  'credit',
  'schools',
  'clinics',
  'hydrants',
]

async function grade(kernel: Kernel, ids: ReadonlyMap<string, string>): Promise<void> {
  const { db } = kernel.app
  const { table } = await readGradingTable(db)
  for (const key of graded) {
    const resource = await getResource(db, ids.get(key) ?? '')
    if (resource.state !== 'published' || (await listGrades(db, resource.id)).length > 0) continue
    const { items } = propose(table, await gradingFacts(db, resource))
    const input = { id: resource.id, seen: 0, items, reason: '演示：按定级规则表的建议确认' }
    await kernel.execute(gradeResource, { actor: await demoActor(kernel, 'data'), input })
  }
}

/** In the demo city the duty leader approves the version, so that proposals stand in the record of decisions. */
async function approveGrading(kernel: Kernel): Promise<void> {
  const { code, version } = gradingAlgorithm
  const proposed = await kernel.app.db
    .selectFrom('algorithms')
    .select('version')
    .where('code', '=', code)
    .where('version', '=', version)
    .where('status', '=', 'proposed')
    .executeTakeFirst()
  if (proposed === undefined) return
  const reason = '演示环境：批准首个版本，只提出级别建议，由人确认。'
  const input = { code, version, status: 'approved', reason }
  await kernel.execute(judgeAlgorithm, { actor: await demoActor(kernel, 'leader'), input })
}

async function demoActor(kernel: Kernel, login: string): Promise<Actor> {
  const account = await kernel.app.db
    .selectFrom('accounts')
    .select('id')
    .where('login', '=', login)
    .executeTakeFirst()
  const actor = account === undefined ? undefined : await findActor(kernel.app.db, account.id)
  if (actor === undefined) throw new Error(`The demo account ${login} is missing`)
  return actor
}

type Run = (action: AnyAction, input: object) => Promise<unknown>

async function describe(
  kernel: Kernel,
  run: Run,
  resource: z.infer<typeof DemoResources>[number],
): Promise<string> {
  const { provider } = resource
  const content = await withHolders(kernel, resource)
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
