import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import type { SecretContext } from '#kernel/vault'
import { tables } from '../tables.ts'

export const secretContext = (id: string): SecretContext => ({ column: 'scenario_parties.secret', owner: id })

const columns = [
  'id',
  'scenario',
  'sandbox',
  'kind',
  'key',
  'state',
  'person',
  'secret',
  'public_key',
] as const

/** @throws Refusal `not-found` */
export async function getParty(db: Tx | Database, id: string) {
  const row = await tables(db)
    .selectFrom('scenario_parties')
    .select([...columns])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'scenarios.no-party', { id })
  return row
}
export type Party = Awaited<ReturnType<typeof getParty>>

/** What is done for a party is that person's alone: no post reaches it, not even the department's. */
export function partySubject({ person }: Pick<Party, 'person'>) {
  return { people: person === null ? [] : [person] }
}

/** The parties that a person acts for. */
export async function partiesOf(db: Tx | Database, person: string): Promise<Party[]> {
  return tables(db)
    .selectFrom('scenario_parties')
    .select([...columns])
    .where('person', '=', person)
    .where('state', '=', 'joined')
    .orderBy('at')
    .execute()
}
