import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import type { DatabaseOptions } from './index.ts'

const name = 'zhizhi_app'

export interface ApplicationRole {
  readonly name: string
  readonly connection: pg.PoolConfig
}

/** The role of the given address, or one of our own with a password kept beside the master key. */
export async function applicationRole(
  client: pg.ClientBase,
  owner: pg.PoolConfig,
  { appUrl, url, keyDir }: Pick<DatabaseOptions, 'appUrl' | 'url' | 'keyDir'>,
): Promise<ApplicationRole> {
  if (appUrl !== undefined)
    return { name: decodeURIComponent(new URL(appUrl).username), connection: { connectionString: appUrl } }
  const password = await rolePassword(join(keyDir, 'database-role'))
  const connection =
    url === undefined ? { ...owner, user: name, password } : { connectionString: addressOf(url, password) }
  await settleRole(client, connection, password)
  return { name, connection }
}

function addressOf(owner: string, password: string): string {
  const url = new URL(owner)
  url.username = name
  url.password = password
  return url.href
}

/**
 * A role belongs to the whole server, and no lock of a database keeps the platforms of other databases away from it:
 * PostgreSQL refuses whoever changes it at the same moment. So what is right is left alone, which is every start but
 * the first, and what is not is tried again: each round somebody succeeds, so that as many rounds as platforms start
 * together are enough.
 */
async function settleRole(client: pg.ClientBase, connection: pg.PoolConfig, password: string): Promise<void> {
  for (let round = 1; !(await canSignIn(connection)); round++)
    try {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name])
      // The password is hexadecimal, so it needs no quoting rules.
      await client.query(`${rowCount === 0 ? 'create' : 'alter'} role ${name} login password '${password}'`)
      return
    } catch (error) {
      if (round >= mostRounds || !isSomebodyFaster(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 20 * round))
    }
}

const mostRounds = 20

/** Told apart by SQLSTATE: password refused; no such role or no login. Anything else is no matter of the role. */
const signInRefused = new Set(['28P01', '28000'])

async function canSignIn(connection: pg.PoolConfig): Promise<boolean> {
  const client = new pg.Client({ ...connection, application_name: 'zhizhi start' })
  try {
    await client.connect()
    return true
  } catch (error) {
    if (signInRefused.has(codeOf(error))) return false
    throw error
  } finally {
    await client.end()
  }
}

/** "tuple concurrently updated" is an internal error to PostgreSQL (XX000); the others say it by name. */
const fasterCodes = new Set(['XX000', '40001', '42710', '23505'])

function isSomebodyFaster(error: unknown): boolean {
  return fasterCodes.has(codeOf(error))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

async function rolePassword(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  try {
    await writeFile(file, randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return (await readFile(file, 'utf8')).trim()
}
