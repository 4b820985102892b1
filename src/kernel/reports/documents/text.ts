import type { Locale } from '#kernel/clock/define'
import { formatDateTime } from '#kernel/clock/rules'
import type { PrintedReport, Remark, Source, Text } from '../contract.ts'

/** Words of both kinds of document, in one language. */
export interface DocumentTexts {
  readonly lines: readonly string[]
  readonly sourcesTitle: string
  readonly remarksTitle: string
  readonly page: (page: number, pages: number) => string
  readonly source: (s: Source) => string
  readonly remark: (r: Remark) => string
}

/**
 * What stands in a document around its sentences.
 * @param notes lines below the head that only this kind of report has, such as that its data is simulated
 */
export function documentTexts(
  report: PrintedReport,
  locale: Locale,
  notes: readonly Text[] = [],
): DocumentTexts {
  const { content, version, madeBy, madeAt, reason, signedBy } = report
  const zh = locale === 'zh'
  const made = formatDateTime(new Date(madeAt), locale)
  const lines = zh
    ? [
        `统计期间：${content.period.zh}`,
        `第 ${version} 版，${made} 由${madeBy}生成${reason === '' ? '' : `（重新生成原因：${reason}）`}`,
        signedBy === null ? '尚未签发' : `签发：${signedBy}`,
      ]
    : [
        `Period: ${content.period.en}`,
        `Version ${version}, made by ${madeBy} on ${made}${reason === '' ? '' : ` (made again because: ${reason})`}`,
        signedBy === null ? 'Not signed yet' : `Signed by ${signedBy}`,
      ]
  return {
    lines: [...lines, ...notes.map((n) => n[locale])],
    sourcesTitle: zh ? '数据来源' : 'Sources',
    remarksTitle: zh ? '备注' : 'Notes',
    page: (page, pages) => (zh ? `第 ${page} 页，共 ${pages} 页` : `Page ${page} of ${pages}`),
    source: (s) => sourceText(s, locale),
    remark: (r) =>
      `${r.text}${r.text === '' ? '' : ' '}${zh ? `（${r.name}，` : `(${r.name}, `}${formatDateTime(new Date(r.at), locale)}${zh ? '）' : ')'}`,
  }
}

/** '收到诉求：12。2025年9月30日。按提交时间。' */
export function sourceText({ figure, shown, period, rule }: Source, locale: Locale): string {
  const parts = [
    `${figure[locale]}${locale === 'zh' ? '：' : ': '}${shown[locale]}`,
    period[locale],
    rule[locale],
  ]
  return locale === 'zh' ? `${parts.join('。')}。` : `${parts.join('. ')}.`
}
