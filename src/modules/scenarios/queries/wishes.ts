import { type RawBuilder, sql } from 'kysely'

/** Conditions that needs and offers share; the columns are those of the table called `as`. */
export function narrowed(
  as: 'n' | 'o',
  { q, tag, place }: { q?: string | undefined; tag?: string | undefined; place?: string | undefined },
): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${as}.${name}`)
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const all: RawBuilder<boolean>[] = words.map(
    (word) => sql<boolean>`${column('words')} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`,
  )
  if (tag !== undefined) all.push(sql<boolean>`${tag} = any(${column('tags')})`)
  // What is meant for a district is meant for its townships, and what is for a township lies in the district.
  if (place !== undefined)
    all.push(sql<boolean>`exists (select 1 from unnest(${column('places')}) p(path)
      where p.path = ${place} or starts_with(p.path, ${`${place}/`}) or starts_with(${place}, p.path || '/'))`)
  return all.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(all, sql` and `)})`
}
