import type { Texts } from '../../ui/i18n.tsx'

/** The map and the list beside it. */
export const mapTexts = {
  title: { zh: '未办结诉求分布', en: 'Where open cases are' },
  label: {
    zh: '未办结诉求地图；旁边的列表有同样的内容',
    en: 'Map of open cases; the list beside it says the same',
  },
  level: { zh: '地图层级', en: 'Level of the map' },
  'level.district': { zh: '区县', en: 'Districts' },
  'level.township': { zh: '街镇', en: 'Townships' },
  place: { zh: '地区', en: 'Place' },
  open: { zh: '未办结', en: 'Open' },
  overdue: { zh: '超期', en: 'Overdue' },
  list: { zh: '各地区未办结诉求，件', en: 'Open cases by place' },
  'list.none': { zh: '没有未办结的诉求', en: 'No open cases' },
  unlocated: { zh: '另有 {count} 件位置不明确', en: '{count} more without an exact place' },
  legend: { zh: '未办结，件', en: 'Open, cases' },
  'legend.none': { zh: '无', en: 'none' },
  'legend.circle': { zh: '超期件数', en: 'overdue cases' },
  demo: { zh: '街镇界线为演示划分，非行政边界', en: 'Township outlines are made for the demo' },
  mark: { zh: '{name} {open} 件', en: '{name} {open}' },
  failed: {
    zh: '这台设备不能显示地图，请看旁边的列表。',
    en: 'This device cannot show the map; see the list beside it.',
  },
} as const satisfies Texts
