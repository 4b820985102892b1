import { type Access, grant } from '#kernel/access/define'

const supervisor = grant('supervisor', 'place')
const leader = grant('leader', 'place')
const system = grant('system')

/** Who oversees what: places of the post, and for a report all places of its scope. */
export const access = {
  overview: [supervisor, leader],
  readLadder: [grant('supervisor'), grant('leader'), grant('admin')],
  savePolicy: [grant('admin')],
  savePost: [grant('admin'), supervisor, leader],
  readFacts: [supervisor, leader, system],
  readReport: [supervisor, leader, grant('auditor')],
  makeReport: [supervisor, leader, system],
  remark: [supervisor, leader],
  sign: [supervisor, leader],
  notify: [system],
} as const satisfies Record<string, Access>
