import pg from 'pg'
import { givenAddresses } from '../../tests/support/addresses.ts'

type Found = { readonly addresses: readonly string[] } | { readonly reason: string }

/** Debian's own cluster, for whoever has a role of the account's name. */
const local = 'postgresql:///postgres?host=/var/run/postgresql'

/** External servers for the second run of the flows: by TEST_DATABASE_URL, else a local one that lets us in. */
export async function findServers(): Promise<Found> {
  const given = givenAddresses()
  const addresses = given.length > 0 ? given : [local]
  for (const address of addresses) {
    const refusal = await refusalOf(address)
    if (refusal === undefined) continue
    return {
      reason:
        given.length > 0
          ? `TEST_DATABASE_URL: ${refusal}`
          : `no TEST_DATABASE_URL, and none at /var/run/postgresql (${refusal})`,
    }
  }
  return { addresses }
}

/** Why the server cannot serve the tests, which make databases and roles. */
async function refusalOf(connectionString: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ super: boolean; version: number }>(
      `select rolsuper as super, current_setting('server_version_num')::int as version from pg_roles where rolname = current_user`,
    )
    await client.end()
    if (rows[0]?.super !== true) return 'the role is not a superuser'
    return (rows[0]?.version ?? 0) < 150_000 ? 'older than PostgreSQL 15' : undefined
  } catch (error) {
    return error instanceof Error ? error.message || error.name : String(error)
  }
}
