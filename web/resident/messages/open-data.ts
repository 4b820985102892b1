import type { Texts } from '../../ui/i18n.tsx'

export const openDataTexts = {
  title: { zh: '开放数据', en: 'Open data' },
  intro: {
    zh: '这些数据去掉了姓名、电话等，并把其余内容变粗，使每个人都混在一组人里。任何人都可以下载。',
    en: 'Names, telephone numbers and the like were taken out of this data, and the rest made coarser, so that everybody is one of a group. Anybody may download it.',
  },
  search: { zh: '查找', en: 'Search' },
  count: { zh: '共 {count} 项', en: '{count} in all' },
  empty: { zh: '还没有开放的数据', en: 'Nothing is open yet' },
  'empty.text': { zh: '各单位发布后会出现在这里。', en: 'What offices release appears here.' },
  'empty.search': { zh: '没有找到“{q}”，换个词试试', en: 'Nothing was found for “{q}”; try another word' },
  facts: { zh: '{number} · {rows} 条 · 每组至少 {k}', en: '{number} · {rows} rows · groups of {k} or more' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  over: { zh: '已到期', en: 'Over' },
  more: { zh: '再看一些', en: 'Show more' },
  back: { zh: '返回开放数据', en: 'Back to open data' },
} as const satisfies Texts
