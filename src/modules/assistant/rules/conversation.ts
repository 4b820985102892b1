import type { Turn } from '../contract.ts'

const outcomes = {
  answered: '已引用资料答复',
  candidates: '只给出可能相关的资料',
  unknown: '没有找到资料',
  urgent: '提示拨打紧急电话',
} as const

/** The whole conversation as an officer reads it: each question, what was quoted, and whether it helped. */
export function conversationText(turns: readonly Turn[]): string {
  if (turns.length === 0) return '（没有提问，直接转人工）'
  return turns.map(turnText).join('\n\n')
}

function turnText({ seq, question, outcome, answer, helpful, at }: Turn): string {
  const rating = helpful === null ? '' : helpful ? '；居民评价：有用' : '；居民评价：没有用'
  const quotes = answer.citations.map((c) => `　《${c.title}》${c.section}：${c.quote.replace(/\s+/gu, ' ')}`)
  return [
    `问${seq}（${at.slice(0, 16).replace('T', ' ')} UTC）：${question}`,
    `答${seq}：${outcomes[outcome]}${rating}`,
    ...(answer.wording === null ? [] : [`　${answer.wording.replace(/\s+/gu, ' ')}`]),
    ...quotes,
  ].join('\n')
}
