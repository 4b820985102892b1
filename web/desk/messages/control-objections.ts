import type { Texts } from '../../ui/i18n.tsx'

/** What waits for a look, and what enterprises say against their level. */
export const objectionTexts = {
  waiting: { zh: '等人来看', en: 'Waiting for a look' },
  'waiting.proposed': { zh: '等级建议待确认', en: 'Level proposed' },
  'waiting.objected': { zh: '企业异议待答复', en: 'Objection to answer' },
  'waiting.review': { zh: '复审到期', en: 'Review due' },
  'waiting.soon': { zh: '一个月内复审', en: 'Review within a month' },
  'waiting.unseen': { zh: '半年无人看过', en: 'Unseen for half a year' },
  looked: { zh: '最近看过', en: 'Looked at last' },
  'looked.never': { zh: '从未', en: 'never' },
  objections: { zh: '企业的异议', en: 'Objections of the enterprise' },
  about: { zh: '对 {level} 级', en: 'to level {level}' },
  waits: { zh: '待答复', en: 'waits for an answer' },
  upheld: { zh: '采纳，重新判定', en: 'upheld, judged anew' },
  refused: { zh: '未采纳', en: 'not upheld' },
  answer: { zh: '答复', en: 'Answer' },
  'answer.hint': { zh: '企业能看到', en: 'The enterprise reads it' },
  'answer.upheld': { zh: '采纳异议，重新判定', en: 'Uphold it and have the subject judged anew' },
  send: { zh: '提交答复', en: 'Send the answer' },
  by: { zh: '{by}答复', en: 'answered by {by}' },
} as const satisfies Texts
