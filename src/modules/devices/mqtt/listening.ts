import { readFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createSecure, type TLSSocket } from 'node:tls'
import type { Kernel } from '#kernel/module'

/** Connections of one listener; each takes some kilobytes. */
const mostConnections = 20_000

export interface Listeners {
  /** Without TLS; undefined where the configuration names none. */
  readonly port: number | undefined
  readonly securePort: number | undefined
  stop(): Promise<void>
}

/** Opens the ports that the configuration names and hands on each connection. */
export async function openListeners(
  { config, log }: Kernel,
  handle: (socket: Socket) => void,
): Promise<Listeners> {
  const { port, secure } = config.mqtt
  const plain = port === null ? undefined : createServer(handle)
  const forged = oncePerMinute((socket: TLSSocket) =>
    log.warn('a certificate that claims our CA was not signed by it', {
      fingerprint: socket.getPeerX509Certificate()?.fingerprint256,
    }),
  )
  const admit = (socket: TLSSocket) => {
    if (!isForged(socket)) return handle(socket)
    forged(socket)
    socket.destroy()
  }
  const safe = secure === null ? undefined : createSecure(tlsOf(secure), admit)
  // Whoever speaks no TLS there is let go of; a scan of ports has nothing to fill a disk with.
  safe?.on('tlsClientError', (error) => log.info('a TLS connection of a device failed', error))
  const [plainPort, securePort] = await Promise.all([
    plain === undefined ? undefined : listen(plain, port ?? 0, config.host),
    safe === undefined ? undefined : listen(safe, secure?.port ?? 0, config.host),
  ])
  return {
    port: plainPort,
    securePort,
    async stop() {
      for (const server of [plain, safe])
        if (server !== undefined) await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** OpenSSL leaves its error behind, so that nothing more can be read of such a connection: who it is stays unknown. */
function isForged(socket: TLSSocket): boolean {
  return String(socket.authorizationError) === 'CERT_SIGNATURE_FAILURE'
}

function oncePerMinute<T>(say: (of: T) => void): (of: T) => void {
  let last = Number.NEGATIVE_INFINITY
  return (of) => {
    if (performance.now() - last < 60_000) return
    last = performance.now()
    say(of)
  }
}

/**
 * A certificate of the device is asked for and not demanded: one with a key needs none. Who it is the broker judges, by
 * what is entered at the device, so that a self-signed certificate can be pinned and a refusal is on record.
 */
function tlsOf(secure: NonNullable<Kernel['config']['mqtt']['secure']>) {
  return {
    cert: readFileSync(secure.cert),
    key: readFileSync(secure.key),
    ...(secure.deviceCa === null ? {} : { ca: readFileSync(secure.deviceCa) }),
    minVersion: 'TLSv1.2',
    requestCert: true,
    rejectUnauthorized: false,
  } as const
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  server.maxConnections = mostConnections
  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(port, host, ready)
  })
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}
