import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, realpath, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { VaultError } from './define.ts'
import { derivePair, type KeyPair } from './sm.ts'

/** The secret under which every person's key is wrapped. `id` names it without telling anything about it. */
export type MasterKey = { readonly id: string; readonly secret: KeyObject; readonly wrapping: KeyPair }

export type MasterKeyOptions = {
  path: string
  /** The folder that backups copy: a key inside it would lie beside what it protects. */
  dataFolder?: string
  /** Whether sealed data exist already: then a missing key is an accident, and a new one would hide it. */
  hasData: boolean
}

const KEY_LENGTH = 32
const HEADER = 'zhizhi-master-key-1'

function fromSecret(bytes: Buffer): MasterKey {
  const secret = createSecretKey(bytes)
  const id = createHash('sm3').update('zhizhi master key id').update(bytes).digest('hex').slice(0, 8)
  return { id, secret, wrapping: derivePair(secret, 'person key') }
}

/** A new master key that is kept nowhere: for tests, and for the second key of a rotation. */
export function createMasterKey(): MasterKey {
  return fromSecret(randomBytes(KEY_LENGTH))
}

/**
 * Reads the master key, and on the first start makes one. Processes that start at once agree on one key: each
 * writes a file of its own and links it to the final name, which succeeds for the first only.
 * Throws VaultError: 'master-key-missing' (data exist, the key does not), 'master-key-permissions',
 * 'master-key-inside-data', 'master-key-malformed'.
 */
export async function openMasterKey({ path, dataFolder, hasData }: MasterKeyOptions): Promise<MasterKey> {
  const file = resolve(path)
  if (dataFolder !== undefined) await refuseInside(file, dataFolder)
  if (!(await exists(file))) {
    if (hasData) {
      throw new VaultError(
        'master-key-missing',
        `The master key ${file} is missing, but sealed data exist. Restore the file from its own backup; without it they cannot be read.`,
      )
    }
    await create(file)
  }
  await refuseOpenPermissions(file)
  return parse(await readFile(file, 'utf8'), file)
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined
}

async function create(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(`${HEADER}:${randomBytes(KEY_LENGTH).toString('base64')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
  // The name must survive a power cut as well as the content: data sealed under a lost key are lost.
  const folder = await open(dirname(file), 'r')
  await folder.sync().finally(() => folder.close())
}

async function refuseOpenPermissions(file: string): Promise<void> {
  const { mode } = await stat(file)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    const octal = (mode & 0o777).toString(8)
    throw new VaultError(
      'master-key-permissions',
      `${file} is open to others (${octal}); run chmod 600 on it.`,
    )
  }
}

async function refuseInside(file: string, dataFolder: string): Promise<void> {
  const inside = relative(await real(dataFolder), await real(file))
  if (inside === '..' || inside.startsWith(`..${sep}`)) return
  throw new VaultError('master-key-inside-data', `${file} lies inside the data folder ${dataFolder}.`)
}

/** The path with links resolved as far as it exists. */
async function real(path: string): Promise<string> {
  const full = resolve(path)
  const found = await realpath(full).catch(() => undefined)
  if (found !== undefined || dirname(full) === full) return found ?? full
  return join(await real(dirname(full)), basename(full))
}

function parse(text: string, file: string): MasterKey {
  const [header, encoded = ''] = text.trim().split(':')
  const bytes = Buffer.from(encoded, 'base64')
  if (header !== HEADER || bytes.length !== KEY_LENGTH) {
    throw new VaultError('master-key-malformed', `${file} is not a master key of this program.`)
  }
  return fromSecret(bytes)
}
