import { type Access, grant } from '#kernel/access/define'

const handler = grant('handler', 'lead')
const manager = grant('data-manager', 'lead')
const overseers = [grant('supervisor', 'place'), grant('leader', 'place')]
const auditor = grant('auditor')
const system = grant('system')

/**
 * Who may do what with levels of areas, enterprises and facilities. The subject's `lead` is the organization that owns
 * it and answers for its level.
 */
export const access = {
  see: [handler, manager, ...overseers, auditor, system],
  saveSubject: [handler, manager],
  confirm: [handler],
  override: [handler],
  review: [handler],
  /** A model reads data and judges others: its draft may be written by either, what runs only the register says. */
  readModels: [handler, manager, grant('supervisor'), grant('leader'), auditor],
  saveModel: [handler, manager],
  judge: [handler, manager, system],
  readTables: [
    grant('handler'),
    grant('data-manager'),
    grant('data-authority'),
    grant('supervisor'),
    grant('leader'),
    auditor,
  ],
  saveMeasures: [grant('leader')],
  saveForbidden: [grant('data-authority')],
  own: [grant('resident')],
  object: [grant('resident', 'own')],
  answer: [handler],
  carryOut: [system],
} as const satisfies Record<string, Access>

/** Tasks that measures open: the owner does them, the place's supervisors watch. */
export const inspectionAccess = {
  see: [handler, manager, ...overseers, auditor, system],
  unmasked: [handler, ...overseers],
  handle: [handler],
  decideExtension: [grant('supervisor', 'place')],
  supervise: overseers,
  revoke: [grant('supervisor', 'place')],
  note: [handler, ...overseers],
  climb: [system],
} as const satisfies Record<string, Access>

const careOfficer = grant('care-officer', 'place')

/**
 * Care levels are seen by those who give care and by the person, and by nobody else: no leader, no auditor, no data
 * manager. What was read stands in the audit.
 */
export const careAccess = {
  see: [careOfficer, grant('grid-worker', 'place')],
  propose: [careOfficer, grant('grid-worker', 'place')],
  confirm: [careOfficer],
  visit: [careOfficer, grant('grid-worker', 'place')],
  readGroups: [grant('care-officer'), grant('grid-worker'), grant('data-authority'), grant('leader')],
  saveGroups: [grant('data-authority')],
  own: [grant('resident', 'own')],
  mine: [grant('resident')],
  carryOut: [system],
} as const satisfies Record<string, Access>
