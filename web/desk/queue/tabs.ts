import type { Me } from '#kernel/identity/contract'
import type { Role } from '#kernel/identity/define'
import type { CaseFilter } from '../../ui/cases.ts'
import { hasRole } from '../../ui/session.tsx'

export interface Tab {
  readonly name: TabName
  readonly roles: readonly Role[]
  readonly filter: CaseFilter
}

const everyone = ['clerk', 'dispatcher', 'handler', 'supervisor', 'leader', 'auditor'] as const

export type TabName =
  | 'dispatch'
  | 'accept'
  | 'work'
  | 'co'
  | 'mine'
  | 'dispute'
  | 'overdue'
  | 'visit'
  | 'answered'
  | 'all'

/** The heaps of work, in the order in which a case passes through them. */
export const tabs: readonly Tab[] = [
  {
    name: 'dispatch',
    roles: ['dispatcher', 'clerk'],
    filter: { state: 'submitted,classified', sort: 'due' },
  },
  {
    name: 'overdue',
    roles: ['supervisor', 'leader', 'dispatcher', 'handler'],
    filter: { overdue: true, sort: 'due' },
  },
  {
    name: 'accept',
    roles: ['handler', 'dispatcher', 'supervisor', 'leader'],
    filter: { state: 'dispatched', sort: 'due' },
  },
  {
    name: 'work',
    roles: ['handler', 'dispatcher', 'supervisor', 'leader'],
    filter: { state: 'accepted,handled', sort: 'due' },
  },
  { name: 'mine', roles: ['handler'], filter: { scope: 'mine', open: true, sort: 'due' } },
  {
    name: 'co',
    roles: ['handler'],
    filter: { scope: 'asked', sort: 'due' },
  },
  {
    name: 'dispute',
    roles: ['supervisor', 'dispatcher', 'leader'],
    filter: { disputed: true, sort: 'due' },
  },
  { name: 'visit', roles: ['clerk'], filter: { state: 'rated', sort: 'oldest' } },
  { name: 'answered', roles: everyone, filter: { state: 'answered,rated', sort: 'newest' } },
  { name: 'all', roles: everyone, filter: { sort: 'newest' } },
]

export function tabsFor(me: Me): readonly Tab[] {
  return tabs.filter((tab) => tab.roles.some((role) => hasRole(me, role)))
}

/** The tab of the address, else the first heap of the reader's own work. */
export function currentTab(me: Me, name: string | undefined): Tab | undefined {
  const mine = tabsFor(me)
  return mine.find((tab) => tab.name === name) ?? mine.find((tab) => tab.name !== 'overdue' || isOverseer(me))
}

function isOverseer(me: Me): boolean {
  return (hasRole(me, 'supervisor') || hasRole(me, 'leader')) && !hasRole(me, 'dispatcher')
}

/** The filters that a person may set, as they stand in the address. */
export const filterNames = [
  'text',
  'urgency',
  'channel',
  'category',
  'place',
  'org',
  'overdue',
  'due',
  'rung',
  'held',
  'supervised',
  'disputed',
  'lateCo',
  'state',
  'from',
  'to',
  'answeredFrom',
  'answeredTo',
  'late',
  'rating',
  'solved',
  'open',
  'closedFrom',
  'closedTo',
  'ratedFrom',
  'ratedTo',
  'dispatchedFrom',
  'dispatchedTo',
  'right',
  'acceptedFrom',
  'acceptedTo',
  'dueFrom',
  'dueTo',
  'met',
  'did',
  'didFrom',
  'didTo',
] as const

export type FilterName = (typeof filterNames)[number]

/** What is asked of the server: the tab's own filter, narrowed by the person's. */
export function queryOf(tab: Tab, filters: Readonly<Record<string, string | undefined>>): CaseFilter {
  const own = Object.fromEntries(
    filterNames.map((name) => [name, filters[name]]).filter(([, value]) => value !== undefined),
  )
  return {
    ...own,
    ...tab.filter,
    ...(own.state !== undefined && tab.filter.state === undefined ? { state: own.state } : {}),
    limit: 50,
  }
}
