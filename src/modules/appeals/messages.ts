import type { Messages } from '#kernel/i18n/define'

export const appealMessages: Messages = {
  'appeal.category-needed': { zh: '请先选择诉求分类，再派单。', en: 'Choose a category before dispatching.' },
  'appeal.reopen-late': { zh: '答复已超过 {days} 天，不能重新办理，请提交新的诉求。', en: 'More than {days} days have passed since the answer; please submit a new appeal.' },
  'appeal.channel-officers': { zh: '这个渠道只能由工作人员登记。', en: 'Only officers enter appeals through this channel.' },
  'appeal.category-officers': { zh: '分类和紧急程度由工作人员确定。', en: 'Category and urgency are set by officers.' },
  'appeal.taken-in': { zh: '这条诉求（{system} {source}）已经接收过。', en: 'This message ({system} {source}) was taken in before.' },
}
