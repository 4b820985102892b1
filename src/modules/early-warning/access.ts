import { type Access, grant } from '#kernel/access/define'

const officer = grant('warning-officer', 'place')
const supervisor = grant('supervisor', 'place')
const leader = grant('leader', 'place')
const lead = grant('handler', 'lead')
const system = grant('system')
const auditor = grant('auditor')

/** Who may watch, and who does what with a warning. A place sees what lies in it, so a parent area sees its parts'. */
export const access = {
  readWatches: [grant('warning-officer'), grant('supervisor'), grant('leader'), auditor, system],
  /** Values of a series: by the places of the resource's provider, or by the warning that they are evidence of. */
  readSeries: [officer, supervisor, leader, grant('handler', 'handler'), auditor, system],
  /** The subject is the resource: its rows become the watch's series. */
  editWatches: [officer, system],
  switchWatches: [officer, leader, system],
  /** Asks another organization to let its data be watched. The subject is the resource. */
  askConsent: [officer],
  /** The subject's lead is the resource's provider. */
  answerConsent: [grant('data-manager', 'lead')],
  readConsents: [grant('data-manager', 'lead'), grant('data-authority'), auditor],
  readPatterns: [grant('warning-officer'), grant('supervisor'), grant('leader'), auditor, system],
  /** The subject is the place that the pattern looks at. */
  editPatterns: [officer, system],
  switchPatterns: [officer, leader, system],
  /** A trial shows facts of the place. */
  tryPatterns: [officer, supervisor, leader, system],
  settle: [system],
  silence: [officer, supervisor],
  noteMiss: [officer, supervisor, leader],
  seeMissed: [officer, supervisor, leader, auditor],
  readAccuracy: [grant('warning-officer'), grant('supervisor'), grant('leader'), auditor],
  readLimits: [grant('warning-officer'), grant('supervisor'), grant('leader'), auditor],
  /** The subject is the whole city. */
  setLimits: [leader],
  /** For a report all of its places have to lie in the post's. */
  readReportFacts: [officer, supervisor, leader, system],
  readReport: [officer, supervisor, leader, auditor],
  makeReport: [officer, supervisor, leader, system],
  signReport: [supervisor, leader],
  see: [officer, supervisor, leader, grant('handler', 'handler'), auditor, system],
  unmasked: [officer, supervisor, leader, lead],
  acknowledge: [officer, supervisor, leader],
  dispatch: [officer, supervisor],
  accept: [lead],
  assign: [lead],
  handle: [lead],
  report: [lead],
  rework: [officer, supervisor],
  grade: [officer, supervisor, leader],
  close: [officer, supervisor],
  supervise: [supervisor, leader],
  note: [officer, supervisor, leader, lead],
  climb: [system],
} as const satisfies Record<string, Access>
