import type { Socket } from 'node:net'
import {
  answerTo,
  createFramer,
  frameOf,
  messageIds,
  readMessageOf,
  type TerminalMessage,
} from '../rules/jt808.ts'

/** Pieces that are no message, and refusals, after which a connection is closed. */
const mostStrikes = 10
/** Messages of one connection that wait to be stored; meanwhile nothing more is read of it. */
const mostWaiting = 64
/** Answers that a terminal leaves unread, in bytes. */
const mostUnread = 64 * 1024
/** Who has not proved itself by then goes. */
const proofMs = 30_000
/** Terminals send a heartbeat each minute or few. */
const idleMs = 300_000

/** One connection as messages: frames, answers, and how much of all is borne. */
export interface Line {
  send(to: TerminalMessage, id: number, body: Uint8Array): void
  /** The general answer. */
  answer(to: TerminalMessage, result: number): void
  /** Something that ought not to be; a line with many is closed once its answers are sent. */
  strike(n?: number): void
  /** Forgets the strikes: a noisy line of days may carry on. */
  forgive(): void
  /** It need not hurry to prove itself any more. */
  proved(): void
  /** Closes once what was answered is sent. */
  end(): void
  close(): void
  /** Takes nothing more; resolves when what it has taken is stored or given up. */
  settle(): Promise<void>
}

/** `hear` is called for each message as it comes; `onFault` for what is none. */
export function openLine(
  socket: Socket,
  hear: (message: TerminalMessage) => Promise<void>,
  onFault: () => void,
): Line {
  const framer = createFramer()
  const waiting = new Set<Promise<void>>()
  let [serial, strikes] = [0, 0]
  socket.setNoDelay(true)
  socket.setTimeout(idleMs, () => socket.destroy())
  const hurry = setTimeout(() => socket.destroy(), proofMs)
  hurry.unref()
  socket.on('error', () => socket.destroy())
  socket.on('close', () => clearTimeout(hurry))

  function begin(message: TerminalMessage): void {
    const hearing = hear(message).finally(() => {
      waiting.delete(hearing)
      if (waiting.size < mostWaiting) socket.resume()
    })
    waiting.add(hearing)
    if (waiting.size >= mostWaiting) socket.pause()
  }

  const line: Line = {
    send(to, id, body) {
      if (!socket.writable) return
      serial = (serial + 1) & 0xffff
      socket.write(frameOf({ id, version: to.version, terminal: to.terminal, serial, part: null, body }))
      if (socket.writableLength > mostUnread) socket.destroy()
    },
    answer: (to, result) => line.send(to, messageIds.answer, answerTo(to.id, to.serial, result)),
    strike(n = 1) {
      strikes += n
      if (strikes >= mostStrikes) socket.destroySoon()
    },
    forgive() {
      strikes = 0
    },
    proved: () => clearTimeout(hurry),
    end: () => socket.destroySoon(),
    close: () => socket.destroy(),
    async settle() {
      socket.removeAllListeners('data')
      await Promise.all(waiting)
    },
  }
  socket.on('data', (chunk: Buffer) => {
    const { frames, faults } = framer.push(chunk)
    const messages = frames.map(readMessageOf)
    const broken = faults + messages.filter((m) => m === undefined).length
    if (broken > 0) {
      onFault()
      line.strike(broken)
    }
    for (const message of messages) if (message !== undefined && strikes < mostStrikes) begin(message)
  })
  return line
}
