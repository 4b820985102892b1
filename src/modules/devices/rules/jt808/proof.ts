import type { TerminalMessage } from './message.ts'

/** The code by which a terminal proves itself; 2019 puts its length before and IMEI and version after it. */
export function readCode({ version, body }: TerminalMessage): string | undefined {
  const length = version === 2013 ? body.length : (body[0] ?? 0)
  const from = version === 2013 ? 0 : 1
  if (length === 0 || body.length < from + length) return undefined
  // A STRING of the standard may end with a zero.
  const code = new TextDecoder('latin1').decode(body.subarray(from, from + length)).replace(/\0+$/, '')
  return code === '' ? undefined : code
}
