import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, getProgram, isRoot, runProgram, startProgram } from './program.ts'

export const hasMosquitto = () => findProgram('mosquitto') !== undefined

export interface Broker {
  /** mqtt://127.0.0.1:port, or mqtts:// */
  readonly url: string
  readonly username: string
  readonly password: string
  stop(): Promise<void>
}

/** An MQTT broker (Mosquitto) that lets one account in and nobody without a password; it keeps nothing. With a certificate it speaks TLS. */
export async function startMosquitto(tls?: { certFile: string; keyFile: string }): Promise<Broker> {
  const file = getProgram('mosquitto', 'mosquitto')
  const username = 'zhizhi'
  const password = randomBytes(12).toString('hex')
  const { port, stop } = await startProgram('mosquitto', {
    file,
    prepare(folder, port) {
      const passwords = join(folder, 'passwords')
      runProgram(getProgram('mosquitto_passwd', 'mosquitto'), ['-b', '-c', passwords, username, password])
      const settings = [
        `listener ${port} 127.0.0.1`,
        ...(tls === undefined ? [] : [`certfile ${tls.certFile}`, `keyfile ${tls.keyFile}`]),
        'allow_anonymous false',
        `password_file ${passwords}`,
        'persistence false',
        'log_dest stderr',
        // Without it root becomes "mosquitto", who may not look into the folder.
        ...(isRoot ? ['user root'] : []),
      ]
      const config = join(folder, 'mosquitto.conf')
      writeFileSync(config, `${settings.join('\n')}\n`)
      return ['-c', config]
    },
  })
  return { url: `${tls === undefined ? 'mqtt' : 'mqtts'}://127.0.0.1:${port}`, username, password, stop }
}
