import pg from 'pg'

type Found = { readonly url: string } | { readonly reason: string }

/** Debian's own cluster, for whoever has a role of the account's name. */
const local = 'postgresql:///postgres?host=/var/run/postgresql'

/** An external PostgreSQL for the second run of the flows: by TEST_DATABASE_URL, else a local one that lets us in. */
export async function findServer(): Promise<Found> {
  const given = process.env.TEST_DATABASE_URL
  const refusal = await refusalOf(given ?? local)
  if (refusal === undefined) return { url: given ?? local }
  return {
    reason:
      given === undefined
        ? `no TEST_DATABASE_URL, and none at /var/run/postgresql (${refusal})`
        : `TEST_DATABASE_URL: ${refusal}`,
  }
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
