import { createHmac } from 'node:crypto'

/**
 * By which a terminal that speaks JT/T 808 proves itself. It follows from the device's key, so that a new key is a new
 * code, and is not the key itself: codes cross the mobile network in clear, and the key opens other doors.
 */
export function terminalCode(key: string, terminal: string): string {
  return createHmac('sha256', key).update(`jt808 ${terminal}`).digest('base64url').slice(0, 20)
}
