import type { Database, Tx } from '#kernel/database'
import type { WatchContent } from '../contract.ts'
import { findPattern } from './patterns.ts'
import { findWatch } from './watches.ts'

/** What gives signals and may raise a warning: a watch or a pattern. */
export interface Raiser {
  readonly id: string
  /** Null: a pattern, which is over several. */
  readonly resource: string | null
  /** Where its warnings are when a signal has no place; null: where the provider of the resource is. */
  readonly place: string | null
  readonly content: Pick<
    WatchContent,
    'name' | 'kind' | 'domain' | 'unit' | 'direction' | 'calmMinutes' | 'org' | 'plan' | 'exercise'
  >
}

export async function findRaiser(tx: Tx | Database, id: string): Promise<Raiser | undefined> {
  const watch = await findWatch(tx, id)
  if (watch !== undefined) return { ...watch, place: null }
  const pattern = await findPattern(tx, id)
  if (pattern === undefined) return undefined
  const content = { ...pattern.content, unit: '', direction: 'above' as const }
  return { id, resource: null, place: content.place, content }
}
