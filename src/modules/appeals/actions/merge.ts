import { sql } from 'kysely'
import { allows } from '#kernel/access/define'
import { Refusal } from '#kernel/action/define'
import { type Case, subjectOf } from '#kernel/cases'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import { openToOthers } from '../rules/joint.ts'

/**
 * The main case must be one that the officer sees and that is still worked on; so a case that is merged itself, or
 * over, takes in no other, and no circle can arise: the lock holds off who would merge the main one meanwhile.
 */
export async function refuseForeignMain(tx: Tx, input: unknown, actor: Actor): Promise<void> {
  const { main } = input as { main: string }
  const { rows } = await sql<{ document: Case }>`
    select document from cases where id = ${main} and type = 'appeal' for share`.execute(tx)
  const c = rows[0]?.document
  if (c === undefined || !allows(access.see, actor, subjectOf(c)))
    throw new Refusal('invalid', 'appeal.main-unknown', { field: 'main' })
  if (!openToOthers.has(c.state)) throw new Refusal('invalid', 'appeal.main-over', { field: 'main' })
}
