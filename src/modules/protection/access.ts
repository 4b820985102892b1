import { type Access, grant } from '#kernel/access/define'

const manager = grant('data-manager', 'lead')
const party = grant('data-manager', 'handler')
const authority = grant('data-authority')
const auditor = grant('auditor')
const system = grant('system')

/**
 * Who may do what for the protection of personal information. The subject's `lead` is the organization that provides
 * the resource.
 */
export const access = {
  /** Sees kinds, counts and masked examples; rows themselves are collection's and sharing's. */
  seeKinds: [manager, authority, auditor, system],
  detect: [manager, authority, system],
  propose: [system],
  confirm: [manager],
  /** An assessment's `lead` is the provider, `co` the organization that processes. */
  seeAssessments: [party, authority, auditor, system],
  /** Whoever processes assesses: here `lead` is that organization. */
  writeAssessment: [manager],
  judgeAssessment: [authority],
  saveTables: [authority],
} as const satisfies Record<string, Access>

const own = grant('resident', 'own')

/** A person’s own data, and requests about it: the person, and the organization that provides the row. */
export const correctionAccess = {
  mine: [grant('resident')],
  /** At the counter, with the card in hand. */
  verify: [grant('clerk')],
  index: [system],
  ask: [own],
  see: [own, manager, authority, auditor, system],
  unmasked: [own, manager],
  /** Reads what the row holds and what the person says is right. */
  compare: [manager],
  decide: [manager],
  carryOut: [system],
  climb: [system],
} as const satisfies Record<string, Access>

/** How long rows are kept, and their end. */
export const retentionAccess = {
  see: [manager, authority, auditor, system],
  set: [manager, authority],
  /** The provider answers for its rows. */
  confirm: [manager],
  carryOut: [system],
} as const satisfies Record<string, Access>
