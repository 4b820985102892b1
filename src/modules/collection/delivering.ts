import type { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'

/** Rows that are about to be taken. */
export interface Arriving {
  readonly resource: string
  readonly rows: number
  readonly now: Date
}

/** What a module that stands on collection holds against taking rows; undefined: nothing. It may count them. */
export type DeliveryCheck = (tx: Tx, arriving: Arriving) => Promise<Refusal | undefined>

const checks = new Set<DeliveryCheck>()

/** A module says this once when it is put together; the same check twice is one. */
export function checkBeforeDelivering(check: DeliveryCheck): void {
  checks.add(check)
}

/** @throws Refusal of the first check that holds something against it */
export async function refuseArriving(tx: Tx, arriving: Arriving): Promise<void> {
  for (const check of checks) {
    const refusal = await check(tx, arriving)
    if (refusal !== undefined) throw refusal
  }
}
