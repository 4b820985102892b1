import type { Messages } from '#kernel/i18n/define'

export const calendarMessages: Messages = {
  'calendar.changed-meanwhile': {
    zh: '工作日历刚刚被别人改过，请看最新内容后再保存。',
    en: 'Somebody else has just changed the working calendar; look at it as it is now.',
  },
  'calendar.wrong-days': {
    zh: '有日期填写有误，请逐条修改后再保存。',
    en: 'Some days are wrong; correct each and save again.',
  },
  'calendar.other-year': { zh: '这一天不在所填的年份里。', en: 'This day lies in another year.' },
  'calendar.repeated-day': { zh: '这一天重复填写。', en: 'This day is listed twice.' },
  'calendar.off-and-worked': {
    zh: '这一天既是放假日，又是调休上班日。',
    en: 'This day is both off and worked.',
  },
  'calendar.makeup-on-workday': {
    zh: '这一天本来就上班，不需要调休。',
    en: 'This is a working day anyway; it cannot make up for another.',
  },
  'calendar.unknown-departments': {
    zh: '有单位不在组织机构中，请核对编码。',
    en: 'Some organizations are not known; check their codes.',
  },
}
