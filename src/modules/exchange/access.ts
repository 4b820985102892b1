import { type Access, grant } from '#kernel/access/define'

const manager = grant('data-manager', 'lead')
const party = grant('data-manager', 'handler')
const authority = grant('data-authority')
const auditor = grant('auditor')
const system = grant('system')

/**
 * Who may do what at the gateway. Of a system the subject's `lead` is its organization; of an exchange `lead` is the
 * provider and `co` the consumer. What a client may read is judged by the grant, at each call.
 */
export const access = {
  call: [grant('client')],
  /** A refused call is logged whoever made it. */
  log: [grant('anyone')],
  seeSystems: [manager, authority, auditor],
  register: [manager],
  confirm: [authority],
  revoke: [manager, authority],
  rotate: [manager],
  rotatePlatformKey: [authority, system],
  seeLog: [party, authority, auditor],
  exportLog: [party, auditor],
  deliver: [system],
} as const satisfies Record<string, Access>
