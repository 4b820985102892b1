import type { Texts } from '../i18n.tsx'

/** Levels, states and the series of a warning, as desk and wall say them. */
export const warningWords = {
  'level.red': { zh: '红色', en: 'Red' },
  'level.orange': { zh: '橙色', en: 'Orange' },
  'level.yellow': { zh: '黄色', en: 'Yellow' },
  'level.blue': { zh: '蓝色', en: 'Blue' },
  'domain.work-safety': { zh: '安全生产', en: 'Work safety' },
  'domain.public-order': { zh: '公共秩序', en: 'Public order' },
  'domain.public-health': { zh: '公共卫生', en: 'Public health' },
  'domain.environment': { zh: '生态环境', en: 'Environment' },
  'state.raised': { zh: '待确认', en: 'Raised' },
  'state.acknowledged': { zh: '已确认', en: 'Noticed' },
  'state.assigned': { zh: '已派发', en: 'Sent out' },
  'state.handling': { zh: '处置中', en: 'Being handled' },
  'state.handled': { zh: '待核定', en: 'To be judged' },
  'state.closed': { zh: '已办结', en: 'Closed' },
  exercise: { zh: '模拟数据', en: 'Simulated data' },
  'series.alt': {
    zh: '{object}的数据曲线，近 {hours} 小时，{rows} 个值，其中异常 {count} 个',
    en: 'Series of {object}, last {hours} hours, {rows} values, {count} of them unusual',
  },
  'series.empty': { zh: '这段时间没有数据', en: 'No values in this period' },
  'series.unjudged': {
    zh: '时间用完，最新的 {rows} 条数据没有画出；请缩短时段。',
    en: 'The time ran out: the newest {rows} rows are not drawn. Choose a shorter period.',
  },
  'series.cut': {
    zh: '数据过多，只画出最近的一部分。',
    en: 'Too many values: only the latest are drawn.',
  },
  'series.band': { zh: '正常范围', en: 'Expected band' },
  'series.values': { zh: '数值', en: 'Values' },
  'series.unusual': { zh: '异常值', en: 'Unusual values' },
  'series.expected': { zh: '预期', en: 'Expected' },
  hours: { zh: '时间范围', en: 'Period' },
  'hours.6': { zh: '近 6 小时', en: '6 hours' },
  'hours.24': { zh: '近 24 小时', en: '24 hours' },
  'hours.168': { zh: '近 7 天', en: '7 days' },
  'hours.720': { zh: '近 30 天', en: '30 days' },
  levels: { zh: '级别变化', en: 'Levels' },
} as const satisfies Texts
