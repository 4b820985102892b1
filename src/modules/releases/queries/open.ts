import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import { access } from '../access.ts'
import { ListOpenReleases, type OpenReleasePage, type ReleaseCard } from '../contract.ts'
import { cardOf, downloadsOf } from '../store.ts'
import type { ReleaseTable } from '../tables.ts'

/** What is out for everybody; what was withdrawn stays in sight without its files, for those who fetched it. */
export const listOpenReleases = defineQuery({
  name: 'release.open-list',
  input: ListOpenReleases,
  allow: access.seeOpen,
  async run(tx, { input, now, authorise }): Promise<OpenReleasePage> {
    authorise({})
    const words = `%${(input.q ?? '').replace(/[\\%_]/g, '\\$&')}%`
    const { rows } = await sql<Selectable<ReleaseTable> & { total: number }>`
      select *, (count(*) over ())::int as total from releases
      where state in ('published', 'withdrawn') and plan #>> '{audience,kind}' = 'open'
        and (plan ->> 'title' ilike ${words} or plan ->> 'about' ilike ${words})
      order by approved_at desc, id limit ${input.limit} offset ${input.offset}`.execute(tx)
    const cards = await cardsOf(tx, rows, now)
    return { rows: cards, total: rows[0]?.total ?? 0 }
  },
})

export const openRelease = defineQuery({
  name: 'release.open',
  input: z.object({ id: z.uuid() }),
  allow: access.seeOpen,
  async run(tx, { input, now, authorise }): Promise<ReleaseCard> {
    authorise({})
    const { rows } = await sql<Selectable<ReleaseTable>>`
      select * from releases where id = ${input.id}::uuid and state in ('published', 'withdrawn')
        and plan #>> '{audience,kind}' = 'open'`.execute(tx)
    const [card] = await cardsOf(tx, rows, now)
    if (card === undefined) throw new Refusal('not-found', 'releases.not-found', { id: input.id })
    return card
  },
})

async function cardsOf(tx: Tx, rows: readonly Selectable<ReleaseTable>[], now: Date): Promise<ReleaseCard[]> {
  const counts = await downloadsOf(
    tx,
    rows.map((r) => r.id),
  )
  const cards: ReleaseCard[] = []
  for (const r of rows) {
    const card = cardOf(r, await getResource(tx, r.resource), counts.get(r.id) ?? 0, now)
    if (card !== null) cards.push(card)
  }
  return cards
}
