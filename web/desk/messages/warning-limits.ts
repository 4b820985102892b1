import type { Texts } from '../../ui/i18n.tsx'

/** Within what time warnings are noticed and handled. */
export const warningLimitTexts = {
  title: { zh: '预警时限', en: 'Time limits of warnings' },
  intro: {
    zh: '发出预警后，多久之内要确认、多久之内要处置完毕。逾期逐级提醒。危险不分上下班，按自然时间计算。',
    en: 'How soon after a warning is raised somebody has to take notice of it, and to have it handled; overdue ones climb the ladder. Danger keeps no office hours: hours of the clock count.',
  },
  'no-law': {
    zh: '国家没有统一规定这些时限，数值由本市自定，全市通用。修改只影响此后发出的预警。',
    en: 'No national rule sets these figures: they are the city’s own and hold in all of it. A change concerns warnings raised from then on.',
  },
  shipped: {
    zh: '目前是系统自带的建议值，尚未由本市确认。',
    en: 'These are the values that the platform comes with; the city has not confirmed them.',
  },
  changed: {
    zh: '第 {version} 版，{by}于 {time} 保存，理由：{reason}',
    en: 'Version {version}, saved by {by} on {time}. Reason: {reason}',
  },
  level: { zh: '级别', en: 'Level' },
  acknowledge: { zh: '确认时限（分钟）', en: 'To take notice (minutes)' },
  handle: { zh: '处置时限（小时）', en: 'To handle (hours)' },
  'label.acknowledge': { zh: '{level}预警的确认时限（分钟）', en: '{level}: minutes to take notice' },
  'label.handle': { zh: '{level}预警的处置时限（小时）', en: '{level}: hours to handle' },
  reason: { zh: '修改理由', en: 'Reason for the change' },
  'reason.hint': {
    zh: '与修改前后的数值一起记入审计，并显示在本页。',
    en: 'Kept in the audit with the figures before and after, and shown on this page.',
  },
  save: { zh: '保存时限', en: 'Save the limits' },
  'read-only': {
    zh: '由全市值班领导修改。',
    en: 'The leader on duty of the whole city may change them.',
  },
} as const satisfies Texts
