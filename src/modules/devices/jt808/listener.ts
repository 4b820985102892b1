import { createServer, type Socket } from 'node:net'
import type { Kernel } from '#kernel/module'
import type { Intake } from '../intake.ts'
import type { Registry } from '../registry.ts'
import { createSparing } from '../sparing.ts'
import { createTerminalAdmission } from './admission.ts'
import { Session } from './session.ts'

/** Connections at once; each keeps at most the 4 KiB of a frame and the 16 KiB of a message in packets. */
const mostConnections = 20_000
/** Connections that have not proved themselves: whoever knocks may not take the places of those that have. */
const mostStrangers = 1000
/** A report without satellites goes to its resource so often for a device; the contract judges it. */
const noFixEveryMs = 60_000

export interface TerminalDoor {
  readonly port: number
  /** Connections that are open. */
  open(): number
  /** Turns a device away that was switched off or got another key or terminal. */
  drop(device: string): void
  stop(): Promise<void>
}

/** The door for terminals of vehicles that speak JT/T 808 over TCP. */
export async function startTerminals(
  kernel: Kernel,
  registry: Registry,
  intake: Intake,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<TerminalDoor> {
  const admission = createTerminalAdmission(kernel, registry)
  const taking = { kernel, intake, mayNote: createSparing(noFixEveryMs) }
  const sessions = new Map<Session, string | undefined>()
  const byDevice = new Map<string, Session>()

  function forget(session: Session): void {
    const device = sessions.get(session)
    if (device !== undefined && byDevice.get(device) === session) byDevice.delete(device)
  }

  function welcome(socket: Socket): void {
    if (sessions.size - byDevice.size >= mostStrangers) {
      admission.note('too-many-strangers', '')
      socket.destroy()
      return
    }
    const session: Session = new Session(socket, {
      kernel,
      registry,
      admission,
      taking,
      onDevice(device) {
        // It may have closed while its code was looked at.
        if (!sessions.has(session)) return
        forget(session)
        sessions.set(session, device)
        if (device === undefined) return
        // A terminal that lost its line dials again before the old connection is known to be dead.
        const former = byDevice.get(device)
        byDevice.set(device, session)
        former?.close()
      },
    })
    sessions.set(session, undefined)
    socket.once('close', () => {
      forget(session)
      sessions.delete(session)
    })
  }

  const server = createServer(welcome)
  server.maxConnections = mostConnections
  await new Promise<void>((ready, fail) => {
    server.once('error', fail)
    server.listen(port, host, ready)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    open: () => sessions.size,
    drop: (device) => byDevice.get(device)?.close(),
    async stop() {
      const closed = new Promise<void>((done) => server.close(() => done()))
      await Promise.all([...sessions.keys()].map((session) => session.settle()))
      for (const session of [...sessions.keys()]) session.close()
      await closed
    },
  }
}
