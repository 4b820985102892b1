import type { CapAlert, CapInfo } from '../contract/alert.ts'
import { markOf } from './marks.ts'

/** What is said to a resident, in the words of the message; the headline carries the mark of an exercise. */
export function noticeOf(alert: CapAlert): {
  readonly template: string
  readonly data: Readonly<Record<string, string>>
} {
  const zh = alert.info.find((i) => /^zh\b/i.test(i.language)) ?? alert.info[0]
  const en = alert.info.find((i) => /^en\b/i.test(i.language)) ?? zh
  const kind = alert.msgType === 'Cancel' ? 'cancel' : alert.msgType === 'Update' ? 'update' : 'alert'
  return {
    template: `cap.notice.${kind}`,
    data: {
      office: cut(zh?.senderName ?? ''),
      headline: headlineOf(alert, zh, 'zh'),
      headlineEn: headlineOf(alert, en, 'en'),
      instruction: cut(bare(zh?.instruction ?? '', alert.status)),
      instructionEn: cut(bare(en?.instruction ?? '', alert.status)),
      until: untilOf(zh),
    },
  }
}

/** The mark stands once at the beginning of the notice, not before each part of it. */
function bare(text: string, status: CapAlert['status']): string {
  return (['zh', 'en'] as const).reduce((t, l) => t.replace(markOf(status, l).trim(), '').trim(), text)
}

function headlineOf(alert: CapAlert, info: CapInfo | undefined, locale: 'zh' | 'en'): string {
  const text = bare(info?.headline ?? info?.event ?? '', alert.status)
  return cut(`${markOf(alert.status, locale)}${text}`)
}

/** 7月1日20:00 in the city's time: digits that both languages read. */
function untilOf(info: CapInfo | undefined): string {
  if (info?.expires === undefined) return ''
  const local = new Date(Date.parse(info.expires) + 8 * 3_600_000).toISOString()
  return `${local.slice(5, 10)} ${local.slice(11, 16)}`
}

/** Data of a notice holds 200 characters each; a text message should be short anyway. */
function cut(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  return plain.length <= 120 ? plain : `${plain.slice(0, 119)}…`
}
