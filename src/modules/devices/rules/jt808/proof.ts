import type { TerminalMessage, Version } from './message.ts'

/**
 * Bytes of a registration before the plate: province 2, county 2, manufacturer, model, the manufacturer's number of the
 * terminal, colour of the plate 1 (2013: table 7; 2019: table 8).
 */
const makerBytes = { 2013: 5 + 20 + 7, 2019: 11 + 30 + 30 } as const satisfies Record<Version, number>

/**
 * What a terminal says of itself when it registers: manufacturer, model and the manufacturer's number. Plate and place
 * are left out, for they change without the terminal being another one. Undefined for a body that is too short.
 */
export function selfDescription({ version, body }: TerminalMessage): Uint8Array | undefined {
  const end = 4 + makerBytes[version]
  return body.length < end + 1 ? undefined : body.subarray(4, end)
}

/** The code by which a terminal proves itself; 2019 puts its length before and IMEI and version after it. */
export function readCode({ version, body }: TerminalMessage): string | undefined {
  const length = version === 2013 ? body.length : (body[0] ?? 0)
  const from = version === 2013 ? 0 : 1
  if (length === 0 || body.length < from + length) return undefined
  // A STRING of the standard may end with a zero.
  const code = new TextDecoder('latin1').decode(body.subarray(from, from + length)).replace(/\0+$/, '')
  return code === '' ? undefined : code
}
