import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refusal } from '#kernel/action/define'
import type { RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import type { Taken } from './contract.ts'
import type { Doors } from './doors.ts'
import { readSignature, readTimestamp, signedText } from './rules.ts'

/**
 * Readings over HTTP: headers `x-device`, `x-timestamp` (Unix seconds) and `x-signature` (`sha256=` or `sm3=`, the HMAC
 * of time, device and body by the device's key). A device that is unknown and a signature that is wrong get the same answer.
 * @throws Refusal
 */
export async function postReadings(kernel: Kernel, doors: Doors, r: RouteRequest): Promise<Taken> {
  const { headers } = r.raw
  const id = typeof headers['x-device'] === 'string' ? headers['x-device'] : ''
  const signed = readSignature(headers['x-signature'])
  const timestamp = readTimestamp(headers['x-timestamp'], kernel.clock.now())
  if (timestamp === undefined) throw new Refusal('unauthenticated', 'devices.bad-timestamp')
  const body = Buffer.isBuffer(r.body) ? r.body.toString('utf8') : ''
  const device = await doors.registry.find(id)
  const key = device?.key ?? 'nobody'
  const right = createHmac(signed?.algorithm ?? 'sha256', key)
    .update(signedText(timestamp, id, body))
    .digest()
  const isRight = signed !== undefined && timingSafeEqual(right, Buffer.from(signed.hex, 'hex'))
  if (device === undefined || !isRight || !device.enabled)
    throw new Refusal('unauthenticated', 'devices.bad-signature')
  return doors.intake.take(device, body)
}
