import { type Access, grant } from '#kernel/access/define'

const manager = grant('data-manager', 'lead')
const authority = grant('data-authority')
const system = grant('system')

/**
 * Who may do what with the catalogue. The subject's `lead` is the organization that provides the resource. What is
 * published every officer may find: a resource that nobody knows of is collected twice. Rows are another matter.
 */
export const access = {
  find: [
    grant('clerk'),
    grant('dispatcher'),
    grant('handler'),
    grant('supervisor'),
    grant('leader'),
    grant('grid-worker'),
    grant('warning-officer'),
    grant('auditor'),
    grant('admin'),
    grant('data-manager'),
    authority,
    system,
  ],
  /** Sees what is not published yet. */
  seeDraft: [manager, authority, grant('auditor'), system],
  create: [manager, authority, system],
  edit: [manager, authority, system],
  publish: [manager, authority, system],
  retire: [manager, authority, system],
  /** What a scenario stands on, when people decide so on its page. */
  restore: [system],
  link: [manager, authority, system],
  grade: [manager, authority],
  /** The platform asks for a grade and counts rows. */
  askGrade: [system],
  saveTable: [authority],
  seeDue: [manager, authority, grant('auditor')],
} as const satisfies Record<string, Access>
