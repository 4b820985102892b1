import type { Texts } from '../../ui/i18n.tsx'

/** Registration of a telephone call. */
export const entryTexts = {
  title: { zh: '电话登记', en: 'New call' },
  keys: {
    zh: 'Tab 前进，Ctrl+Enter 提交并接听下一个。',
    en: 'Tab moves on; Ctrl+Enter sends and starts the next call.',
  },
  text: { zh: '反映的事情', en: 'What happened' },
  summary: { zh: '标题', en: 'Title' },
  'summary.hint': { zh: '可以不填，系统取第一句。', en: 'Optional; the first sentence is taken.' },
  phone: { zh: '电话', en: 'Phone' },
  name: { zh: '称呼', en: 'Name' },
  address: { zh: '地点', en: 'Place' },
  'address.hint': {
    zh: '街道、社区、小区或路名门牌。',
    en: 'Township, community, estate or street and number.',
  },
  places: { zh: '是这里吗', en: 'Is it here' },
  'places.none': {
    zh: '没有认出行政区划，会按文字中的地名判断。',
    en: 'No division recognized; the names in the text will decide.',
  },
  send: { zh: '提交', en: 'Send' },
  sent: { zh: '已登记 {number}，可以接听下一个。', en: 'Registered as {number}; ready for the next call.' },
  'sent.open': { zh: '打开这件', en: 'Open it' },
  'bad.text': { zh: '至少写 5 个字。', en: 'At least five characters.' },
  'bad.phone': {
    zh: '电话号码不正确：手机 11 位，或区号加座机。',
    en: 'Not a phone number: 11 digits, or area code and landline.',
  },
  suggest: { zh: '看起来是', en: 'This looks like' },
  'suggest.wait': {
    zh: '输入内容后显示分类、紧急程度和负责单位。',
    en: 'Category, urgency and department appear as you type.',
  },
  'suggest.off': {
    zh: '没有批准运行的分类算法，请自己选择。',
    en: 'No approved classifier runs; choose yourself.',
  },
  'by-words': { zh: '（关键词：{words}）', en: ' (keywords: {words})' },
  own: { zh: '由我确定', en: 'Set by me' },
  'own.hint': {
    zh: '不选则由算法提出建议，派单员决定。',
    en: 'Left open, the algorithm proposes and a dispatcher decides.',
  },
  category: { zh: '分类', en: 'Category' },
  urgency: { zh: '紧急程度', en: 'Urgency' },
  place: { zh: '地点', en: 'Place' },
  department: { zh: '负责单位', en: 'Department' },
  caller: { zh: '这个号码以前反映过', en: 'Reported before from this number' },
  'caller.none': { zh: '没有以前的诉求。', en: 'Nothing before.' },
  'caller.more': { zh: '只列出最近 {count} 件。', en: 'The newest {count} only.' },
  duplicates: { zh: '可能已经反映过', en: 'Perhaps known already' },
} as const satisfies Texts
