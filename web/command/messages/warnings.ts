import type { Texts } from '../../ui/i18n.tsx'
import { warningWords } from '../../ui/messages/warnings.ts'

/** Open warnings on the wall. */
export const wallTexts = {
  ...warningWords,
  title: { zh: '未办结预警', en: 'Open warnings' },
  none: { zh: '没有未办结的预警', en: 'No open warnings' },
  more: { zh: '另有 {count} 个', en: '{count} more' },
  all: { zh: '全部', en: 'All' },
  'all.of': { zh: '在工作台查看全部预警', en: 'All warnings on the desk' },
  place: { zh: '地点', en: 'Place' },
  peak: { zh: '极值', en: 'Peak' },
  since: { zh: '首次异常', en: 'First sign' },
  last: { zh: '最近异常', en: 'Last sign' },
  lead: { zh: '处置单位', en: 'Handled by' },
  calm: { zh: '平息', en: 'Calm since' },
  plan: { zh: '建议处置', en: 'What to do first' },
  series: { zh: '数据曲线', en: 'Series' },
  desk: { zh: '到工作台处理', en: 'Handle it on the desk' },
  marks: { zh: '预警', en: 'Warnings' },
  'marks.exercise': { zh: '空心为模拟或演练', en: 'hollow: simulated or exercise' },
} as const satisfies Texts
