import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import { getResource, listPublished, readGradingTable, subjectOf } from '#modules/catalogue'
import { access } from '../access.ts'
import type { KindsView, ProtectedResource } from '../contract.ts'
import { describedKind, effectiveKinds, waitsForPerson } from '../rules.ts'
import { tables } from '../tables.ts'

/** Resources of the reader's organizations, or all for who oversees, with what personal information they hold. */
export const listProtected = defineQuery({
  name: 'protection.resources',
  input: z.object({}),
  allow: access.seeKinds,
  async run(tx, { actor }): Promise<{ rows: ProtectedResource[] }> {
    const all = allows(access.seeKinds, actor, {})
    const orgs = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
    const resources = await listPublished(tx, all ? {} : { providers: orgs })
    if (resources.length === 0) return { rows: [] }
    const { table } = await readGradingTable(tx)
    const ids = resources.map((r) => r.id)
    const rows = await tables(tx)
      .selectFrom('protection_kinds')
      .selectAll()
      .where('resource', 'in', ids)
      .execute()
    const known = Map.groupBy(rows, (r) => r.resource)
    return {
      rows: resources.map((r) => {
        const own = new Map((known.get(r.id) ?? []).map((k) => [k.item, k]))
        const confirmed = new Map(
          [...own].filter(([, k]) => k.confirmed_at !== null).map(([item, k]) => [item, k.kind]),
        )
        const kinds = effectiveKinds(r.content, confirmed)
        const times = [...own.values()].flatMap((k) => (k.proposed_at === null ? [] : [k.proposed_at]))
        const last = times.toSorted((a, b) => b.getTime() - a.getTime())[0]
        return {
          id: r.id,
          name: r.content.name,
          code: r.code,
          provider: r.provider,
          items: r.content.items.length,
          personal: kinds.size,
          sensitive: [...kinds.values()].filter((k) => table.sensitive.includes(k)).length,
          waiting: r.content.items.filter((i) => {
            const k = own.get(i.name)
            const judged = k?.confirmed_at == null ? null : { kind: k.kind }
            return waitsForPerson(k?.proposal ?? null, judged, describedKind(r.content, i.name))
          }).length,
          detectedAt: last?.toISOString() ?? null,
        }
      }),
    }
  },
})

/** One resource, item by item: described, proposed with reasons, confirmed. */
export const getKinds = defineQuery({
  name: 'protection.kinds',
  input: z.object({ id: z.uuid() }),
  allow: access.seeKinds,
  async run(tx, { actor, input, authorise }): Promise<KindsView> {
    const r = await getResource(tx, input.id)
    authorise(subjectOf(r))
    const { table } = await readGradingTable(tx)
    const rows = await tables(tx)
      .selectFrom('protection_kinds')
      .selectAll()
      .where('resource', '=', r.id)
      .execute()
    const known = new Map(rows.map((k) => [k.item, k]))
    const items = r.content.items.map((i): KindsView['items'][number] => {
      const k = known.get(i.name)
      const described = describedKind(r.content, i.name)
      const confirmed =
        k?.confirmed_at == null
          ? null
          : { kind: k.kind, at: k.confirmed_at.toISOString(), by: k.confirmed_by ?? '' }
      const kind = confirmed === null ? described : confirmed.kind
      const sensitive = kind !== null && table.sensitive.includes(kind)
      return { item: i.name, title: i.title, described, proposal: k?.proposal ?? null, confirmed, sensitive }
    })
    const detected = rows.flatMap((k) => (k.proposed_at === null ? [] : [k.proposed_at.toISOString()]))
    return {
      id: r.id,
      name: r.content.name,
      code: r.code,
      provider: r.provider,
      version: r.version,
      detectedAt: detected.toSorted().at(-1) ?? null,
      items,
      sensitive: table.sensitive,
      may: (['detect', 'confirm'] as const).filter((name) => allows(access[name], actor, subjectOf(r))),
    }
  },
})
