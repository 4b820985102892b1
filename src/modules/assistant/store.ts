import { sql } from 'kysely'

/** Tells every process that its index is old; a CTE of the action that changed passages or synonyms. */
export const newStamp = sql`stamped as (update assistant_library set stamp = gen_random_uuid())`
