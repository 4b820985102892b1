import { sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { findResource } from '#modules/catalogue'
import { access } from '../access.ts'
import { watchSubject } from '../actions/watches.ts'
import { basisFor } from '../consenting.ts'
import {
  type DetectorList,
  ListWatches,
  type WatchPage,
  type WatchView,
  type WatchWithConsent,
} from '../contract.ts'
import { listDetectors } from '../detectors.ts'
import { getWatch, type StoredWatch } from '../store.ts'
import { consentOf } from './consents.ts'

export const listWatches = defineQuery({
  name: 'early-warning.watches',
  input: ListWatches,
  allow: access.readWatches,
  async run(tx, { input, actor, now, authorise }): Promise<WatchPage> {
    authorise({})
    const conditions = [
      sql<boolean>`true`,
      ...(input.state === undefined ? [] : [sql<boolean>`state = ${input.state}`]),
      ...(input.domain === undefined ? [] : [sql<boolean>`content->>'domain' = ${input.domain}`]),
      ...(input.resource === undefined ? [] : [sql<boolean>`resource = ${input.resource}::uuid`]),
      ...(input.q === undefined || input.q === ''
        ? []
        : [sql<boolean>`position(lower(${input.q}) in lower(content->>'name')) > 0`]),
    ]
    const { rows } = await sql<StoredWatch & { total: number }>`
      select *, count(*) over ()::int as total from watches where ${sql.join(conditions, sql` and `)}
      order by state = 'off', content->>'name', id limit ${input.limit} offset ${input.offset}`.execute(tx)
    return { rows: await viewsOf(tx, rows, actor, now), total: rows[0]?.total ?? 0 }
  },
})

export const listDetectorsQuery = defineQuery({
  name: 'early-warning.detectors',
  input: z.object({}),
  allow: access.readWatches,
  async run(_tx, { authorise }): Promise<DetectorList> {
    authorise({})
    return listDetectors()
  },
})

export const getWatchQuery = defineQuery({
  name: 'early-warning.watch',
  input: z.object({ id: z.uuid() }),
  allow: access.readWatches,
  async run(tx, { input, actor, now, authorise }): Promise<WatchWithConsent> {
    authorise({})
    const [view] = await viewsOf(tx, [await getWatch(tx, input.id)], actor, now)
    return { ...(view as WatchView), consent: await consentOf(tx, input.id, actor) }
  },
})

interface Counted {
  id: string
  objects: number
  late: number
  signals: number
  open: number
}

async function viewsOf(
  tx: Tx,
  watches: readonly StoredWatch[],
  actor: Actor,
  now: Date,
): Promise<WatchView[]> {
  const ids = watches.map((w) => w.id)
  const since = new Date(now.getTime() - 86_400_000)
  const { rows } = await sql<Counted>`
    select w.id, coalesce(s.objects, 0)::int as objects, coalesce(s.late, 0)::int as late,
      (select count(*) from signals g where g.watch = w.id and g.at > ${since}::timestamptz)::int as signals,
      (select count(*) from open_warnings o where o.watch = w.id)::int as open
    from unnest(${ids}::uuid[]) as w (id)
    left join lateral (select count(*) as objects, sum(late) as late from series_states where watch = w.id) s on true`.execute(
    tx,
  )
  const counts = new Map(rows.map((r) => [r.id, r]))
  const views: WatchView[] = []
  for (const w of watches) {
    const resource = await findResource(tx, w.resource)
    const subject = resource === undefined ? {} : await watchSubject(tx, resource)
    const basis = resource === undefined ? null : await basisFor(tx, w, resource)
    const count = counts.get(w.id)
    views.push({
      id: w.id,
      version: w.version,
      state: w.state,
      content: w.content,
      owner: w.owner,
      provider: resource?.provider ?? '',
      basis,
      resourceName: resource?.content.name ?? '',
      changedAt: w.changed_at.toISOString(),
      inEffect: w.state === 'on' && w.taken === w.version,
      objects: count?.objects ?? 0,
      late: count?.late ?? 0,
      signals24h: count?.signals ?? 0,
      open: count?.open ?? 0,
      can: [
        ...(allows(access.editWatches, actor, subject) ? ['save'] : []),
        ...(allows(access.switchWatches, actor, subject)
          ? [w.state === 'on' ? 'switchOff' : 'switchOn'].filter((s) => s === 'switchOff' || basis !== null)
          : []),
        ...(basis === null && allows(access.askConsent, actor, subject) ? ['askConsent'] : []),
      ],
    })
  }
  return views
}
