import type { Content, Item } from '#modules/catalogue/contract'
import type { ReleaseColumn, ReleaseHierarchy } from '../contract/plan.ts'
import type { ColumnProposal } from '../contract/views.ts'
import { usualHierarchies } from './hierarchies.ts'

/** Kinds of personal information that name one person by themselves; more than their presence is never given away. */
export const directKinds: readonly string[] = [
  'name',
  'id-card',
  'mobile',
  'landline',
  'email',
  'bank-card',
  'social-security',
  'passport',
  'permit',
  'plate',
  'wechat',
  'qq',
  'ip',
  'mac',
  'biometric',
  'face',
  'fingerprint',
  'financial-account',
  'location-track',
  'coordinates',
]

/** What the platform proposes never to give away: no release has to tell what somebody believes. */
const neverProposed: readonly string[] = ['religion']

export interface ProposalFacts {
  readonly content: Content
  /** Item → kind of personal information, as protection knows it. */
  readonly kinds: ReadonlyMap<string, string>
  /** Kinds that count as sensitive. */
  readonly sensitive: readonly string[]
  /** Item → the hierarchy that was kept for it. */
  readonly kept: ReadonlyMap<string, ReleaseHierarchy>
}

/**
 * A role for each item with the reason: proposed from the kind of personal information and the type, on the careful side;
 * a person decides.
 */
export function proposeColumns(facts: ProposalFacts): ColumnProposal[] {
  return facts.content.items.map((item) => {
    const kind = facts.kinds.get(item.name) ?? null
    const [column, why] = proposed(item, kind, facts)
    return { column, why, kind }
  })
}

function proposed(item: Item, kind: string | null, facts: ProposalFacts): [ReleaseColumn, string] {
  const left: ReleaseColumn = { role: 'identifier', item: item.name }
  if (kind !== null && neverProposed.includes(kind)) return [left, 'never']
  if (kind !== null && directKinds.includes(kind)) return [left, 'direct']
  if (kind === 'birth-date')
    return [quasi(item, facts, { kind: 'days', steps: ['year', 'five-years', 'ten-years'] }), 'birth']
  if (kind === 'address') return [quasi(item, facts, { kind: 'address' }), 'address']
  if (kind !== null && facts.sensitive.includes(kind))
    return [{ role: 'sensitive', item: item.name, diversity: { kind: 'distinct', l: 2 } }, 'sensitive']
  if (kind !== null) return [quasi(item, facts), 'personal']
  if (item.key) return [left, 'key']
  if (item.type === 'place') return [quasi(item, facts), 'place']
  if (item.type === 'date' || item.type === 'time') return [quasi(item, facts), 'day']
  if (item.type === 'point') return [left, 'point']
  if (/年龄|岁/.test(item.title)) return [quasi(item, facts, { kind: 'bands', widths: [5, 10, 20] }), 'age']
  if (facts.kept.has(item.name)) return [quasi(item, facts), 'kept']
  // What has no closed list is in words of its own, and words may name somebody.
  if (item.type === 'text' && item.values.length === 0) return [left, 'free-text']
  return [{ role: 'plain', item: item.name }, item.type === 'text' ? 'closed-list' : 'figure']
}

function quasi(item: Item, facts: ProposalFacts, usual?: ReleaseHierarchy): ReleaseColumn {
  const own = facts.kept.get(item.name)
  const [first = { kind: 'whole' as const }] = usualHierarchies(item.type)
  return { role: 'quasi', item: item.name, hierarchy: own ?? usual ?? first, least: 0 }
}

/** The item that tells whose a row is: the ID card where there is one. */
export function proposePerson(kinds: ReadonlyMap<string, string>): string | null {
  return [...kinds].find(([, kind]) => kind === 'id-card')?.[0] ?? null
}
