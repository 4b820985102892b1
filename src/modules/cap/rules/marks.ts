import type { CapAlert, CapInfo } from '../contract/alert.ts'

/** What stands before every text of a message that is no real warning, so that nobody takes it for one. */
const marks = {
  Exercise: { zh: '【演练】', en: '[EXERCISE] ' },
  Test: { zh: '【测试】', en: '[TEST] ' },
} as const

const isChinese = (language: string) => /^zh\b/i.test(language)

/** The mark of a status; empty for what is real. */
export function markOf(status: CapAlert['status'], locale: 'zh' | 'en'): string {
  return status === 'Exercise' || status === 'Test' ? marks[status][locale] : ''
}

/** The message with its mark in every text that a person reads; what has it already stays as it is. */
export function marked(alert: CapAlert): CapAlert {
  if (markOf(alert.status, 'zh') === '') return alert
  const note = withMark(alert.note ?? '', markOf(alert.status, 'zh'))
  return { ...alert, note: note.trim(), info: alert.info.map((info) => markedInfo(info, alert.status)) }
}

function markedInfo(info: CapInfo, status: CapAlert['status']): CapInfo {
  const mark = markOf(status, isChinese(info.language) ? 'zh' : 'en')
  const texts = (['headline', 'description', 'instruction'] as const).flatMap((name) => {
    const text = info[name]
    return text === undefined ? [] : [[name, withMark(text, mark)] as const]
  })
  return { ...info, event: info.event === '' ? '' : withMark(info.event, mark), ...Object.fromEntries(texts) }
}

function withMark(text: string, mark: string): string {
  return text.startsWith(mark.trim()) ? text : `${mark}${text}`
}
