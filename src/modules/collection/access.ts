import { type Access, grant } from '#kernel/access/define'

const manager = grant('data-manager', 'lead')
const authority = grant('data-authority')
const auditor = grant('auditor')
const system = grant('system')

/**
 * Who brings data in and looks after it: the provider's data managers, and the platform for the channels that it runs.
 * The subject's `lead` is the resource's provider. Others read rows through a grant, never through this table.
 */
export const access = {
  deliver: [manager, system],
  /** Sees deliveries, quality and quarantine without the rows' values. */
  watch: [manager, authority, auditor, system],
  readRows: [manager, system],
  repair: [manager],
  setWeights: [authority],
  recount: [authority, system],
  /** A form on site: the place is the row's. */
  fillForm: [grant('grid-worker', 'place'), grant('data-manager', 'place')],
} as const satisfies Record<string, Access>

const handler = grant('handler', 'lead')

/** Tasks about data: the provider's handlers and data managers work on them, the data authority checks. */
export const taskAccess = {
  see: [manager, handler, authority, grant('supervisor', 'place'), grant('leader', 'place'), auditor, system],
  unmasked: [manager, handler, authority],
  open: [system],
  accept: [manager, handler],
  assign: [manager, handler],
  report: [manager, handler],
  supervise: [grant('supervisor', 'place'), grant('leader', 'place'), authority],
  rework: [authority],
  close: [authority],
  settle: [system],
  note: [manager, handler, authority, grant('supervisor', 'place')],
  climb: [system],
} as const satisfies Record<string, Access>
