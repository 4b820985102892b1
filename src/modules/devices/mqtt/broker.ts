import { timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createSecure } from 'node:tls'
import { Aedes, type AuthenticateError, type Client } from 'aedes'
import { Refusal } from '#kernel/action/define'
import type { Kernel } from '#kernel/module'
import type { Intake } from '../intake.ts'
import type { Registry } from '../registry.ts'
import { topicOf } from '../rules.ts'

/** A message is a few readings; a device that sends more at once is broken. */
const mostBytes = 256 * 1024
/** Connections of one process; each takes some kilobytes. */
const mostConnections = 20_000

export interface Broker {
  readonly port: number
  /** Turns a device away that was switched off or got another key. */
  drop(device: string): void
  stop(): Promise<void>
}

/**
 * The broker in this process. Aedes asks `authorizePublish` before it acknowledges: the answer is given when the reading
 * is stored, so that an acknowledged reading is never lost. Devices publish to their own topic and read nothing.
 */
export async function startBroker(kernel: Kernel, registry: Registry, intake: Intake): Promise<Broker> {
  const clients = new Map<string, Set<Client>>()
  const aedes = await Aedes.createBroker({
    // A device's identifier here is the account; two with one client id would throw each other out.
    authenticate: (client, username, password, done) => {
      admit(registry, username, password)
        .then((is) => {
          if (is && username !== undefined) remember(clients, username, client)
          done(is ? null : refused(), is)
        })
        .catch(() => done(refused(3), false))
    },
    authorizePublish: (client, packet, done) => {
      const device = client === null ? undefined : deviceOf(client)
      packet.retain = false
      if (device === undefined || packet.topic !== topicOf(device)) return done(new Error('not your topic'))
      if (packet.payload.length > mostBytes) return done(new Error('too large'))
      receive(registry, intake, device, packet.payload.toString())
        .then(() => done(null))
        .catch((error: unknown) => {
          if (!(error instanceof Refusal)) kernel.log.warn('a reading could not be stored', error)
          done(error instanceof Error ? error : new Error('not stored'))
        })
    },
    authorizeSubscribe: (_client, _subscription, done) => done(new Error('devices read nothing'), null),
    heartbeatInterval: 60_000,
  })
  aedes.on('clientDisconnect', (client) => clients.get(deviceOf(client) ?? '')?.delete(client))
  const server = listener(kernel, (socket) => aedes.handle(socket))
  server.maxConnections = mostConnections
  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(kernel.config.mqtt.port ?? 0, kernel.config.host, ready)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    drop(device) {
      for (const client of clients.get(device) ?? []) client.close()
    },
    async stop() {
      await new Promise<void>((done) => aedes.close(done))
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

function listener({ config }: Kernel, handle: (socket: Socket) => void): Server {
  const { tls } = config.mqtt
  if (tls === null) return createServer(handle)
  return createSecure(
    { cert: readFileSync(tls.cert), key: readFileSync(tls.key), minVersion: 'TLSv1.2' },
    handle,
  )
}

/** The account's name, kept on the connection. */
const names = new WeakMap<Client, string>()
const deviceOf = (client: Client): string | undefined => names.get(client)

function remember(clients: Map<string, Set<Client>>, device: string, client: Client): void {
  names.set(client, device)
  const all = clients.get(device) ?? new Set()
  clients.set(device, all.add(client))
}

async function admit(
  registry: Registry,
  username: string | undefined,
  password: Buffer | undefined,
): Promise<boolean> {
  if (username === undefined || password === undefined) return false
  const device = await registry.find(username)
  return device?.enabled === true && isEqual(password, Buffer.from(device.key))
}

function isEqual(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

async function receive(registry: Registry, intake: Intake, id: string, text: string): Promise<void> {
  const device = await registry.find(id)
  if (device?.enabled !== true) throw new Refusal('forbidden', 'devices.off')
  await intake.take(device, text)
}

function refused(returnCode = 4): AuthenticateError {
  return Object.assign(new Error('refused'), { returnCode }) as AuthenticateError
}
