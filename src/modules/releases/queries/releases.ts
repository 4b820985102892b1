import { type RawBuilder, type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { getResource, readGradingTable, subjectOf } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { kindsOf } from '#modules/protection'
import { access } from '../access.ts'
import { ListReleases, type ReleasePage, type ReleaseProposal, type ReleaseView } from '../contract.ts'
import {
  leastK,
  proposeColumns,
  proposePerson,
  stepsOf,
  unsafeCombinations,
  unseen,
  usualHierarchies,
} from '../rules.ts'
import {
  cardOf,
  downloadsOf,
  formerOf,
  getRelease,
  isOver,
  keptHierarchies,
  type Release,
  releaseSubject,
  rowOf,
} from '../store.ts'
import { type ReleaseTable, tables } from '../tables.ts'

/** Releases of the reader's organizations, and those made for them; all for who oversees. */
export const listReleases = defineQuery({
  name: 'release.list',
  input: ListReleases,
  allow: access.see,
  async run(tx, { actor, input, now }): Promise<ReleasePage> {
    const words = `%${(input.q ?? '').replace(/[\\%_]/g, '\\$&')}%`
    const state = input.state === undefined ? sql`true` : sql`state = ${input.state}`
    const resource = input.resource === undefined ? sql`true` : sql`resource = ${input.resource}::uuid`
    const { rows } = await sql<Selectable<ReleaseTable> & { total: number }>`
      select *, (count(*) over ())::int as total from releases
      where ${seenBy(actor)} and ${state} and ${resource} and plan ->> 'title' ilike ${words}
      order by (state = 'submitted') desc, changed_at desc, id limit ${input.limit} offset ${input.offset}`.execute(
      tx,
    )
    const shown: ReleasePage['rows'] = []
    for (const r of rows) shown.push(rowOf(r, (await getResource(tx, r.resource)).content.name, now))
    return { rows: shown, total: rows[0]?.total ?? 0 }
  },
})

function seenBy(actor: Actor): RawBuilder<boolean> {
  if (allows(access.see, actor, {})) return sql<boolean>`true`
  const orgs = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
  return sql<boolean>`(provider = any(${orgs}::text[])
    or (state in ('published', 'withdrawn') and plan #>> '{audience,recipient}' = any(${orgs}::text[])))`
}

/** One release: for its provider and who oversees, everything; for its recipient, the card. */
export const getReleaseView = defineQuery({
  name: 'release.get',
  input: z.object({ id: z.uuid() }),
  allow: access.see,
  async run(tx, { actor, input, now, authorise }): Promise<ReleaseView> {
    const r = await getRelease(tx, input.id)
    const subject = releaseSubject(r)
    authorise(subject)
    const resource = await getResource(tx, r.resource)
    const isInside = allows(access.seeInside, actor, subject)
    const counts = await downloadsOf(tx, [r.id])
    return {
      row: rowOf(r, resource.content.name, now),
      revision: r.revision,
      reason: r.reason,
      plan: isInside ? r.plan : null,
      items: isInside ? resource.content.items.map(({ name, title, type }) => ({ name, title, type })) : [],
      progress: isInside ? r.progress : null,
      problem: isInside ? r.problem : null,
      result: isInside ? r.result : null,
      ...(isInside ? await standing(tx, r) : { isStale: false, unsafe: [] }),
      card: cardOf(r, resource, counts.get(r.id) ?? 0, now),
      downloads: isInside ? await lastDownloads(tx, r.id) : [],
      may: stepsOf(r.state, isOver(r, now), {
        own: allows(access.save, actor, subject),
        judge: allows(access.judge, actor, subject),
        withdraw: allows(access.withdraw, actor, subject),
        fetch: allows(access.takeNamed, actor, subject),
      }),
    }
  },
})

async function standing(tx: Tx, r: Release): Promise<Pick<ReleaseView, 'isStale' | 'unsafe'>> {
  if (r.result === null || (r.state !== 'computed' && r.state !== 'submitted'))
    return { isStale: false, unsafe: [] }
  return {
    isStale: unseen(r.result, await formerOf(tx, r)).length > 0,
    unsafe: unsafeCombinations(r.result),
  }
}

async function lastDownloads(tx: Tx, id: string): Promise<ReleaseView['downloads']> {
  const rows = await tables(tx)
    .selectFrom('release_downloads')
    .select(['at', 'who', 'format', 'from_byte'])
    .where('release', '=', id)
    .orderBy('at', 'desc')
    .limit(50)
    .execute()
  return rows.map((d) => ({
    at: d.at.toISOString(),
    who: d.who,
    format: d.format,
    from: Number(d.from_byte),
  }))
}

/** What a release of a resource would best begin with: a role for each item and why, and the hierarchies that fit. */
export const getProposal = defineQuery({
  name: 'release.proposal',
  input: z.object({ id: z.uuid() }),
  allow: access.propose,
  async run(tx, { input, authorise }): Promise<ReleaseProposal> {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    const { content } = resource
    const kinds = await kindsOf(tx, resource)
    const kept = await keptHierarchies(tx, resource.id)
    const { table } = await readGradingTable(tx)
    return {
      resource: resource.id,
      name: content.name,
      items: content.items.map(({ name, title, type, values }) => ({
        name,
        title,
        type,
        values: values.slice(0, 50),
      })),
      columns: proposeColumns({ content, kinds, sensitive: table.sensitive, kept }),
      person: proposePerson(kinds),
      hierarchies: Object.fromEntries(
        content.items.map((i) => {
          const own = kept.get(i.name)
          const usual = [
            ...(kinds.get(i.name) === 'id-card' ? [{ kind: 'id-card' as const }] : []),
            ...usualHierarchies(i.type),
          ]
          return [i.name, own === undefined ? usual : [own, ...usual]]
        }),
      ),
      least: leastK,
    }
  },
})

/** Asked before a list is read from a file. */
export const mayUploadHierarchy = defineQuery({
  name: 'release.upload-hierarchy',
  input: z.object({ id: z.uuid() }),
  allow: access.saveHierarchy,
  async run(tx, { input, authorise }): Promise<Pick<Resource, 'id'>> {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    return { id: resource.id }
  },
})
