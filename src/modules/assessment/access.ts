import { type Access, grant } from '#kernel/access/define'

const supervisor = grant('supervisor', 'place')
const leader = grant('leader', 'place')
const auditor = grant('auditor')
/** An organization sees and contests what is counted against it. */
const lead = grant('handler', 'lead')

export const access = {
  read: [supervisor, leader, auditor, lead],
  file: [lead],
  decide: [supervisor],
  judge: [supervisor],
  record: [grant('system')],
} as const satisfies Record<string, Access>
