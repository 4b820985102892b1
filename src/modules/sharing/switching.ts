import type { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import type { Resource } from '#modules/catalogue/contract'
import type { Purpose, Terms } from './contract.ts'

/** A grant that is about to give: for the first time, or again after it was suspended. */
export interface SwitchingOn {
  readonly resource: Resource
  readonly consumer: string
  readonly purpose: Purpose
  readonly terms: Terms
  /** The data feeds decisions that no person takes. */
  readonly automated: boolean
  readonly now: Date
}

/** What a module that stands on sharing holds against it; undefined: nothing. */
export type SwitchCheck = (tx: Tx, grant: SwitchingOn) => Promise<Refusal | undefined>

const checks = new Set<SwitchCheck>()

/**
 * A module says this once when it is put together; the same check twice is one. Sharing knows nobody who checks, as
 * the catalogue knows nobody who checks a publication: both ways to give, first and again, pass the same door.
 */
export function checkBeforeSwitchingOn(check: SwitchCheck): void {
  checks.add(check)
}

/** @throws the first Refusal that a check gives */
export async function refuseSwitching(tx: Tx, grant: SwitchingOn): Promise<void> {
  for (const check of checks) {
    const refusal = await check(tx, grant)
    if (refusal !== undefined) throw refusal
  }
}
