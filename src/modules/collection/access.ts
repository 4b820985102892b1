import { type Access, grant } from '#kernel/access/define'

const manager = grant('data-manager', 'lead')
const system = grant('system')

/**
 * Who brings data in and looks after it: the provider's data managers, and the platform for the channels that it runs.
 * The subject's `lead` is the resource's provider. Others read rows through a grant, never through this table.
 */
export const access = {
  deliver: [manager, system],
  /** Sees deliveries and quarantine without the rows' values. */
  watch: [manager, grant('data-authority'), grant('auditor'), system],
  readRows: [manager, system],
  repair: [manager],
} as const satisfies Record<string, Access>
