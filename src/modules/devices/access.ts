import { type Access, grant } from '#kernel/access/define'

const manager = grant('data-manager', 'lead')
const system = grant('system')

/**
 * Who looks after devices: the data managers of the resource that they feed; the subject's `lead` is its provider.
 * Readings are stored by the platform; the device proved itself at the door by its key.
 */
export const access = {
  watch: [manager, grant('data-authority'), grant('auditor'), system],
  manage: [manager, system],
  store: [system],
} as const satisfies Record<string, Access>
