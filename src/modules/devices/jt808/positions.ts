import { Refusal } from '#kernel/action/define'
import type { Kernel } from '#kernel/module'
import type { Intake } from '../intake.ts'
import type { KnownDevice } from '../registry.ts'
import { messageIds, type Position, readingOf, readPosition, readPositions, results } from '../rules/jt808.ts'

/**
 * A position may wait so long for those of other trucks: each batch costs a commit and an audit entry, and terminals
 * wait for their answer for half a minute.
 */
const waitMs = 1000

export interface Taking {
  readonly kernel: Kernel
  readonly intake: Intake
  /** Whether a report without satellites of this device may be noted again. */
  readonly mayNote: (device: string) => boolean
}

/**
 * Hands positions on as readings of the device.
 * @returns the result for the terminal once they are stored; undefined when they are not: without an answer it keeps them
 */
export async function takePositions(
  { kernel, intake, mayNote }: Taking,
  device: KnownDevice,
  { id, body }: { id: number; body: Uint8Array },
): Promise<number | undefined> {
  const positions = id === messageIds.positions ? readPositions(body) : onlyOf(readPosition(body))
  if (positions === undefined) return results.faulty
  const target = {
    items: device.items,
    point: device.filling.point,
    crs: device.terminal?.crs ?? ('WGS84' as const),
  }
  // A truck that is indoors says so twice a minute all night: of that one a minute shows that it is alive, and the contract judges it.
  const isWanted = (p: Position) => p.positioned || target.point === null || mayNote(device.id)
  const readings = positions.filter(isWanted).map((p) => readingOf(p, target))
  if (readings.length === 0) return results.done
  try {
    // Where the device was entered is not where the truck is.
    await intake.take({ ...device, point: null }, readings, waitMs)
    return results.done
  } catch (error) {
    if (!(error instanceof Refusal)) kernel.log.warn('positions of a terminal could not be stored', error)
    return undefined
  }
}

function onlyOf<T>(one: T | undefined): readonly T[] | undefined {
  return one === undefined ? undefined : [one]
}
