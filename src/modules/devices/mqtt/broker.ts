import { Aedes, type AuthenticateError, type Client } from 'aedes'
import { Refusal } from '#kernel/action/define'
import type { Kernel } from '#kernel/module'
import type { Intake } from '../intake.ts'
import type { Registry } from '../registry.ts'
import { topicOf } from '../rules.ts'
import { createAdmission } from './admission.ts'
import { openListeners } from './listening.ts'

/** A message is a few readings; a device that sends more at once is broken. */
const mostBytes = 256 * 1024

export interface Broker {
  readonly port: number | undefined
  readonly securePort: number | undefined
  /** Turns a device away that was switched off or got another key or certificate. */
  drop(device: string): void
  stop(): Promise<void>
}

/** Whose connection it is, and until when what proved it holds. */
interface Admitted {
  readonly device: string
  readonly until: Date | null
}
const admitted = new WeakMap<Client, Admitted>()

/**
 * The broker in this process. Aedes asks `authorizePublish` before it acknowledges: the answer is given when the reading
 * is stored, so that an acknowledged reading is never lost. Devices publish to their own topic and read nothing.
 */
export async function startBroker(kernel: Kernel, registry: Registry, intake: Intake): Promise<Broker> {
  const clients = new Map<string, Set<Client>>()
  const admission = createAdmission(kernel, registry)
  const aedes = await Aedes.createBroker({
    // A device's identifier here is the account; two with one client id would throw each other out.
    authenticate: (client, username, password, done) => {
      admission
        .admit({ device: username, password, connection: client.conn })
        .then((entry) => {
          if (entry !== undefined && username !== undefined) {
            admitted.set(client, { device: username, until: entry.until })
            clients.set(username, (clients.get(username) ?? new Set()).add(client))
          }
          done(entry === undefined ? refused() : null, entry !== undefined)
        })
        .catch(() => done(refused(3), false))
    },
    authorizePublish: (client, packet, done) => {
      const own = client === null ? undefined : admitted.get(client)
      packet.retain = false
      if (own === undefined || packet.topic !== topicOf(own.device)) return done(new Error('not your topic'))
      if (own.until !== null && kernel.clock.now() > own.until) return done(new Error('certificate is over'))
      if (packet.payload.length > mostBytes) return done(new Error('too large'))
      receive(registry, intake, own.device, packet.payload.toString())
        .then(() => done(null))
        .catch((error: unknown) => {
          if (!(error instanceof Refusal)) kernel.log.warn('a reading could not be stored', error)
          done(error instanceof Error ? error : new Error('not stored'))
        })
    },
    authorizeSubscribe: (_client, _subscription, done) => done(new Error('devices read nothing'), null),
    heartbeatInterval: 60_000,
  })
  aedes.on('clientDisconnect', (client) => clients.get(admitted.get(client)?.device ?? '')?.delete(client))
  const listeners = await openListeners(kernel, (socket) => aedes.handle(socket))
  return {
    port: listeners.port,
    securePort: listeners.securePort,
    drop(device) {
      for (const client of clients.get(device) ?? []) client.close()
    },
    async stop() {
      await new Promise<void>((done) => aedes.close(done))
      await listeners.stop()
    },
  }
}

async function receive(registry: Registry, intake: Intake, id: string, text: string): Promise<void> {
  const device = await registry.find(id)
  if (device?.enabled !== true) throw new Refusal('forbidden', 'devices.off')
  await intake.take(device, text)
}

function refused(returnCode = 4): AuthenticateError {
  return Object.assign(new Error('refused'), { returnCode }) as AuthenticateError
}
