import type { Messages } from '#kernel/i18n/define'

/** Errors, and the templates that every case type can use. A Chinese text message of 70 characters costs one. */
export const notifyMessages: Messages = {
  'notice.not-found': { zh: '没有这条通知。', en: 'There is no such notice.' },
  'notice.mail-subject': { zh: '智治通知', en: 'Notice from zhizhi' },
  'notice.case-received': {
    zh: '【智治】已收到您的事项，编号 {number}，可凭编号查询进度。',
    en: '[zhizhi] We received your case. Its number is {number}; use it to follow the progress.',
  },
  'notice.case-progress': {
    zh: '【智治】您的事项 {number} 有新进展：{state}。请登录智治查看。',
    en: '[zhizhi] Your case {number} has moved on: {state}. Sign in to see more.',
  },
  'notice.case-answered': {
    zh: '【智治】{office}已答复您的事项 {number}，请登录智治查看并评价。',
    en: '[zhizhi] {office} has answered your case {number}. Sign in to read and rate it.',
  },
  'notice.case-due': {
    zh: '【智治】事项 {number} 将于 {due} 到期，请及时办理。',
    en: '[zhizhi] Case {number} is due at {due}.',
  },
  'notice.case-overdue': {
    zh: '【智治】事项 {number} 已超期，请立即办理。',
    en: '[zhizhi] Case {number} is overdue. Please act on it now.',
  },
}
