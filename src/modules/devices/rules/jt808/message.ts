import { framed } from './framing.ts'

/** What terminals say and what they are answered, by the numbers of the standard (chapter 8). */
export const messageIds = {
  terminalAnswer: 0x0001,
  heartbeat: 0x0002,
  logout: 0x0003,
  registration: 0x0100,
  authentication: 0x0102,
  position: 0x0200,
  positions: 0x0704,
  answer: 0x8001,
  registrationAnswer: 0x8100,
} as const

/** Results of the general answer 0x8001. */
export const results = { done: 0, failed: 1, faulty: 2, unsupported: 3 } as const
/** Results of the answer to a registration 0x8100. */
export const registrationResults = { done: 0, noSuchVehicle: 2, otherTerminal: 3, noSuchTerminal: 4 } as const

export type Version = 2013 | 2019

export interface TerminalMessage {
  readonly id: number
  readonly version: Version
  /** The terminal's number without leading zeros, which are only there to fill the field. */
  readonly terminal: string
  readonly serial: number
  readonly isEncrypted: boolean
  /** Which of several packets it is, from 1; null for a message that is whole. */
  readonly part: { readonly total: number; readonly index: number } | null
  readonly body: Uint8Array
}

const bits = { length: 0x03ff, encryption: 0x1c00, isPart: 0x2000, isOf2019: 0x4000 } as const
/** Bytes of the terminal's number, two digits each. */
const numberBytes = { 2013: 6, 2019: 10 } as const

/** The message in a frame; undefined when header and length do not fit. */
export function readMessageOf(frame: Uint8Array): TerminalMessage | undefined {
  if (frame.length < 12) return undefined
  const view = viewOf(frame)
  const attributes = view.getUint16(2)
  const version: Version = (attributes & bits.isOf2019) === 0 ? 2013 : 2019
  // 2019 puts the version of the protocol before the number.
  const numberAt = version === 2013 ? 4 : 5
  const serialAt = numberAt + numberBytes[version]
  const isPart = (attributes & bits.isPart) !== 0
  const bodyAt = serialAt + (isPart ? 6 : 2)
  if (frame.length !== bodyAt + (attributes & bits.length)) return undefined
  const terminal = readNumber(frame.subarray(numberAt, serialAt))
  if (terminal === undefined) return undefined
  const part = isPart ? { total: view.getUint16(serialAt + 2), index: view.getUint16(serialAt + 4) } : null
  if (part !== null && (part.index < 1 || part.index > part.total)) return undefined
  return {
    id: view.getUint16(0),
    version,
    terminal,
    serial: view.getUint16(serialAt),
    isEncrypted: (attributes & bits.encryption) !== 0,
    part,
    body: frame.subarray(bodyAt),
  }
}

/** A message as a frame, ready to be sent. `body` has at most 1023 bytes. */
export function frameOf(message: Omit<TerminalMessage, 'isEncrypted'>): Uint8Array {
  const { id, version, terminal, serial, part, body } = message
  const attributes = body.length | (part === null ? 0 : bits.isPart) | (version === 2019 ? bits.isOf2019 : 0)
  return framed(
    Uint8Array.from([
      ...word(id),
      ...word(attributes),
      ...(version === 2019 ? [1] : []),
      ...writeNumber(terminal, numberBytes[version]),
      ...word(serial),
      ...(part === null ? [] : [...word(part.total), ...word(part.index)]),
      ...body,
    ]),
  )
}

/** Body of the general answer 0x8001. */
export function answerTo(id: number, serial: number, result: number): Uint8Array {
  return Uint8Array.from([...word(serial), ...word(id), result])
}

/** Body of the answer to a registration 0x8100; the code stands in it when the terminal is let in. */
export function registrationAnswerTo(serial: number, result: number, code = ''): Uint8Array {
  return Uint8Array.from([...word(serial), result, ...new TextEncoder().encode(code)])
}

/** As `readMessageOf` gives it: the number that a person enters may have the zeros. */
export function terminalNumber(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '')
}

export function word(value: number): readonly [number, number] {
  return [(value >> 8) & 0xff, value & 0xff]
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Decimal digits, two a byte (BCD 8421); a half byte above nine shows as a letter. */
export function digitsOf(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
}

function readNumber(bytes: Uint8Array): string | undefined {
  const digits = digitsOf(bytes)
  return /^\d+$/.test(digits) ? terminalNumber(digits) : undefined
}

function writeNumber(terminal: string, bytes: number): readonly number[] {
  const digits = terminal.padStart(bytes * 2, '0')
  return Array.from({ length: bytes }, (_, n) => Number.parseInt(digits.slice(n * 2, n * 2 + 2), 16))
}
