import type { Locale } from '#kernel/i18n/define'
import type { Role } from '#kernel/identity/define'
import type { AppealAction, AppealState } from '#modules/appeals/case'
import type { Channel, Urgency } from '#modules/appeals/contract'
import { useLanguage } from './i18n.tsx'

type Label = Readonly<Record<Locale, string>>
type Labels<K extends string> = Readonly<Record<K, Label>>

/** States of an appeal as officers say them. */
export const stateLabels: Labels<AppealState> = {
  submitted: { zh: '待分类', en: 'Submitted' },
  classified: { zh: '待派单', en: 'Classified' },
  dispatched: { zh: '待签收', en: 'Dispatched' },
  accepted: { zh: '已签收', en: 'Accepted' },
  handled: { zh: '办理中', en: 'In progress' },
  answered: { zh: '已答复', en: 'Answered' },
  rated: { zh: '已评价', en: 'Rated' },
  merged: { zh: '已并案', en: 'Merged' },
  closed: { zh: '已办结', en: 'Closed' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}

/** The same for residents: what it means for them. */
export const residentStateLabels: Labels<AppealState> = {
  submitted: { zh: '已收到', en: 'Received' },
  classified: { zh: '正在找负责单位', en: 'Finding the right office' },
  dispatched: { zh: '已转给负责单位', en: 'Sent to the right office' },
  accepted: { zh: '负责单位已接手', en: 'The office has taken it on' },
  handled: { zh: '正在办理', en: 'Being handled' },
  answered: { zh: '已答复，请您评价', en: 'Answered, please rate' },
  rated: { zh: '已评价', en: 'Rated' },
  merged: { zh: '与同类诉求一起办', en: 'Handled with another' },
  closed: { zh: '已办结', en: 'Closed' },
  withdrawn: { zh: '您已撤回', en: 'Withdrawn by you' },
}

/** The same for who follows it: nobody asks them to rate, and it was not theirs to withdraw. */
export const followerStateLabels: Labels<AppealState> = {
  ...residentStateLabels,
  answered: { zh: '已答复', en: 'Answered' },
  withdrawn: { zh: '反映人已撤回', en: 'Withdrawn by who reported it' },
}

/** Buttons of officers. */
export const actionLabels: Labels<AppealAction> = {
  propose: { zh: '提出建议', en: 'Propose' },
  classify: { zh: '分类', en: 'Classify' },
  dispatch: { zh: '派单', en: 'Dispatch' },
  accept: { zh: '签收', en: 'Accept' },
  assign: { zh: '指定经办人', en: 'Assign' },
  handle: { zh: '记录办理情况', en: 'Record progress' },
  answer: { zh: '答复', en: 'Answer' },
  hold: { zh: '暂停计时', en: 'Put on hold' },
  resume: { zh: '恢复计时', en: 'Resume' },
  requestExtension: { zh: '申请延期', en: 'Request extension' },
  decideExtension: { zh: '审批延期', en: 'Decide on extension' },
  askCo: { zh: '请求协办', en: 'Ask co-handlers' },
  coAnswer: { zh: '协办答复', en: 'Answer as co-handler' },
  urgeCo: { zh: '催办协办', en: 'Remind co-handlers' },
  giveBack: { zh: '退回', en: 'Return' },
  dispute: { zh: '提出职责争议', en: 'Dispute' },
  arbitrate: { zh: '裁定改派', en: 'Reassign by verdict' },
  settle: { zh: '裁定维持', en: 'Uphold by verdict' },
  transfer: { zh: '转办', en: 'Transfer' },
  supervise: { zh: '督办', en: 'Supervise' },
  escalate: { zh: '升级', en: 'Escalate' },
  remind: { zh: '临期提醒', en: 'Remind of the deadline' },
  comment: { zh: '留言', en: 'Comment' },
  note: { zh: '内部备注', en: 'Internal note' },
  attach: { zh: '添加附件', en: 'Attach files' },
  rate: { zh: '评价', en: 'Rate' },
  revisit: { zh: '回访结果', en: 'Result of the visit' },
  missVisit: { zh: '回访未接通', en: 'Not reached' },
  reopen: { zh: '重新办理', en: 'Reopen' },
  close: { zh: '办结', en: 'Close' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  join: { zh: '关注', en: 'Join' },
  leave: { zh: '取消关注', en: 'Leave' },
  merge: { zh: '并案', en: 'Merge' },
  split: { zh: '拆分', en: 'Split off' },
  adopt: { zh: '接收并案', en: 'Take in' },
  release: { zh: '解除并案', en: 'Let go' },
  closeMerged: { zh: '随主诉求办结', en: 'Close with the main' },
}

/** What has happened, for the timeline; `submit` is the step that opens every case. */
export const stepLabels: Labels<AppealAction | 'submit'> = {
  submit: { zh: '提交诉求', en: 'Appeal submitted' },
  propose: { zh: '智能分类建议', en: 'Classification proposed' },
  classify: { zh: '确定分类', en: 'Classified' },
  dispatch: { zh: '派给负责单位', en: 'Sent to the responsible office' },
  accept: { zh: '负责单位签收', en: 'Taken on by the office' },
  assign: { zh: '指定经办人', en: 'Officer assigned' },
  handle: { zh: '办理进展', en: 'Progress' },
  answer: { zh: '作出答复', en: 'Answered' },
  hold: { zh: '暂停计时', en: 'Put on hold' },
  resume: { zh: '恢复计时', en: 'Resumed' },
  requestExtension: { zh: '申请延期', en: 'Extension requested' },
  decideExtension: { zh: '延期审批', en: 'Extension decided' },
  askCo: { zh: '请求协办', en: 'Co-handlers asked' },
  coAnswer: { zh: '协办单位答复', en: 'Co-handler answered' },
  urgeCo: { zh: '催办协办单位', en: 'Co-handlers reminded' },
  giveBack: { zh: '退回重派', en: 'Returned' },
  dispute: { zh: '提出职责争议', en: 'Responsibility disputed' },
  arbitrate: { zh: '裁定改派', en: 'Reassigned by verdict' },
  settle: { zh: '裁定职责', en: 'Responsibility settled' },
  transfer: { zh: '转给其他单位', en: 'Transferred' },
  supervise: { zh: '督办', en: 'Supervised' },
  escalate: { zh: '超期升级', en: 'Escalated' },
  remind: { zh: '临期提醒', en: 'Reminded of the deadline' },
  comment: { zh: '留言', en: 'Comment' },
  note: { zh: '内部备注', en: 'Internal note' },
  attach: { zh: '补充附件', en: 'Files added' },
  rate: { zh: '评价', en: 'Rated' },
  revisit: { zh: '回访', en: 'Asked again' },
  missVisit: { zh: '回访未接通', en: 'Not reached' },
  reopen: { zh: '要求重新办理', en: 'Reopened' },
  close: { zh: '办结', en: 'Closed' },
  withdraw: { zh: '撤回诉求', en: 'Withdrawn' },
  join: { zh: '一位居民关注', en: 'A resident joined' },
  leave: { zh: '取消关注', en: 'A follower left' },
  merge: { zh: '并入同类诉求', en: 'Merged into another' },
  split: { zh: '拆分，单独办理', en: 'Split off' },
  adopt: { zh: '一件同类诉求并入', en: 'Another was merged into this' },
  release: { zh: '一件诉求拆分出去', en: 'One was split off' },
  closeMerged: { zh: '随主诉求办结', en: 'Closed with the main' },
}

export const urgencyLabels: Labels<Urgency> = {
  critical: { zh: '特急', en: 'Critical' },
  urgent: { zh: '紧急', en: 'Urgent' },
  normal: { zh: '一般', en: 'Normal' },
  complex: { zh: '复杂', en: 'Complex' },
}

export const channelLabels: Labels<Channel> = {
  web: { zh: '网页', en: 'Web' },
  wechat: { zh: '微信', en: 'WeChat' },
  phone: { zh: '电话', en: 'Phone' },
  grid: { zh: '网格', en: 'Grid' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  import: { zh: '导入', en: 'Import' },
  api: { zh: '接口', en: 'API' },
}

export const roleLabels: Labels<Role> = {
  clerk: { zh: '接线员', en: 'Clerk' },
  dispatcher: { zh: '派单员', en: 'Dispatcher' },
  handler: { zh: '承办人', en: 'Handler' },
  supervisor: { zh: '督办员', en: 'Supervisor' },
  leader: { zh: '值班领导', en: 'Leader on duty' },
  'data-authority': { zh: '数据主管', en: 'Data authority' },
  'care-officer': { zh: '关爱专员', en: 'Care officer' },
  'data-manager': { zh: '数据管理员', en: 'Data manager' },
  'warning-officer': { zh: '预警值班员', en: 'Warning officer' },
  'grid-worker': { zh: '网格员', en: 'Grid worker' },
  auditor: { zh: '审计员', en: 'Auditor' },
  admin: { zh: '管理员', en: 'Administrator' },
}

export const clockLabels: Labels<'dispatch' | 'accept' | 'answer' | 'arbitrate'> = {
  dispatch: { zh: '派单时限', en: 'Dispatch' },
  accept: { zh: '签收时限', en: 'Acceptance' },
  answer: { zh: '答复时限', en: 'Answer' },
  arbitrate: { zh: '裁定时限', en: 'Verdict' },
}

/** The word for a code; a code without a word shows itself, so that it is seen and not hidden. */
export function labelOf(labels: Readonly<Record<string, Label>>, code: string, locale: Locale): string {
  return labels[code]?.[locale] ?? code
}

/** `const label = useLabel(); label(stateLabels, row.state)`. */
export function useLabel() {
  const { locale } = useLanguage()
  return (labels: Readonly<Record<string, Label>>, code: string) => labelOf(labels, code, locale)
}
