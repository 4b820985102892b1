import type { Me } from '#kernel/identity/contract'
import type { Role } from '#kernel/identity/define'
import { hasRole } from '../../ui/session.tsx'

const officers: readonly Role[] = [
  'clerk',
  'dispatcher',
  'handler',
  'supervisor',
  'leader',
  'auditor',
  'admin',
]

/** The pages of the desk and whose work they are; the server decides, this only keeps what nobody needs out of sight. */
export const pages = [
  {
    to: '/',
    name: 'queue',
    key: 'q',
    roles: ['clerk', 'dispatcher', 'handler', 'supervisor', 'leader', 'auditor'],
  },
  { to: '/new', name: 'new', key: 'n', roles: ['clerk', 'dispatcher'] },
  { to: '/import', name: 'import', key: 'i', roles: ['clerk', 'dispatcher'] },
  {
    to: '/statistics',
    name: 'statistics',
    key: 's',
    roles: ['dispatcher', 'handler', 'supervisor', 'leader', 'auditor'],
  },
  { to: '/supervision', name: 'supervision', key: 'v', roles: ['supervisor', 'leader'] },
  { to: '/reports', name: 'reports', key: 'r', roles: ['supervisor', 'leader', 'auditor'] },
  {
    to: '/warnings',
    name: 'warnings',
    key: null,
    roles: ['warning-officer', 'supervisor', 'leader', 'handler', 'auditor'],
  },
  {
    to: '/hot-issues',
    name: 'hot-issues',
    key: 'h',
    roles: ['clerk', 'dispatcher', 'handler', 'supervisor', 'leader', 'auditor'],
  },
  {
    to: '/tasks',
    name: 'tasks',
    key: 'k',
    roles: ['dispatcher', 'handler', 'supervisor', 'leader', 'auditor'],
  },
  {
    to: '/assessment',
    name: 'assessment',
    key: 'e',
    roles: ['handler', 'supervisor', 'leader', 'auditor'],
  },
  {
    to: '/catalogue',
    name: 'catalogue',
    key: 'm',
    roles: [...officers, 'grid-worker', 'data-manager', 'data-authority'],
    isSeldom: true,
  },
  {
    to: '/sharing',
    name: 'sharing',
    key: 'f',
    roles: ['data-manager', 'data-authority', 'auditor'],
  },
  {
    to: '/collection',
    name: 'collection',
    key: 'b',
    roles: ['data-manager', 'data-authority', 'auditor'],
  },
  {
    to: '/linkage',
    name: 'linkage',
    key: 'j',
    roles: ['data-manager', 'data-authority', 'auditor'],
    isSeldom: true,
  },
  {
    to: '/operation',
    name: 'operation',
    // Every letter has its page, and 1 to 9 are actions of a case.
    key: '0',
    roles: ['data-manager', 'data-authority', 'auditor'],
  },
  {
    to: '/releases',
    name: 'releases',
    key: null,
    roles: ['data-manager', 'data-authority', 'auditor'],
    isSeldom: true,
  },
  {
    to: '/scenarios',
    name: 'scenarios',
    key: null,
    roles: ['data-manager', 'data-authority', 'supervisor', 'leader', 'auditor', 'admin'],
    isSeldom: true,
  },
  {
    to: '/scenarios/run',
    name: 'running',
    key: null,
    roles: [...officers, 'grid-worker', 'data-manager', 'data-authority', 'warning-officer', 'care-officer'],
    isSeldom: true,
  },
  {
    to: '/scenarios/cases',
    name: 'scenario-cases',
    key: null,
    roles: ['handler', 'data-manager', 'supervisor', 'leader', 'auditor'],
  },
  {
    to: '/scenarios/needs',
    name: 'scenario-needs',
    key: null,
    roles: ['data-manager', 'data-authority', 'handler', 'supervisor', 'leader', 'auditor'],
    isSeldom: true,
  },
  { to: '/pulls', name: 'pulls', key: 'p', roles: ['data-manager', 'data-authority', 'auditor'] },
  { to: '/devices', name: 'devices', key: 'z', roles: ['data-manager', 'data-authority', 'auditor'] },
  {
    to: '/protection',
    name: 'protection',
    key: 'g',
    roles: ['data-manager', 'data-authority', 'auditor', 'clerk'],
    isSeldom: true,
  },
  {
    to: '/data-checks',
    name: 'data-checks',
    key: null,
    roles: [...officers, 'data-manager', 'data-authority', 'grid-worker'],
    isSeldom: true,
  },
  { to: '/duties', name: 'duties', key: 'd', roles: officers },
  { to: '/urgency', name: 'urgency', key: 'u', roles: ['admin', 'leader', 'supervisor'], isSeldom: true },
  { to: '/calendar', name: 'calendar', key: 'l', roles: ['admin', 'leader', 'supervisor'], isSeldom: true },
  { to: '/territory', name: 'territory', key: 'y', roles: ['admin'], isSeldom: true },
  { to: '/assistant', name: 'assistant', key: 'w', roles: officers, isSeldom: true },
  { to: '/algorithms', name: 'algorithms', key: 'a', roles: officers, isSeldom: true },
  { to: '/audit', name: 'audit', key: 't', roles: ['auditor'], isSeldom: true },
  { to: '/accounts', name: 'accounts', key: 'c', roles: ['admin'], isSeldom: true },
  { to: '/open311', name: 'open311', key: 'o', roles: ['admin', 'auditor'], isSeldom: true },
  { to: '/exchange', name: 'exchange', key: 'x', roles: ['data-manager', 'data-authority', 'auditor'] },
  {
    to: '/cap',
    name: 'cap',
    key: null,
    roles: ['warning-officer', 'dispatcher', 'supervisor', 'leader', 'auditor', 'admin'],
    isSeldom: true,
  },
  {
    to: '/control',
    name: 'control',
    key: null,
    roles: ['handler', 'supervisor', 'leader', 'auditor', 'data-manager', 'data-authority'],
  },
  { to: '/care', name: 'care', key: null, roles: ['care-officer', 'grid-worker', 'data-authority'] },
] as const satisfies readonly {
  to: string
  name: string
  /** Null where every key has its page already. */
  key: string | null
  roles: readonly Role[]
  /** Set up once or looked up now and then. */
  isSeldom?: true
}[]

export function pagesFor(me: Me) {
  return pages.filter((page) => page.roles.some((role) => hasRole(me, role)))
}

/** What is opened seldom stands last, and so is what goes behind “more” where a header has no room for all. */
export function inHeaderOrder(me: Me) {
  const mine = pagesFor(me)
  const isSeldom = (page: (typeof mine)[number]) => 'isSeldom' in page
  return [...mine.filter((page) => !isSeldom(page)), ...mine.filter(isSeldom)]
}
