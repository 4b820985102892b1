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
  { to: '/duties', name: 'duties', key: 'd', roles: officers },
  { to: '/urgency', name: 'urgency', key: 'u', roles: ['admin', 'leader', 'supervisor'] },
  { to: '/calendar', name: 'calendar', key: 'l', roles: ['admin', 'leader', 'supervisor'] },
  { to: '/territory', name: 'territory', key: 'y', roles: ['admin'] },
  { to: '/assistant', name: 'assistant', key: 'w', roles: officers },
  { to: '/algorithms', name: 'algorithms', key: 'a', roles: officers },
  { to: '/audit', name: 'audit', key: 't', roles: ['auditor'] },
  { to: '/accounts', name: 'accounts', key: 'c', roles: ['admin'] },
  { to: '/open311', name: 'open311', key: 'o', roles: ['admin', 'auditor'] },
] as const satisfies readonly { to: string; name: string; key: string; roles: readonly Role[] }[]

export function pagesFor(me: Me) {
  return pages.filter((page) => page.roles.some((role) => hasRole(me, role)))
}
