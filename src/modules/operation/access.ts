import { type Access, grant } from '#kernel/access/define'

const provider = grant('data-manager', 'lead')
const operator = grant('data-manager', 'handler')
const authority = grant('data-authority')
const auditor = grant('auditor')

/**
 * Who may do what in authorised operation. Of a product the operator is `co`; of a resource or an output the provider is
 * `lead`. Nobody, the authority included, gets rows here: there are none to get.
 */
export const access = {
  registerResource: [provider],
  confirmResource: [authority],
  readRegistrations: [grant('data-manager'), authority, auditor],
  saveProduct: [operator],
  judgeProduct: [authority],
  withdrawProduct: [operator, authority],
  readProducts: [operator, authority, auditor],
  run: [operator],
  review: [provider],
  readRuns: [operator, authority, auditor],
  readHeld: [grant('data-manager')],
} as const satisfies Record<string, Access>
