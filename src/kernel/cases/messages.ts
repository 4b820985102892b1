import type { Messages } from '#kernel/i18n/define'

export const caseMessages: Messages = {
  'case.not-found': {
    zh: '没有找到这个事项，或您无权查看。',
    en: 'There is no such case, or you may not see it.',
  },
  'case.conflict': {
    zh: '这个事项刚刚被别人处理过，请看最新情况后再操作。',
    en: 'Somebody else has just worked on this case; look at it as it is now.',
  },
  'case.not-now': { zh: '现在的状态不能进行这个操作。', en: 'This is not possible in the present state.' },
  'case.extension-pending': {
    zh: '已有一个延期申请等待审批。',
    en: 'An extension is already waiting for a decision.',
  },
  'case.no-extension': { zh: '没有待审批的延期申请。', en: 'No extension is waiting for a decision.' },
  'case.same-org': {
    zh: '已经由这个单位主办，请选择其他单位。',
    en: 'This organization already leads the case; choose another.',
  },
  'case.already-handling': {
    zh: '这个单位已在办理，不能重复邀请。',
    en: 'This organization is already handling the case.',
  },
  'case.not-co-handler': {
    zh: '贵单位不是待答复的协办单位。',
    en: 'Your organization is not a co-handler whose answer is open.',
  },
  'case.no-co-answer-open': { zh: '没有待答复的协办单位。', en: 'No co-handler owes an answer.' },
  'case.own-work': {
    zh: '这件事由您所在的单位办理，请由其他单位的人员回访和评价。',
    en: 'Your own organization handled this case; somebody else has to ask and rate.',
  },
  'case.no-dispute': { zh: '没有待裁定的职责争议。', en: 'No dispute waits for a verdict.' },
  'case.dispute-settled': {
    zh: '职责争议正在裁定，或裁定已明确由贵单位办理，不能再提出异议。',
    en: 'A dispute is being settled, or a verdict named your organization: it cannot be disputed again.',
  },
  'case.settle-instead': {
    zh: '这个单位正在办理，请用“裁定维持”。',
    en: 'This organization handles the case already; uphold instead.',
  },
  'case.arbitrate-instead': {
    zh: '尚未答复，要换单位请用“裁定改派”。',
    en: 'There is no answer yet; to name another organization, reassign by verdict.',
  },
  'case.assignee-elsewhere': {
    zh: '只能交给主办单位办理这类事项的人员，请重新选择经办人。',
    en: 'A case is assigned to somebody who works on such cases in the organization that leads it; choose again.',
  },
  'case.too-many-files': { zh: '附件最多 {limit} 个。', en: 'At most {limit} files.' },
  'case.unknown-action': { zh: '没有“{action}”这个操作。', en: 'There is no action "{action}".' },
  'case.view-not-found': { zh: '没有找到这个已保存的视图。', en: 'There is no such saved view.' },
  'case.too-many-views': { zh: '最多保存 {limit} 个视图。', en: 'At most {limit} saved views.' },
  'statistics.period': {
    zh: '统计时段应为 1 至 {limit} 天，开始日期不晚于结束日期。',
    en: 'The period must be 1 to {limit} days and begin before it ends.',
  },
  'indicator.not-found': { zh: '没有名为“{code}”的指标。', en: 'There is no indicator "{code}".' },
  'indicator.conflict': {
    zh: '这个指标刚刚被别人改过，或编码已被使用，请看最新版本后再保存。',
    en: 'This indicator has just been changed, or its code is taken; look at the latest version.',
  },
  'indicator.code-shipped': {
    zh: '这个编码属于系统自带指标，请换一个。',
    en: 'This code belongs to an indicator that comes with the program; choose another.',
  },
  'indicator.too-many': { zh: '最多定义 {limit} 个指标。', en: 'At most {limit} indicators.' },
  'indicator.unit': {
    zh: '单位与算法不符：件数用件，步骤用次，比率用百分比，用时用小时，评分用分。',
    en: 'The unit does not fit the measure: cases, times, share, hours or score.',
  },
  'indicator.duration-dimension': {
    zh: '用时分位数不能按渠道或紧急程度细分，统计中没有保留这些维度。',
    en: 'Percentiles of durations are not kept by channel or urgency.',
  },
  'indicator.place-too-small': {
    zh: '统计到街道乡镇为止，不能限定到社区或网格。',
    en: 'Counts reach down to townships, not to communities or grid cells.',
  },
  'indicator.state-or-mark': {
    zh: '状态和标记只能选一个，列表无法同时按两者打开。',
    en: 'Choose a state or a mark, not both.',
  },
  'indicator.rating-or-solved': {
    zh: '满意程度和是否解决只能选一个，统计中没有两者的交叉。',
    en: 'Choose satisfaction or solved; the counts do not cross them.',
  },
  'indicator.unknown-state': { zh: '没有“{state}”这个在办状态。', en: 'There is no open state "{state}".' },
  'indicator.now-by-day': {
    zh: '此刻的数没有按日、周、月的变化，请按单位、地区或分类查看，或改用每日在办量。',
    en: 'What is open now has no course by day, week or month; group by something else, or use the backlog.',
  },
}
