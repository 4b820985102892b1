import { type Access, grant } from '#kernel/access/define'

const provider = grant('data-manager', 'lead')
const authority = grant('data-authority')
const auditor = grant('auditor')
const system = grant('system')

/**
 * Who may do what with releases. The resource's provider is `lead`; of a release that is out, its named recipient is `co`
 * and sees its card.
 */
export const access = {
  propose: [provider],
  save: [provider],
  saveHierarchy: [provider],
  see: [grant('data-manager', 'handler'), authority, auditor],
  /** Plan and result, figures of the rows among them. */
  seeInside: [provider, authority, auditor],
  judge: [authority],
  withdraw: [provider, authority],
  /** Reads the rows, computes, writes the files. */
  work: [system],
  seeOpen: [grant('anyone')],
  takeOpen: [grant('anyone')],
  /** The recipient; the provider looks at what it gives. */
  takeNamed: [grant('data-manager', 'handler')],
} as const satisfies Record<string, Access>
