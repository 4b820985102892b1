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
  { to: '/pulls', name: 'pulls', key: 'p', roles: ['data-manager', 'data-authority', 'auditor'] },
  { to: '/devices', name: 'devices', key: 'z', roles: ['data-manager', 'data-authority', 'auditor'] },
  {
    to: '/protection',
    name: 'protection',
    key: 'g',
    roles: ['data-manager', 'data-authority', 'auditor', 'clerk'],
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
    to: '/control',
    name: 'control',
    // Every letter has its page: signs follow.
    key: ';',
    roles: ['handler', 'supervisor', 'leader', 'auditor', 'data-manager', 'data-authority'],
  },
  { to: '/care', name: 'care', key: "'", roles: ['care-officer', 'grid-worker'] },
] as const satisfies readonly {
  to: string
  name: string
  key: string
  roles: readonly Role[]
  /** Set up once or looked up now and then: behind “more” where a header holds too many. */
  isSeldom?: true
}[]

export function pagesFor(me: Me) {
  return pages.filter((page) => page.roles.some((role) => hasRole(me, role)))
}

/** So many stand side by side on a desk's screen. */
const mostInRow = 9

/** What stands in the header, and what behind “more”. */
export function headerPages(me: Me) {
  const mine = pagesFor(me)
  const isSeldom = (page: (typeof mine)[number]) => 'isSeldom' in page && mine.length > mostInRow
  return { often: mine.filter((page) => !isSeldom(page)), seldom: mine.filter(isSeldom) }
}
