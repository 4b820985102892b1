import { sql } from 'kysely'
import { z } from 'zod'
import { accessCondition } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { CaseType } from '#kernel/cases/define'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { FileHash, StoredFile } from './define.ts'

/**
 * Whether this actor may read the file: the uploader, if it is known who that is, and whoever sees the files of a
 * case that names it. The same rule as the case page: officers who see the case, others only when it shows them
 * its content unmasked.
 */
export async function mayReadFile(
  tx: Tx,
  types: readonly CaseType[],
  actor: Actor,
  hash: string,
): Promise<boolean> {
  if (await hasUploaded(tx, actor, hash)) return true
  const inside = actor.posts.length > 0
  const perType = types.map(
    (t) =>
      sql<boolean>`(type = ${t.type} and ${accessCondition(t.see, actor)}
        ${inside ? sql`` : sql`and ${accessCondition(t.unmasked, actor)}`})`,
  )
  if (perType.length === 0) return false
  const { rows } = await sql`select 1 from cases
    where jsonb_array_length(document->'files') > 0 and document->'files' @> ${JSON.stringify([hash])}::jsonb and (${sql.join(perType, sql` or `)}) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

async function hasUploaded(tx: Tx, actor: Actor, hash: string): Promise<boolean> {
  if (actor.kind === 'anonymous') return false
  const row = await tx
    .selectFrom('files')
    .select('hash')
    .where('hash', '=', hash)
    .where('uploaded_by', '=', actor.id)
    .executeTakeFirst()
  return row !== undefined
}

/** Reads of files, over the case types of all modules. */
export function fileQueries(types: readonly CaseType[]) {
  const get = defineQuery({
    name: 'file.get',
    input: z.object({ hash: FileHash }),
    allow: [{ who: 'anyone', scope: 'anywhere' }],
    async run(tx, { actor, input, logRead }): Promise<StoredFile> {
      const row = (await mayReadFile(tx, types, actor, input.hash))
        ? await tx
            .selectFrom('files')
            .select(['hash', 'kind', 'bytes', 'name', 'width', 'height'])
            .where('hash', '=', input.hash)
            .orderBy('created_at')
            .executeTakeFirst()
        : undefined
      if (row === undefined) throw new Refusal('not-found', 'files.not-found')
      // A picture may show people: an officer who opens it leaves a trace.
      if (actor.posts.length > 0) logRead({ type: 'file', id: row.hash }, ['content'])
      return StoredFile.parse(row)
    },
  })
  return { get }
}
