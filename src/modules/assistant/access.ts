import { type Access, grant } from '#kernel/access/define'

const officers: Access = [
  grant('clerk'),
  grant('dispatcher'),
  grant('handler'),
  grant('supervisor'),
  grant('leader'),
  grant('auditor'),
  grant('admin'),
]
const editors: Access = [grant('clerk'), grant('supervisor'), grant('admin')]

/** Who may do what with the assistant. Asking is for everybody; what it may quote is kept by officers. */
export const access = {
  ask: [grant('anyone')],
  readPassage: [grant('anyone')],
  list: officers,
  edit: editors,
  seed: [grant('system')],
  offer: [grant('system')],
  similar: [grant('handler'), grant('clerk'), grant('dispatcher'), grant('supervisor')],
} as const satisfies Record<string, Access>
