import { type Access, grant } from '#kernel/access/define'

const officer = grant('warning-officer')
const system = grant('system')

/**
 * Who speaks for the city: the warning officer, for the places of the post and no others. Nothing publishes by itself;
 * what the platform does alone is to read feeds and to tell those who asked for it.
 */
export const access = {
  read: [grant('anyone')],
  see: [
    officer,
    grant('dispatcher'),
    grant('supervisor'),
    grant('leader'),
    grant('admin'),
    grant('auditor'),
    system,
  ],
  publish: [grant('warning-officer', 'place')],
  receive: [officer, system],
  manage: [officer, grant('admin'), system],
  poll: [system],
  tell: [system],
  subscribe: [grant('resident', 'own')],
} as const satisfies Record<string, Access>
