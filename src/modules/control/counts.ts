import type { Database, Tx } from '#kernel/database'
import type { SubjectKind } from './contract/subjects.ts'

/** What a count is asked about. */
export interface Counted {
  readonly id: string
  readonly kind: SubjectKind
  readonly identifier: string
  readonly place: string
}

/**
 * A number that a module counts about places or objects and that models may read: warnings, findings, cases. It never
 * counts what a person did.
 */
export interface CountDoor {
  readonly source: string
  readonly zh: string
  readonly en: string
  readonly kinds: readonly SubjectKind[]
  /** Subject id → number, and when the newest of what was counted happened; absent: nothing is known, not 0. */
  count(
    db: Tx | Database,
    subjects: readonly Counted[],
    from: Date,
    now: Date,
  ): Promise<ReadonlyMap<string, { readonly value: number; readonly at: Date | null }>>
}

const doors = new Map<string, CountDoor>()

/** Another module gives its count here when the program is put together; the same source again replaces the first. */
export function provideCount(door: CountDoor): void {
  doors.set(door.source, door)
}

export function findCount(source: string): CountDoor | undefined {
  return doors.get(source)
}

export function listCounts(): CountDoor[] {
  return [...doors.values()].toSorted((a, b) => (a.source < b.source ? -1 : 1))
}
