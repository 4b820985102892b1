import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { maskValue } from '#models/pii'
import { currentRows } from '#modules/collection'
import { access } from '../access.ts'
import { type OwnLayer, type PagePointList, PagePoints } from '../contract.ts'
import { inBothLanguages, isPersonalLayer, seesExactly } from '../rules.ts'
import { type Run, scenarioSubject } from '../store.ts'
import { blockOf, conditionsOf, openPage } from './pages.ts'

const mostPoints = 5000

/** What lies where: points of the newest rows. Looks at personal positions are noted, each layer with its purpose. */
export const listPagePoints = defineQuery({
  name: 'scenario.page-points',
  input: PagePoints,
  allow: access.page,
  async run(tx, { input, actor, now, authorise, logLook }): Promise<PagePointList> {
    const { run, page, party } = await openPage(tx, input, { actor, authorise })
    if (party !== undefined) throw new Refusal('forbidden', 'scenarios.not-your-page', { page: page.code })
    const block = blockOf(page, input.block, 'map')
    const exactly = seesExactly(page.who, actor, run.s)
    const layers: PagePointList['layers'] = []
    for (const layer of block.layers) layers.push(await readLayer(tx, { run, layer, now, exactly }))
    const seen = new Map(
      layers.flatMap(({ resource, personal }) => {
        const of = [`resource ${resource}`, personal?.purpose.zh ?? '']
        return personal === null ? [] : [[of.join(' '), [`page ${page.code}`, ...of]] as const]
      }),
    )
    for (const what of seen.values()) logLook(scenarioSubject(run.s), what)
    return { layers }
  },
})

interface Layer {
  readonly run: Run
  readonly layer: OwnLayer
  readonly now: Date
  readonly exactly: boolean
}

async function readLayer(tx: Tx, of: Layer): Promise<PagePointList['layers'][number]> {
  const { run, layer, exactly } = of
  const resource = resourceOf(run, layer)
  const name = resource?.name ?? layer.resource
  const { purpose, freshMinutes } = layer
  const isPersonal = isPersonalLayer(resource?.items ?? [], layer)
  const head = { resource: layer.resource, title: layer.title ?? { zh: name, en: resource?.english ?? name } }
  // The check of a package sees to both; a position that nobody said what for is not shown.
  if (isPersonal && (purpose === undefined || freshMinutes === undefined || layer.latest === undefined))
    return { ...head, personal: null, points: [], more: false }
  const rows = await readRows(tx, of)
  const names = resource?.items.find((i) => i.name === layer.label)?.labels
  const points = rows.slice(0, mostPoints).flatMap(({ key, at, label: said, english, point }) => {
    const exact = pointOf(point)
    const shown = exact === undefined || exactly || !isPersonal ? exact : coarse(exact)
    const name = names?.[said ?? '']
    const label = { zh: name?.zh ?? said ?? key, en: english ?? name?.en ?? said ?? key }
    return shown === undefined ? [] : [{ key, at: at.toISOString(), label, ...shown }]
  })
  const personal =
    isPersonal && purpose !== undefined && freshMinutes !== undefined
      ? { purpose, freshMinutes, coarse: !exactly }
      : null
  return { ...head, personal, points, more: rows.length > mostPoints }
}

function resourceOf(run: Run, layer: OwnLayer) {
  return run.manifest.resources.find((r) => r.code === layer.resource)
}

interface LayerRow {
  key: string
  at: Date
  label: string | null
  english: string | null
  point: unknown
}

/** Clocks of devices may be fast by so much; what claims to be later would never grow old. */
const aheadMs = 5 * 60_000

async function readRows(tx: Tx, { run, layer, now }: Layer): Promise<LayerRow[]> {
  const { latest, freshMinutes } = layer
  const after = (ms: number) => new Date(now.getTime() + ms)
  const conditions: RawBuilder<unknown>[] = [
    sql`resource = ${run.resources.get(layer.resource) ?? ''}::uuid`,
    ...conditionsOf(layer.where),
    ...(freshMinutes === undefined
      ? []
      : [sql`at >= ${after(-freshMinutes * 60_000)}::timestamptz and at <= ${after(aheadMs)}::timestamptz`]),
    ...(latest === undefined ? [] : [sql`data->>${latest}::text is not null`]),
  ]
  const [, english = ''] = inBothLanguages([layer.label], resourceOf(run, layer)?.items ?? [])
  const changed = sql`tx desc, seq desc`
  // What moves sends a row for each position and is no key of them: the last of each thing is chosen here.
  const thing = sql`data->>${sql.lit(latest ?? '')}`
  const [one, order] =
    latest === undefined
      ? [sql``, changed]
      : [sql`distinct on (${thing})`, sql`${thing}, at desc nulls last, ${changed}`]
  const { rows } = await sql<LayerRow>`
    select key, coalesce(at, since) as at, data->>${layer.label}::text as label,
      nullif(data->>${english}::text, '') as english, data->${layer.point}::text as point
    from (select ${one} * from ${currentRows()} as r where ${sql.join(conditions, sql` and `)} order by ${order}
      ${latest === undefined ? sql`limit ${mostPoints + 1}` : sql``}) as picked
    order by ${changed} limit ${mostPoints + 1}`.execute(tx)
  return rows
}

interface Point {
  readonly lon: number
  readonly lat: number
}

/** As rows hold points. */
function pointOf(value: unknown): Point | undefined {
  return z.object({ lon: z.number(), lat: z.number() }).safeParse(value).data
}

/**
 * To about a kilometre. A share's partial mask leaves nothing of a location, and nothing cannot be drawn; this is what the
 * platform makes of coordinates wherever they stay true and become coarser.
 */
function coarse({ lon, lat }: Point): Point | undefined {
  const [east, north] = maskValue('coordinates', `${lon.toFixed(6)},${lat.toFixed(6)}`, { as: 'generalise' })
    .split(',')
    .map(Number)
  return pointOf({ lon: east, lat: north })
}
