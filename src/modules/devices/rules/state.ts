import type { DeviceState } from '../contract.ts'

/** Intervals without a reading after which a device counts as silent: two may be lost on the way. */
export const silentAfter = 3

interface Standing {
  readonly enabled: boolean
  readonly silentSince: unknown
  readonly lastSeenAt: unknown
}

export function stateOf({ enabled, silentSince, lastSeenAt }: Standing): DeviceState {
  if (!enabled) return 'off'
  if (silentSince !== null) return 'silent'
  return lastSeenAt === null ? 'new' : 'alive'
}
