import type { Selectable } from 'kysely'
import type { LetterView } from '../contract.ts'
import type { LetterTable } from '../tables.ts'

export function letterView(l: Selectable<LetterTable>): LetterView {
  const { id, kind, name, reason, state, times } = l
  return {
    id,
    kind,
    name,
    reason,
    state,
    times,
    at: l.at.toISOString(),
    passable: kind === 'file' || l.after !== null,
  }
}
