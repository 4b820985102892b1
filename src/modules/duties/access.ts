import { type Access, grant } from '#kernel/access/define'

const officers: Access = [
  grant('clerk'),
  grant('dispatcher'),
  grant('handler'),
  grant('supervisor'),
  grant('leader'),
  grant('grid-worker'),
  grant('auditor'),
  grant('admin'),
]

/** Who may do what with the duty list. The tree of categories and the limits are for everybody. */
export const access = {
  seed: [grant('system')],
  save: [grant('admin')],
  retire: [grant('admin')],
  import: [grant('admin')],
  saveUrgency: [grant('admin')],
  savePrecedent: [grant('system')],
  retirePrecedent: [grant('admin'), grant('supervisor')],
  read: officers,
  check: [grant('admin'), grant('supervisor'), grant('leader'), grant('auditor')],
  readUrgency: [grant('anyone')],
} as const satisfies Record<string, Access>
