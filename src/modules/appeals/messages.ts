import type { Messages } from '#kernel/i18n/define'

export const appealMessages: Messages = {
  'appeal.category-needed': { zh: '请先选择诉求分类，再派单。', en: 'Choose a category before dispatching.' },
  'appeal.reopen-late': {
    zh: '答复已超过 {days} 天，不能重新办理，请提交新的诉求。',
    en: 'More than {days} days have passed since the answer; please submit a new appeal.',
  },
  'appeal.channel-officers': {
    zh: '这个渠道只能由工作人员登记。',
    en: 'Only officers enter appeals through this channel.',
  },
  'appeal.category-officers': {
    zh: '分类和紧急程度由工作人员确定。',
    en: 'Category and urgency are set by officers.',
  },
  'appeal.reply-empty': {
    zh: '这份答复只说了收到或已转办。请写明做了什么、由谁办、什么时候；不能办的，写明依据。',
    en: 'This answer only says that the message came or was passed on. Say what was done, by whom and when, or on what basis it cannot be.',
  },
  'appeal.taken-in': {
    zh: '这条诉求（{system} {source}）已经接收过。',
    en: 'This message ({system} {source}) was taken in before.',
  },
  'appeal.not-joinable': {
    zh: '这件诉求现在不能关注，请提交您自己的诉求。',
    en: 'This appeal cannot be joined now; please submit your own.',
  },
  'appeal.not-merged': { zh: '这件诉求没有并案。', en: 'This appeal is not merged into another.' },
  'appeal.reopen-merged': {
    zh: '这件诉求已并案办理，不能单独重新办理；可以先拆分。',
    en: 'This appeal was handled with another and cannot be opened again by itself; it can be split off.',
  },
  'appeal.main-itself': { zh: '不能并入自己。', en: 'An appeal cannot be merged into itself.' },
  'appeal.main-unknown': {
    zh: '没有找到这件主诉求，或者您看不到它。',
    en: 'There is no such main appeal, or you may not see it.',
  },
  'appeal.main-over': {
    zh: '主诉求已答复、已并案或已办结，不能并入。',
    en: 'The main appeal is answered, merged or closed; nothing can be merged into it.',
  },
  'appeal.notice.merge': {
    zh: '诉求 {number} 与另一件同类诉求合并办理，进展会一并通知您。如果不是同一件事，可以申请拆分。',
    en: 'Appeal {number} is handled together with another of the same matter; you will hear of each step. If it is another matter, have it split off.',
  },
  'appeal.notice.split': {
    zh: '诉求 {number} 已恢复单独办理。',
    en: 'Appeal {number} is handled by itself again.',
  },
  'appeal.followed.dispatch': {
    zh: '您关注的诉求 {number} 已交给{office}办理。',
    en: 'Appeal {number}, which you follow, was given to {office}.',
  },
  'appeal.followed.accept': {
    zh: '{office}已接收您关注的诉求 {number}，正在办理。',
    en: '{office} accepted appeal {number}, which you follow, and is working on it.',
  },
  'appeal.followed.handle': {
    zh: '您关注的诉求 {number} 有新的办理进展，请查看。',
    en: 'There is progress on appeal {number}, which you follow.',
  },
  'appeal.followed.answer': {
    zh: '您关注的诉求 {number} 已有答复，请查看。',
    en: 'Appeal {number}, which you follow, was answered.',
  },
  'appeal.followed.hold': {
    zh: '您关注的诉求 {number} 暂停办理，原因请查看详情。',
    en: 'Work on appeal {number}, which you follow, is on hold; see why in its page.',
  },
  'appeal.followed.transfer': {
    zh: '您关注的诉求 {number} 已转交{office}办理。',
    en: 'Appeal {number}, which you follow, was transferred to {office}.',
  },
  'appeal.followed.comment': {
    zh: '您关注的诉求 {number} 有新的留言，请查看。',
    en: 'There is a new comment on appeal {number}, which you follow.',
  },
  'appeal.followed.reopen': {
    zh: '您关注的诉求 {number} 已重新办理。',
    en: 'Appeal {number}, which you follow, was opened again.',
  },
  'appeal.followed.close': {
    zh: '您关注的诉求 {number} 已办结。',
    en: 'Appeal {number}, which you follow, is closed.',
  },
  'appeal.followed.withdraw': {
    zh: '您关注的诉求 {number} 已由反映人撤回。问题还在的话，请提交您自己的诉求。',
    en: 'Appeal {number}, which you follow, was withdrawn by who reported it. If the matter is still there, please submit your own.',
  },
  'appeal.followed.merge': {
    zh: '您关注的诉求 {number} 与另一件同类诉求合并办理。',
    en: 'Appeal {number}, which you follow, is handled together with another of the same matter.',
  },
  'appeal.followed.split': {
    zh: '您关注的诉求 {number} 已恢复单独办理。',
    en: 'Appeal {number}, which you follow, is handled by itself again.',
  },
  'appeal.notice.submit': {
    zh: '您的诉求已收到，编号 {number}。办理进展会在这里通知您。',
    en: 'We received your appeal, number {number}. You will be told about each step.',
  },
  'appeal.notice.dispatch': {
    zh: '诉求 {number} 已交给{office}办理。',
    en: 'Appeal {number} was given to {office}.',
  },
  'appeal.notice.accept': {
    zh: '{office}已接收诉求 {number}，正在办理。',
    en: '{office} accepted appeal {number} and is working on it.',
  },
  'appeal.notice.handle': {
    zh: '诉求 {number} 有新的办理进展，请查看。',
    en: 'There is progress on appeal {number}.',
  },
  'appeal.notice.answer': {
    zh: '诉求 {number} 已有答复，请查看并评价。',
    en: 'Appeal {number} was answered; please read and rate the answer.',
  },
  'appeal.notice.hold': {
    zh: '诉求 {number} 暂停办理，原因请查看详情。',
    en: 'Work on appeal {number} is on hold; see why in its page.',
  },
  'appeal.notice.transfer': {
    zh: '诉求 {number} 已转交{office}办理。',
    en: 'Appeal {number} was transferred to {office}.',
  },
  'appeal.notice.comment': {
    zh: '诉求 {number} 有新的留言，请查看。',
    en: 'There is a new comment on appeal {number}.',
  },
  'appeal.notice.reopen': { zh: '诉求 {number} 已重新办理。', en: 'Appeal {number} was opened again.' },
  'appeal.notice.close': {
    zh: '诉求 {number} 已办结，感谢您的参与。',
    en: 'Appeal {number} is closed. Thank you for taking part.',
  },
  'appeal.notice.withdraw': {
    zh: '诉求 {number} 已按您的要求撤回。',
    en: 'Appeal {number} was withdrawn at your request.',
  },
  'appeal.officer.dispatch': {
    zh: '诉求 {number} 已派给{office}，请及时签收。',
    en: 'Appeal {number} was dispatched to {office}; please accept it in time.',
  },
  'appeal.officer.transfer': {
    zh: '诉求 {number} 已转给{office}，请及时签收。',
    en: 'Appeal {number} was transferred to {office}; please accept it in time.',
  },
  'appeal.officer.arbitrate': {
    zh: '诉求 {number} 的职责争议已裁定，由{office}办理，请及时签收。',
    en: 'The dispute over appeal {number} was settled: {office} handles it; please accept it in time.',
  },
  'appeal.officer.settle': {
    zh: '诉求 {number} 的职责争议已裁定，现办理单位不变。',
    en: 'The dispute over appeal {number} was settled; who handles it stays the same.',
  },
  'appeal.officer.urgeCo': {
    zh: '诉求 {number} 的协办答复已到期或即将到期，请尽快答复{office}。',
    en: 'Your part of appeal {number} is due or overdue; please answer {office} soon.',
  },
  'appeal.officer.askCo': {
    zh: '{office}请贵单位协办诉求 {number}，请按时答复。',
    en: '{office} asks you to co-handle appeal {number}; please answer in time.',
  },
  'appeal.officer.coAnswer': {
    zh: '{by}已答复诉求 {number} 的协办事项，请查看。',
    en: '{by} has answered its part of appeal {number}.',
  },
  'appeal.officer.reopen': {
    zh: '诉求 {number} 已重新办理，请{office}及时签收。',
    en: 'Appeal {number} was opened again; {office}, please accept it in time.',
  },
  'appeal.officer.escalate': {
    zh: '诉求 {number} 已超期（第 {level} 级提醒），请立即办理。',
    en: 'Appeal {number} is overdue (level {level}); please act on it now.',
  },
  'appeal.officer.remind': {
    zh: '诉求 {number} 的时限将到，请抓紧办理。',
    en: 'A deadline of appeal {number} is close; please act on it.',
  },
  'appeal.officer.dispute': {
    zh: '{by}对诉求 {number} 的职责提出异议，请尽快裁定；裁定前由{office}先行办理。',
    en: '{by} disputes its duty for appeal {number}: please settle it soon; {office} handles it meanwhile.',
  },
  'appeal.officer.comment': {
    zh: '诉求 {number} 的申请人有新的留言，请查看。',
    en: 'The applicant commented on appeal {number}.',
  },
}
