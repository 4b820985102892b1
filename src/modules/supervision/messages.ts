import type { Messages } from '#kernel/i18n/define'

export { reportMessages } from './messages/report.ts'

export const supervisionMessages = {
  'supervision.post-not-found': { zh: '没有这条督办分工', en: 'There is no such named overseer' },
  'supervision.changed-meanwhile': {
    zh: '这一条刚被别人改过，请看过最新内容再保存',
    en: 'Somebody changed this row meanwhile: look at it again before you save',
  },
  'supervision.unknown-account': {
    zh: '账号不存在或已停用，请重新选择',
    en: 'The account is unknown or off: choose another one',
  },
  'supervision.report-not-found': { zh: '没有这份报告', en: 'There is no such report' },
  'supervision.unknown-scope': { zh: '没有这个报告范围', en: 'No report covers such a place' },
  'supervision.period': {
    zh: '只能生成已经结束的一天，或从周一开始的一周',
    en: 'A report covers a day that is over, or a week that began on a Monday and is over',
  },
  'supervision.reason-needed': {
    zh: '这一期已有报告，重新生成请写明原因',
    en: 'There is a report already: say why it is made again',
  },
  'supervision.already-signed': { zh: '这一版已经签发', en: 'This version is signed already' },
  'supervision.notice.day': {
    zh: '{scope}的诉求办理日报（{day}）已生成，请查阅。',
    en: 'The daily report on appeals of {scope} ({day}) is ready.',
  },
  'supervision.notice.week': {
    zh: '{scope}的诉求办理周报（{day} 起的一周）已生成，请查阅。',
    en: 'The weekly report on appeals of {scope} (week of {day}) is ready.',
  },
} as const satisfies Messages
