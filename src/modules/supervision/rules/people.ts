import { isWithin } from '#kernel/access/define'
import type { Case } from '#kernel/cases/define'
import { type AccountPost, mostOfficers, type ToldOfficer } from '#kernel/cases/rules'
import type { SupervisionPost } from '../contract.ts'

export interface People {
  readonly named: readonly SupervisionPost[]
  /** Posts that the kernel's own rule would tell, in its order. */
  readonly posts: readonly AccountPost[]
  /** Names of the active accounts among them. */
  readonly names: ReadonlyMap<string, string>
  /** Today in Shanghai. */
  readonly day: string
}

const rolesOfRung = { 1: null, 2: 'supervisor', 3: 'leader' } as const

/**
 * Whom a rung tells, by name: the overseer named for the case's place and lead, an absent one's deputy, else the
 * holders of the role. The first rung is the handlers'.
 */
export function toldOn(
  rung: 1 | 2 | 3,
  c: Pick<Case, 'place' | 'lead'>,
  people: People,
  accounts: readonly string[],
): ToldOfficer[] {
  const role = rolesOfRung[rung]
  const named = role === null ? [] : namedFor(role, c, people)
  return named.length > 0 ? named : holdersOf(accounts, c, people)
}

/** The narrowest named overseers: one for the lead organization before one for all, then the longest place. */
export function namedFor(
  role: 'supervisor' | 'leader',
  c: Pick<Case, 'place' | 'lead'>,
  people: People,
): ToldOfficer[] {
  const present = people.named
    .filter((p) => p.role === role && covers(p, c))
    .flatMap((p) => {
      const told = presentOf(p, people)
      return told === null ? [] : [{ rank: nearness(p, c.place), told }]
    })
  const best = Math.max(...present.map((p) => p.rank))
  return uniqueBy(present.filter((p) => p.rank === best).map((p) => p.told)).slice(0, mostOfficers)
}

function covers(p: SupervisionPost, c: Pick<Case, 'place' | 'lead'>): boolean {
  return isWithin(c.place, p.places) && (p.orgs.length === 0 || p.orgs.includes(c.lead?.org ?? ''))
}

function nearness(p: SupervisionPost, place: string): number {
  const longest = Math.max(0, ...p.places.filter((q) => isWithin(place, [q])).map((q) => q.length))
  return (p.orgs.length > 0 ? 1000 : 0) + longest
}

/** The named one, the deputy of an absent one, or nobody. */
function presentOf(p: SupervisionPost, { names, day }: People): ToldOfficer | null {
  const isAway = p.absentFrom !== null && p.absentFrom <= day && day <= (p.absentTo ?? '')
  const name = names.get(p.account)
  if (!isAway && name !== undefined) return { account: p.account, name, role: p.role, as: 'named' }
  const deputy = p.deputy === null ? undefined : names.get(p.deputy)
  if (p.deputy === null || deputy === undefined) return null
  return { account: p.deputy, name: deputy, role: p.role, as: 'deputy', absent: p.name }
}

/** The accounts that the kernel's rule chose, with name and role. */
export function holdersOf(
  accounts: readonly string[],
  c: Pick<Case, 'lead'>,
  { posts, names }: Pick<People, 'posts' | 'names'>,
): ToldOfficer[] {
  return accounts.flatMap((account): ToldOfficer[] => {
    const name = names.get(account)
    const role = posts.find((p) => p.account === account)?.role as ToldOfficer['role'] | undefined
    if (name === undefined || role === undefined) return []
    return [{ account, name, role, as: account === c.lead?.assignee ? 'assignee' : 'post' }]
  })
}

function uniqueBy(told: readonly ToldOfficer[]): ToldOfficer[] {
  return [...new Map(told.map((t) => [t.account, t])).values()]
}
