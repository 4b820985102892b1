import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, getProgram, isRoot, runProgram, startProgram } from './program.ts'

export const hasMariadb = () => findProgram('mariadbd') !== undefined

export interface Mariadb {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** An empty database that belongs to the user. */
  readonly database: string
  stop(): Promise<void>
}

/** A MariaDB with one empty database; thrown away at the end, so it does not sync. About 3 s. */
export async function startMariadb(): Promise<Mariadb> {
  const file = getProgram('mariadbd', 'mariadb-server')
  const [database, user, password] = ['department', 'zhizhi', randomBytes(12).toString('hex')]
  // Root has to be named; everybody else runs as themselves.
  const account = isRoot ? ['--user=root'] : []
  const { port, stop } = await startProgram('mariadb', {
    file,
    prepare(folder, port) {
      const data = join(folder, 'data')
      runProgram(getProgram('mariadb-install-db', 'mariadb-server'), [
        ...['--no-defaults', `--datadir=${data}`, '--skip-test-db', ...account],
        '--auth-root-authentication-method=normal',
      ])
      const first = join(folder, 'first.sql')
      writeFileSync(
        first,
        [
          `create database ${database} character set utf8mb4;`,
          `create user '${user}'@'127.0.0.1' identified by '${password}';`,
          `create user '${user}'@'localhost' identified by '${password}';`,
          `grant all on ${database}.* to '${user}'@'127.0.0.1';`,
          `grant all on ${database}.* to '${user}'@'localhost';`,
        ].join('\n'),
      )
      return [
        ...['--no-defaults', `--datadir=${data}`, `--init-file=${first}`, ...account],
        ...['--bind-address=127.0.0.1', `--port=${port}`, `--socket=${join(folder, 'socket')}`],
        ...[`--pid-file=${join(folder, 'pid')}`, '--character-set-server=utf8mb4', '--skip-log-bin'],
        ...[
          '--innodb-flush-log-at-trx-commit=0',
          '--skip-innodb-doublewrite',
          '--innodb-buffer-pool-size=32M',
        ],
      ]
    },
  })
  return { host: '127.0.0.1', port, user, password, database, stop }
}
