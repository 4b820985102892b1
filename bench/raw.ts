import { randomUUID } from 'node:crypto'
import type { Platform } from '../src/main.ts'

/** The peer of everything that stores rows: the database's own batched insert of the same rows into an equal table. */
export async function makeRawTable({ database }: Platform): Promise<void> {
  await database.migrator.pool.query('create table raw_rows (like collected_rows including all)')
  await database.migrator.pool.query('grant all on raw_rows to public')
}

const insert = `insert into raw_rows (resource, key, since, delivery, version, place, at, data)
  select $1::uuid, i.key, now(), $2::uuid, 1, i.place, i.at, i.data::jsonb
  from unnest($3::text[], $4::text[], $5::timestamptz[], $6::text[]) as i (key, place, at, data)`

export function insertRaw(
  { database }: Platform,
  resource: string,
  rows: readonly { readonly place?: unknown; readonly at?: unknown }[],
): Promise<unknown> {
  return database.app.pool.query(insert, [
    resource,
    randomUUID(),
    rows.map(() => randomUUID()),
    rows.map((r) => r.place),
    rows.map((r) => r.at),
    rows.map((r) => JSON.stringify(r)),
  ])
}
