import type { CapAlert, CapInfo } from '../contract/alert.ts'
import { markOf } from './marks.ts'

/** What is said to a resident, in the words that the message has for the language; the headline carries the mark. */
export function noticeOf(
  alert: CapAlert,
  locale: 'zh' | 'en',
): { readonly template: string; readonly data: Readonly<Record<string, string>> } {
  const info = alert.info.find((i) => i.language.toLowerCase().startsWith(locale)) ?? alert.info[0]
  const kind = alert.msgType === 'Cancel' ? 'cancel' : alert.msgType === 'Update' ? 'update' : 'alert'
  return {
    template: `cap.notice.${kind}`,
    data: {
      office: cut(info?.senderName ?? ''),
      headline: headlineOf(alert, info, locale),
      // The template ends the sentence.
      instruction: cut(bare(info?.instruction ?? '', alert.status)).replace(/[。.]$/, ''),
      until: untilOf(info),
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
