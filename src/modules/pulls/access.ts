import { type Access, grant } from '#kernel/access/define'

const manager = grant('data-manager', 'lead')
const system = grant('system')

/**
 * Who has data fetched. The subject's `lead` is the resource's provider: its data managers define where their rows
 * come from, and they alone, for a source holds a secret of theirs.
 */
export const access = {
  watch: [manager, grant('data-authority'), grant('auditor'), system],
  save: [manager, system],
  try: [manager],
  run: [manager, system],
  settle: [manager],
  take: [system],
  /** How long runs and letters are kept is one rule for all sources. */
  saveRetention: [grant('data-authority')],
} as const satisfies Record<string, Access>
