import type { Texts } from '../../ui/i18n.tsx'
import { warningTexts } from './warnings.ts'

/** The board of warnings in its forms: list, by place, map. */
export const boardTexts = {
  ...warningTexts,
  newer: { zh: '上一页', en: 'Page before' },
  forms: { zh: '怎样看', en: 'How to look at them' },
  'form.list': { zh: '列表', en: 'List' },
  'form.place': { zh: '按地区', en: 'By place' },
  'form.map': { zh: '地图', en: 'Map' },
  'places.total': { zh: '{count} 个', en: '{count}' },
  'places.all': { zh: '看全部 {count} 个', en: 'See all {count}' },
  'places.more': {
    zh: '另有 {count} 个地区未列出，请用筛选缩小范围。',
    en: '{count} more places are not listed; narrow it down by the filters.',
  },
  map: { zh: '预警地图', en: 'Map of warnings' },
  'map.label': {
    zh: '预警地图；旁边的列表有同样的内容',
    en: 'Map of warnings; the list beside it says the same',
  },
  'map.hollow': { zh: '空心为模拟或演练', en: 'hollow: simulated or exercise' },
  'map.demo': { zh: '街镇界线为演示划分，非行政边界', en: 'township outlines are made for the demo' },
  'map.marked': {
    zh: '共 {total} 个预警，图上 {count} 个；没有位置的只在列表中。',
    en: '{count} of {total} warnings are on the map; those without a position are in the list alone.',
  },
  'map.failed': {
    zh: '这台设备不能显示地图，请看列表。',
    en: 'This device cannot show the map; see the list.',
  },
} as const satisfies Texts
