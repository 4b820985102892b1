import { sql } from 'kysely'
import { defineQuery } from '#kernel/action'
import { access } from '../access.ts'
import { LibraryChange, ListChanges } from '../contract.ts'

/** What was changed in the library, newest first, with what stood there before. */
export const listChanges = defineQuery({
  name: 'assistant.changes',
  input: ListChanges,
  allow: access.list,
  async run(tx, { input, authorise }): Promise<LibraryChange[]> {
    authorise({})
    const { kind, subject, limit } = input
    const { rows } = await sql<object & { at: Date }>`
      select c.id, c.kind, c.subject, c.title, c.before, c.after, c.by_name as by, c.at,
        not exists (select 1 from assistant_changes n
          where n.kind = c.kind and n.subject = c.subject and (n.at, n.id) > (c.at, c.id)) as "isNewest"
      from assistant_changes c
      where c.kind = ${kind} ${subject === undefined ? sql`` : sql`and c.subject = ${subject}`}
      order by c.at desc, c.id desc limit ${limit}`.execute(tx)
    return rows.map((row) => LibraryChange.parse({ ...row, at: row.at.toISOString() }))
  },
})
