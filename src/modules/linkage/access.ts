import { type Access, grant } from '#kernel/access/define'

const keeper = grant('data-manager', 'lead')
const authority = grant('data-authority')
const system = grant('system')

/**
 * The subject's `lead` is the organization that links. It reads each source by a grant of its own, so a provider that takes
 * its grant back takes its records out of the next run and of every page at once.
 */
export const access = {
  read: [keeper, authority, grant('auditor')],
  save: [keeper],
  start: [keeper],
  /** Sees the values of the records. */
  review: [keeper],
  judge: [keeper],
  store: [system],
} as const satisfies Record<string, Access>
