import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, getProgram, startProgram } from './program.ts'

export const hasNats = () => findProgram('nats-server') !== undefined

export interface Nats {
  /** nats://account:password@127.0.0.1:port */
  readonly url: string
  stop(): Promise<void>
  /** The same server again after it was stopped. */
  again(): Promise<Nats>
}

/** A NATS server that lets one account in; it keeps nothing. */
export function startNats(): Promise<Nats> {
  return start(randomBytes(12).toString('hex'))
}

async function start(password: string, at?: number): Promise<Nats> {
  const { port, stop } = await startProgram('nats', {
    file: getProgram('nats-server', 'nats-server'),
    ...(at === undefined ? {} : { port: at }),
    prepare(folder, listening) {
      const config = join(folder, 'nats.conf')
      const lines = [
        `listen: 127.0.0.1:${listening}`,
        `authorization { user: zhizhi, password: "${password}" }`,
      ]
      writeFileSync(config, `${lines.join('\n')}\n`)
      return ['-c', config]
    },
  })
  return { url: `nats://zhizhi:${password}@127.0.0.1:${port}`, stop, again: () => start(password, port) }
}
