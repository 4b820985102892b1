import { type Access, grant } from '#kernel/access/define'

const admin = grant('admin')
const auditor = grant('auditor')
const client = grant('client')

/** Who may do what at the door for other systems; a client acts on what it reported itself. */
export const access = {
  read: [grant('anyone')],
  post: [client],
  update: [grant('client', 'own')],
  test: [client],
  manage: [admin],
  see: [admin, auditor],
  forward: [grant('dispatcher', 'place'), grant('supervisor', 'place'), grant('handler', 'lead')],
  seeForwards: [
    grant('clerk', 'place'),
    grant('dispatcher', 'place'),
    grant('supervisor', 'place'),
    grant('leader', 'place'),
    grant('handler', 'handler'),
    grant('auditor'),
  ],
  exchange: [grant('system')],
} as const satisfies Record<string, Access>
