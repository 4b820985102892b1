import { createHmac } from 'node:crypto'
import type { Terminal } from './contract.ts'
import { saysText } from './rules/jt808.ts'

/**
 * By which a terminal that speaks JT/T 808 proves itself. It follows from the device's key, so that a new key is a new
 * code, and is not the key itself: codes cross the mobile network in clear, and the key opens other doors. It follows from
 * what the terminal has to say as well: who got a code before more was asked for has to register again, and say it.
 */
export function terminalCode(key: string, { number, says }: Pick<Terminal, 'number' | 'says'>): string {
  const asked = `jt808 ${number} ${saysText(says)}`.trimEnd()
  return createHmac('sha256', key).update(asked).digest('base64url').slice(0, 20)
}
