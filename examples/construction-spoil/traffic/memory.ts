import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What is kept from one start to the next: keys of the simulated devices, sessions, and how far the day was sent. */
export interface Memory {
  /** The sandbox that it is of, by the resource of positions. */
  sandbox: string
  /** Device → its key. */
  keys: Record<string, string>
  /** Kind of party → the cookie of who acts for them. */
  sessions: Record<string, string>
  /** Trips that began before are left out; milliseconds. */
  since: number
  /** Readings and commands up to here have been sent. */
  read: number
  said: number
  /** Truck → the ticket that was opened for it and not closed yet. */
  open: Record<string, string>
  /** Trips that stay at home since their ticket was refused: truck and beginning. */
  dropped: string[]
}

export const blankMemory = (): Memory => ({
  sandbox: '',
  keys: {},
  sessions: {},
  since: 0,
  read: 0,
  said: 0,
  open: {},
  dropped: [],
})

/** What was kept in a file; a new one where there is none, or none that can be read. */
export function readMemory(file: string): Memory {
  try {
    return { ...blankMemory(), ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Memory>) }
  } catch {
    return blankMemory()
  }
}

/** Whole or not at all, and for nobody else: it holds keys, if only of what is simulated. */
export function keepMemory(file: string, memory: Memory): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(memory), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
