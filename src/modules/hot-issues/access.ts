import { type Access, grant } from '#kernel/access/define'

/**
 * Who may do what with hot issues and the tasks made of them. An issue is seen by whoever sees one of its appeals, or
 * its task; of its members each reader sees those that the appeals' own table shows.
 */

const dispatcher = grant('dispatcher', 'place')
const supervisor = grant('supervisor', 'place')
const leader = grant('leader', 'place')
const lead = grant('handler', 'lead')

export const access = {
  read: [
    grant('clerk'),
    grant('dispatcher'),
    grant('handler'),
    grant('supervisor'),
    grant('leader'),
    grant('auditor'),
  ],
  curate: [dispatcher, supervisor],
  createTask: [dispatcher, supervisor],
  see: [dispatcher, supervisor, leader, grant('handler', 'handler'), grant('auditor'), grant('system')],
  unmasked: [dispatcher, supervisor, lead],
  dispatch: [dispatcher, supervisor],
  accept: [lead],
  assign: [lead],
  handle: [lead],
  report: [lead],
  giveBack: [lead],
  requestExtension: [lead],
  decideExtension: [supervisor],
  supervise: [supervisor, leader],
  rework: [dispatcher, supervisor],
  close: [dispatcher, supervisor],
  note: [dispatcher, supervisor, leader, lead],
} as const satisfies Record<string, Access>
