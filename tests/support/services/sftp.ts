import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { findProgram, getProgram, isRoot, runProgram, startProgram } from './program.ts'

export const hasSftp = () => findProgram('sshd') !== undefined

export interface Sftp {
  readonly host: string
  readonly port: number
  /** The account that runs the tests: sshd lets nobody else in when it does not run as root. */
  readonly username: string
  readonly privateKey: string
  /** The server's public key in OpenSSH's form, base64, by which a client knows it. */
  readonly hostKey: string
  /** Where a session begins, as the server and the test see it. */
  readonly folder: string
  stop(): Promise<void>
}

/** OpenSSH's own SFTP server with keys of its own; files only, no shell. */
export async function startSftp(): Promise<Sftp> {
  const file = getProgram('sshd', 'openssh-server')
  const { username } = userInfo()
  // sshd as root keeps an empty folder for its helpers, which a package that started no service has not made.
  if (isRoot) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const { port, folder, stop } = await startProgram('sftp', {
    file,
    prepare(folder, port) {
      const files = join(folder, 'files')
      mkdirSync(files)
      for (const key of ['host', 'user'])
        runProgram(getProgram('ssh-keygen', 'openssh-client'), [
          ...['-q', '-t', 'ed25519', '-N', '', '-C', key, '-f', join(folder, key)],
        ])
      const config = join(folder, 'sshd_config')
      const settings = [
        `Port ${port}`,
        'ListenAddress 127.0.0.1',
        `HostKey ${join(folder, 'host')}`,
        `AuthorizedKeysFile ${join(folder, 'user.pub')}`,
        `AllowUsers ${username}`,
        'PidFile none',
        'UsePAM no',
        'PasswordAuthentication no',
        'KbdInteractiveAuthentication no',
        'PermitRootLogin prohibit-password',
        // The temporary folder above belongs to everybody, which sshd would take for carelessness.
        'StrictModes no',
        'Subsystem sftp internal-sftp',
        `ForceCommand internal-sftp -d ${files}`,
      ]
      writeFileSync(config, `${settings.join('\n')}\n`)
      return ['-D', '-e', '-f', config]
    },
  })
  return {
    host: '127.0.0.1',
    port,
    username,
    privateKey: readFileSync(join(folder, 'user'), 'utf8'),
    hostKey: readFileSync(join(folder, 'host.pub'), 'utf8').split(' ')[1] ?? '',
    folder: join(folder, 'files'),
    stop,
  }
}
