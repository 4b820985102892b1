import type { Messages } from '#kernel/i18n/define'

export const appealMessages: Messages = {
  'appeal.category-needed': { zh: '请先选择诉求分类，再派单。', en: 'Choose a category before dispatching.' },
  'appeal.reopen-late': { zh: '答复已超过 {days} 天，不能重新办理，请提交新的诉求。', en: 'More than {days} days have passed since the answer; please submit a new appeal.' },
  'appeal.channel-officers': { zh: '这个渠道只能由工作人员登记。', en: 'Only officers enter appeals through this channel.' },
  'appeal.category-officers': { zh: '分类和紧急程度由工作人员确定。', en: 'Category and urgency are set by officers.' },
  'appeal.taken-in': { zh: '这条诉求（{system} {source}）已经接收过。', en: 'This message ({system} {source}) was taken in before.' },
  'appeal.notice.submit': { zh: '您的诉求已收到，编号 {number}。办理进展会在这里通知您。', en: 'We received your appeal, number {number}. You will be told about each step.' },
  'appeal.notice.dispatch': { zh: '诉求 {number} 已交给{office}办理。', en: 'Appeal {number} was given to {office}.' },
  'appeal.notice.accept': { zh: '{office}已接收诉求 {number}，正在办理。', en: '{office} accepted appeal {number} and is working on it.' },
  'appeal.notice.handle': { zh: '诉求 {number} 有新的办理进展，请查看。', en: 'There is progress on appeal {number}.' },
  'appeal.notice.answer': { zh: '诉求 {number} 已有答复，请查看并评价。', en: 'Appeal {number} was answered; please read and rate the answer.' },
  'appeal.notice.hold': { zh: '诉求 {number} 暂停办理，原因请查看详情。', en: 'Work on appeal {number} is on hold; see why in its page.' },
  'appeal.notice.transfer': { zh: '诉求 {number} 已转交{office}办理。', en: 'Appeal {number} was transferred to {office}.' },
  'appeal.notice.comment': { zh: '诉求 {number} 有新的留言，请查看。', en: 'There is a new comment on appeal {number}.' },
  'appeal.notice.reopen': { zh: '诉求 {number} 已重新办理。', en: 'Appeal {number} was opened again.' },
  'appeal.notice.close': { zh: '诉求 {number} 已办结，感谢您的参与。', en: 'Appeal {number} is closed. Thank you for taking part.' },
  'appeal.notice.withdraw': { zh: '诉求 {number} 已按您的要求撤回。', en: 'Appeal {number} was withdrawn at your request.' },
}
