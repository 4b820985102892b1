import { type Access, grant } from '#kernel/access/define'

const provider = grant('data-manager', 'lead')
const party = grant('data-manager', 'handler')
const authority = grant('data-authority')
const auditor = grant('auditor')
const system = grant('system')
/** Overdue requests are seen and pressed for like every case. */
const overseers = [grant('supervisor', 'place'), grant('leader', 'place')]

/**
 * Who may do what with requests and grants. The subject's `lead` is the provider, `co` the organization that asks or uses.
 * `party` reaches both; a step for one side alone has a condition in the case's table.
 */
export const access = {
  see: [party, authority, auditor, system, ...overseers],
  unmasked: [party, authority, auditor, system],
  apply: [party],
  answer: [party],
  decide: [provider],
  object: [party],
  judge: [authority],
  decideExtension: [authority],
  switchOn: [provider, system],
  /** Looks at what a drafted grant would give; the rows are the provider's own. */
  simulate: [provider],
  note: [party, authority],
  supervise: [authority, ...overseers],
  readGrants: [party, authority, auditor, system],
  suspend: [provider, authority],
  end: [party, authority, system],
  /** Ends what has run out, and stops what its resource no longer bears. */
  look: [system],
  readRows: [party],
  /** Fills a form in from what its organization was granted; the form's own roles narrow it. */
  prefill: [
    grant('data-manager', 'lead'),
    grant('handler', 'lead'),
    grant('grid-worker', 'lead'),
    grant('clerk', 'lead'),
  ],
  saveClocks: [authority],
  readClocks: [grant('data-manager'), authority, auditor],
  climb: [system],
} as const satisfies Record<string, Access>
