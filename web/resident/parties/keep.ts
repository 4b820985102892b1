import { useMemo } from 'react'
import { keptAnswer } from '../../ui/outbox/kept.ts'
import type { Keep } from '../../ui/running/run.ts'

/** Keeps what was read of scenarios on the phone, each account's apart. */
export function useKeep(owner: string): Keep {
  return useMemo<Keep>(() => (id, ask) => keptAnswer(`running:${owner}:${id}`, ask), [owner])
}
