import { type Access, grant } from '#kernel/access/define'

/** Who may do what with an appeal. Screens, server and the permissions page read this one table. */

const algorithm = grant('algorithm')
const system = grant('system')
const own = grant('resident', 'own')
/** A system of others, on what it reported through its door. */
const client = grant('client', 'own')
const follower = grant('resident', 'follower')
const clerk = grant('clerk', 'place')
const dispatcher = grant('dispatcher', 'place')
const lead = grant('handler', 'lead')
const handler = grant('handler', 'handler')
const supervisor = grant('supervisor', 'place')
const leader = grant('leader', 'place')
const gridWorker = grant('grid-worker', 'place')

export const access = {
  submit: [grant('anyone')],
  see: [own, clerk, dispatcher, handler, supervisor, leader, gridWorker, grant('auditor'), algorithm, system],
  unmasked: [own, clerk, dispatcher, lead, supervisor],
  outline: [follower],
  similar: [clerk, dispatcher, handler, supervisor, leader, gridWorker],
  import: [clerk, dispatcher],
  propose: [algorithm],
  classify: [algorithm, dispatcher, clerk],
  dispatch: [algorithm, dispatcher],
  accept: [lead],
  assign: [lead],
  handle: [lead],
  answer: [lead],
  hold: [lead, supervisor],
  resume: [lead, supervisor, system],
  requestExtension: [lead],
  decideExtension: [supervisor],
  askCo: [lead],
  coAnswer: [handler],
  urgeCo: [lead, supervisor, system],
  giveBack: [lead],
  dispute: [lead],
  arbitrate: [supervisor],
  transfer: [dispatcher, supervisor],
  supervise: [supervisor, leader],
  escalate: [system],
  remind: [system],
  comment: [own, client, clerk, dispatcher, handler, supervisor],
  note: [clerk, dispatcher, handler, supervisor, leader, gridWorker, system],
  attach: [own, clerk, handler, gridWorker],
  rate: [own, clerk],
  revisit: [clerk],
  reopen: [own, client, clerk, supervisor],
  close: [system, dispatcher, supervisor],
  withdraw: [own],
  join: [grant('resident')],
  leave: [follower],
  merge: [dispatcher, supervisor],
  split: [own, dispatcher, supervisor, system],
  adopt: [system],
  release: [system],
  closeMerged: [system],
} as const satisfies Record<string, Access>
