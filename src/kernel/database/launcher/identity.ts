import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { LauncherError } from './errors.ts'

/**
 * As whom the server runs. PostgreSQL refuses root, so root starts it either in a user namespace (the files
 * stay root's, no account is needed) or as another account that then owns the folder.
 */
export type Identity =
  | { kind: 'self' }
  | { kind: 'namespace'; uid: number; gid: number }
  | { kind: 'account'; uid: number; gid: number }

interface Command {
  file: string
  args: string[]
  account?: { uid: number; gid: number }
}

/** @throws LauncherError not-permitted if root can neither open a namespace nor use another account. */
export function chooseIdentity(root: string, programs: string, canOpenNamespace = namespaceWorks): Identity {
  if (process.getuid?.() !== 0) return { kind: 'self' }
  const owner = lstatSync(root)
  if (owner.uid !== 0) return asAccount(root, programs, owner)
  // initdb looks its own user id up, so the id inside the namespace must be one that the machine knows.
  const inside = readAccounts().find(({ uid }) => uid !== 0)
  if (inside && canOpenNamespace(inside)) return { kind: 'namespace', uid: inside.uid, gid: inside.gid }
  const nobody = readAccounts().find(({ name }) => name === 'nobody')
  if (!nobody) {
    throw new LauncherError(
      'not-permitted',
      'PostgreSQL refuses to run as root; user namespaces are forbidden here and there is no account "nobody". ' +
        'Start this program as an ordinary user, or set DATABASE_URL.',
    )
  }
  return asAccount(root, programs, nobody)
}

/** The command line that runs `program` as that identity. */
export function commandFor(identity: Identity, program: string, args: string[]): Command {
  switch (identity.kind) {
    case 'self':
      return { file: program, args }
    case 'namespace':
      return { file: 'unshare', args: [...namespaceFlags(identity), program, ...args] }
    case 'account':
      return { file: program, args, account: { uid: identity.uid, gid: identity.gid } }
  }
}

function namespaceFlags({ uid, gid }: { uid: number; gid: number }): string[] {
  return ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--']
}

function namespaceWorks(account: { uid: number; gid: number }): boolean {
  return spawnSync('unshare', [...namespaceFlags(account), 'true'], { stdio: 'ignore' }).status === 0
}

function asAccount(root: string, programs: string, { uid, gid }: { uid: number; gid: number }): Identity {
  const closed = [root, programs].map((path) => findClosedParent(path, uid)).find(Boolean)
  if (closed) {
    throw new LauncherError(
      'not-permitted',
      `PostgreSQL must run as user id ${uid} here, which may not enter ${closed}. Move the data folder and the ` +
        'program to a place that all users can enter, start as an ordinary user, or set DATABASE_URL.',
    )
  }
  giveTo(root, uid, gid)
  return { kind: 'account', uid, gid }
}

function findClosedParent(path: string, uid: number): string | undefined {
  const parent = dirname(path)
  if (parent === path) return undefined
  const stat = statSync(parent)
  const canEnter = (stat.mode & (stat.uid === uid ? 0o100 : 0o001)) !== 0
  return canEnter ? findClosedParent(parent, uid) : parent
}

function giveTo(path: string, uid: number, gid: number): void {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) return
  if (stat.uid !== uid) chownSync(path, uid, gid)
  if (!stat.isDirectory()) return
  for (const name of readdirSync(path)) giveTo(join(path, name), uid, gid)
}

function readAccounts(): { name: string; uid: number; gid: number }[] {
  if (!existsSync('/etc/passwd')) return []
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid }) => name !== '' && Number.isInteger(uid))
}
