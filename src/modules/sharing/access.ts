import { type Access, grant } from '#kernel/access/define'

const provider = grant('data-manager', 'lead')
const party = grant('data-manager', 'handler')
const authority = grant('data-authority')
const auditor = grant('auditor')
const system = grant('system')

/**
 * Who may do what with requests and grants. The subject's `lead` is the provider, `co` the organization that asks or uses.
 * `party` reaches both; a step for one side alone has a condition in the case's table.
 */
export const access = {
  see: [party, authority, auditor, system],
  unmasked: [party, authority, auditor, system],
  apply: [party],
  answer: [party],
  decide: [provider],
  object: [party],
  judge: [authority],
  decideExtension: [authority],
  switchOn: [provider, system],
  note: [party, authority],
  readGrants: [party, authority, auditor, system],
  suspend: [provider, authority],
  end: [party, authority, system],
  readRows: [party],
  saveClocks: [authority],
  readClocks: [grant('data-manager'), authority, auditor],
} as const satisfies Record<string, Access>
