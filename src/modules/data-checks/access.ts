import { type Access, grant } from '#kernel/access/define'
import { Role } from '#kernel/identity/define'

const manager = grant('data-manager', 'lead')
const authority = grant('data-authority')
const auditor = grant('auditor')
const system = grant('system')
const supervisor = grant('supervisor', 'place')
const leader = grant('leader', 'place')
/** Any officer: what is shown is about the reader. */
const officers = Role.options.map((role) => grant(role))

/**
 * Who may do what with duties, checks and findings. The subject's `lead` is the organization that a finding is about, its
 * place that of the organization.
 */
export const access = {
  seeFindings: [manager, authority, auditor, supervisor, leader],
  /** Whose reading it is: the supervisor of the unit, who judges, the authority and the audit; beside them the person. */
  seePerson: [authority, auditor, supervisor],
  seeOwn: officers,
  explain: officers,
  carryOut: [system],
  runNow: [authority],
  /** Has one finding looked at again: who repaired its cause, or the authority. */
  checkAgain: [manager, authority],
  preview: [authority, auditor],
  seeTable: [grant('data-manager'), authority, auditor, grant('supervisor'), grant('leader')],
  saveTable: [authority],
  seeDuties: [grant('data-manager'), authority, auditor, grant('supervisor'), grant('leader')],
} as const satisfies Record<string, Access>

/**
 * A check that a post has to answer. The lead is the organization, or, where it has nobody who could answer, the data
 * authority's; of reading by a person it is the supervisor's.
 */
export const caseAccess = {
  see: [manager, grant('supervisor', 'lead'), authority, auditor, supervisor, leader, system],
  unmasked: [manager, authority, auditor],
  answer: [manager, grant('data-authority', 'lead'), grant('supervisor', 'lead')],
  judge: [authority, supervisor],
  supervise: [supervisor, leader, authority],
  escalate: [system],
  settle: [system],
  note: [manager, authority, supervisor, leader],
} as const satisfies Record<string, Access>

/** The yearly report: of its own organization for a data manager, of all for the authority. */
export const reportAccess = {
  read: [manager, authority, auditor, grant('leader', 'place'), system],
  make: [manager, authority, system],
  sign: [authority],
} as const satisfies Record<string, Access>
