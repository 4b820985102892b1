import type { TerminalMessage } from './message.ts'

/** A message that came in several packets may have so many bytes; 0x0704 with a hundred positions needs about a third. */
export const mostAssembled = 16 * 1024
const mostParts = 64
/** What is not whole by then is forgotten; the terminal sends all of it again. */
const mostAgeMs = 60_000

/** A message that is whole, with the serial numbers of all its packets, in their order. */
export interface Assembled {
  readonly body: Uint8Array
  readonly serials: readonly number[]
}

export interface Assembly {
  /** The whole message once its last packet is there; `too-large` for what is let go of. `now` in milliseconds. */
  add(message: TerminalMessage, now: number): Assembled | 'too-large' | undefined
  /** Bytes that wait for the rest. */
  kept(): number
}

interface Open {
  readonly name: string
  readonly since: number
  readonly parts: Map<number, { serial: number; body: Uint8Array }>
}

/** Puts the packets of a message together: one message at a time, in any order; one that begins puts out the former. */
export function createAssembly(): Assembly {
  let open: Open | undefined
  const kept = () => [...(open?.parts.values() ?? [])].reduce((sum, p) => sum + p.body.length, 0)

  return {
    add({ id, serial, part, body }, now) {
      if (part === null) return { body, serials: [serial] }
      if (part.total > mostParts) return 'too-large'
      // Packets of a message are numbered one after another, so that the first one's number names it.
      const name = `${id} ${part.total} ${(serial - part.index + 1) & 0xffff}`
      if (open?.name !== name || now - open.since > mostAgeMs) open = { name, since: now, parts: new Map() }
      open.parts.set(part.index, { serial, body: body.slice() })
      if (kept() > mostAssembled) {
        open = undefined
        return 'too-large'
      }
      if (open.parts.size < part.total) return undefined
      const parts = [...open.parts].sort(([a], [b]) => a - b).map(([, p]) => p)
      open = undefined
      return {
        body: Uint8Array.from(parts.flatMap((p) => [...p.body])),
        serials: parts.map((p) => p.serial),
      }
    },
    kept,
  }
}
