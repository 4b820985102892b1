import { type RawBuilder, sql } from 'kysely'
import { accessCondition, withinPlaces } from '#kernel/access'
import { type Access, type Grant, mayEver } from '#kernel/access/define'
import type { Actor } from '#kernel/identity/define'
import type { CaseType } from '../define.ts'
import { segments } from './facts.ts'
import type { Dimension } from './grains.ts'

export interface Asked {
  readonly place?: string | undefined
  readonly org?: string | undefined
  readonly channel?: readonly string[] | undefined
  readonly category?: readonly string[] | undefined
  readonly urgency?: readonly string[] | undefined
}

/** What somebody may see of the counts, cut by what was asked, and what a grain has to know to be cut so. */
export interface Reach {
  readonly conditions: readonly RawBuilder<boolean>[]
  readonly needs: ReadonlySet<Dimension>
}

/**
 * Who sees which statistics: officers, as far as they see the cases. Co-handled cases count for the lead alone, so
 * that the sum over organizations is the whole.
 */
export function statisticsAccess(type: CaseType): Access {
  return type.see
    .filter((g) => g.scope !== 'own')
    .map((g): Grant => (g.scope === 'handler' ? { ...g, scope: 'lead' } : g))
}

/**
 * The actor's reach over rows of counts. They carry place and lead organization like the cases, so that the one
 * judgement of lists serves both; a grain that leaves out what it would judge by must not be read.
 */
export function reachOf(access: Access, actor: Actor, asked: Asked): Reach {
  const each = (column: string, codes: readonly string[] | undefined) =>
    codes === undefined ? [] : [sql<boolean>`${sql.ref(column)} = any(${[...codes]}::text[])`]
  return {
    conditions: [
      accessCondition(access, actor),
      ...(asked.place === undefined ? [] : [withinPlaces([asked.place])]),
      ...each('lead_org', asked.org === undefined ? undefined : [asked.org]),
      ...each('channel', asked.channel),
      ...each('category', asked.category),
      ...each('urgency', asked.urgency),
    ],
    needs: new Set([...neededFor(access, actor), ...neededForFilters(asked)]),
  }
}

function neededFor(access: Access, actor: Actor): Dimension[] {
  const granted = access.filter((g) => mayEver([g], actor))
  if (granted.some((g) => g.scope === 'anywhere')) return []
  const placed = new Set(granted.filter((g) => g.scope === 'place').map((g) => g.who))
  const isDeep = actor.posts.some((p) => placed.has(p.role) && p.places.some(isBelowDistrict))
  const byOrg = granted.some((g) => g.scope === 'lead')
  return [...(isDeep ? (['township'] as const) : []), ...(byOrg ? (['org'] as const) : [])]
}

function neededForFilters(asked: Asked): Dimension[] {
  return (
    [
      ['township', asked.place !== undefined && isBelowDistrict(asked.place)],
      ['org', asked.org !== undefined],
      ['channel', asked.channel !== undefined],
      ['category', asked.category !== undefined],
      ['urgency', asked.urgency !== undefined],
    ] as const
  ).flatMap(([dimension, isNeeded]) => (isNeeded ? [dimension] : []))
}

function isBelowDistrict(place: string): boolean {
  return segments(place).length > 2
}
