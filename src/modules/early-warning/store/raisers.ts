import type { Database, Tx } from '#kernel/database'
import type { WatchContent } from '../contract.ts'
import { findPattern } from './patterns.ts'
import { findWatch } from './watches.ts'

/** What gives signals and may raise a warning: a watch or a pattern. */
export interface Raiser {
  readonly id: string
  /** Null: a pattern, which is over several. */
  readonly resource: string | null
  /** Where a pattern looks; null: a watch, which is where the provider of its resource is. */
  readonly places: readonly string[] | null
  readonly content: Pick<
    WatchContent,
    | 'name'
    | 'english'
    | 'kind'
    | 'domain'
    | 'unit'
    | 'direction'
    | 'calmMinutes'
    | 'org'
    | 'plan'
    | 'exercise'
    | 'trial'
  >
}

export async function findRaiser(tx: Tx | Database, id: string): Promise<Raiser | undefined> {
  const watch = await findWatch(tx, id)
  if (watch !== undefined) return { ...watch, places: null }
  const pattern = await findPattern(tx, id)
  if (pattern === undefined) return undefined
  const content = { ...pattern.content, unit: '', direction: 'above' as const }
  return { id, resource: null, places: content.places, content }
}
