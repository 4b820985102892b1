import { type Access, grant } from '#kernel/access/define'

/** The administrator brings layers; every officer may look at them. */
export const access = {
  import: [grant('admin')],
  read: [
    grant('admin'),
    grant('clerk'),
    grant('dispatcher'),
    grant('handler'),
    grant('supervisor'),
    grant('leader'),
    grant('grid-worker'),
    grant('auditor'),
  ],
} as const satisfies Record<string, Access>
