import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { ListResources } from '../contract/requests.ts'
import type { Resource } from '../contract/resource.ts'
import { contractOf, type Exported } from '../rules.ts'
import { resourceOf } from '../store.ts'
import { tables } from '../tables.ts'
import { conditionOf, visibleResource, visibleTo } from './resources.ts'

/** Whether somebody may import is asked before a file is read. */
export const mayImport = defineQuery({
  name: 'catalogue.may-import',
  input: z.object({}),
  allow: access.create,
  run: async () => true,
})

/** Codes of a file that name resources which are there. */
export const knownCodes = defineQuery({
  name: 'catalogue.known-codes',
  input: z.object({ codes: z.array(z.string().max(100)).max(500) }),
  allow: access.create,
  async run(tx, { actor, input }): Promise<string[]> {
    if (input.codes.length === 0) return []
    const rows = await tables(tx)
      .selectFrom('catalogue_resources')
      .select('code')
      .where('code', 'in', input.codes)
      .where(visibleTo(actor))
      .execute()
    return rows.map((r) => r.code)
  },
})

const mostExported = 5000

/** What the list shows, all of it: published contents, and drafts of resources that were never published. */
export const exportResources = defineQuery({
  name: 'catalogue.export',
  input: ListResources.omit({ limit: true, offset: true }),
  allow: access.find,
  async run(tx, { actor, input }) {
    const rows = await tables(tx)
      .selectFrom('catalogue_resources')
      .selectAll()
      .where(conditionOf(actor, input))
      .orderBy('code')
      .limit(mostExported)
      .execute()
    const orgs = await organizationNames(tx)
    return rows.map((row) => {
      const r = resourceOf(row)
      return {
        code: r.code,
        provider: r.provider,
        providerName: orgs.get(r.provider) ?? r.provider,
        published: r.publishedAt?.slice(0, 10) ?? '',
        content: r.content,
      }
    })
  },
})

async function organizationNames(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.selectFrom('organizations').select(['code', 'zh']).execute()
  return new Map(rows.map((o) => [o.code, o.zh]))
}

/** A resource, with those that were imported from the same contract: together they are that contract. */
export const exportedTogether = defineQuery({
  name: 'catalogue.export-contract',
  input: z.object({ id: z.uuid() }),
  allow: access.find,
  async run(tx, { actor, input }): Promise<[Exported, ...Exported[]]> {
    const r = await visibleResource(tx, input.id, actor)
    const contract = contractOf(r)
    if (contract === undefined) return [exported(r)]
    const rows = await tables(tx)
      .selectFrom('catalogue_resources')
      .selectAll()
      .where('provider', '=', r.provider)
      .where('state', '<>', 'retired')
      .where(visibleTo(actor))
      .where(sql<boolean>`content->'extensions'->'odcs'->'contract'->>'id' = ${contract}`)
      .orderBy('created_at')
      .execute()
    const others = rows.map(resourceOf).filter((o) => o.id !== r.id)
    return [exported(r), ...others.map(exported)]
  },
})

function exported({ id, provider, version, state, content }: Resource): Exported {
  return { id, provider, version, state, content }
}
