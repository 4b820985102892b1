import { createRequire } from 'node:module'
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { Locale } from '#kernel/clock/define'
import {
  type PrintedReport,
  type ReportTable,
  type Sentence,
  type Source,
  sourceRanges,
  type Text,
} from '../contract.ts'
import { documentTexts } from './text.ts'

/** The library is CommonJS and names its parts at run time only. */
const require = createRequire(import.meta.url)

type PdfMake = typeof import('pdfmake')
let opened: PdfMake | undefined

/** Once a process: the Chinese face is embedded as far as a report uses it. It reads these two files and no address. */
function openPdfMake(): PdfMake {
  if (opened !== undefined) return opened
  const normal = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
  const bold = require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')
  opened = require('pdfmake') as PdfMake
  opened.setUrlAccessPolicy(() => false)
  opened.setLocalAccessPolicy((path) => path === normal || path === bold)
  opened.setFonts({ Noto: { normal, bold, italics: normal, bolditalics: bold } })
  return opened
}

/** A report as PDF on A4, with page numbers and a numbered list of the sources at its end. */
export async function writePdf(
  report: PrintedReport,
  locale: Locale,
  notes: readonly Text[] = [],
): Promise<Buffer> {
  const texts = documentTexts(report, locale, notes)
  const { content } = report
  const body: Content[] = [
    { text: content.title[locale], style: 'title' },
    ...texts.lines.map((text): Content => ({ text, style: 'lead' })),
    ...content.sections.flatMap((s): Content[] => [
      { text: s.title[locale], style: 'heading', headlineLevel: 1 },
      ...(s.basis === undefined ? [] : [{ text: s.basis[locale], style: 'basis' }]),
      ...s.sentences.map((sentence) => sentenceOf(sentence, locale)),
      ...(s.table === undefined ? [] : [figureTable(s.table, locale)]),
    ]),
    ...(report.remarks.length === 0
      ? []
      : [{ text: texts.remarksTitle, style: 'heading', headlineLevel: 1 }]),
    ...report.remarks.map((r): Content => ({ text: texts.remark(r), style: 'sentence' })),
    { text: texts.sourcesTitle, style: 'heading', headlineLevel: 1 },
    sourceTable(content.sources, locale),
  ]
  return openPdfMake()
    .createPdf({
      pageSize: 'A4',
      pageMargins: [62, 60, 62, 56],
      info: { title: content.title[locale], author: report.madeBy },
      language: locale === 'zh' ? 'zh-CN' : 'en',
      defaultStyle: { font: 'Noto', fontSize: 10.5, lineHeight: 1.35 },
      styles: {
        title: { fontSize: 17, bold: true, alignment: 'center', margin: [0, 0, 0, 8] },
        lead: { fontSize: 9, alignment: 'center', color: '#444444' },
        heading: { fontSize: 12.5, bold: true, margin: [0, 12, 0, 4] },
        sentence: { margin: [0, 0, 0, 4] },
        basis: { fontSize: 8.5, color: '#444444', margin: [0, 0, 0, 3] },
        small: { fontSize: 8, lineHeight: 1.2 },
      },
      // A heading does not stay alone at the foot of a page.
      pageBreakBefore: (node, { getFollowingNodesOnPage }) =>
        node.headlineLevel === 1 && getFollowingNodesOnPage().length === 0,
      footer: (page, pages) => ({ text: texts.page(page, pages), style: 'lead', margin: [0, 20, 0, 0] }),
      content: body,
    })
    .getBuffer()
}

function sentenceOf({ text, sources }: Sentence, locale: Locale): Content {
  const marks = sourceRanges(sources).map((r) => r.text)
  return {
    style: 'sentence',
    text:
      marks.length === 0
        ? text[locale]
        : [text[locale], { text: ` [${marks.join(', ')}]`, fontSize: 7.5, color: '#1f5fa8' }],
  }
}

/** Figures of a section side by side, each with the number of its source. */
function figureTable({ columns, rows }: ReportTable, locale: Locale): Content {
  const cell = (text: string, bold = false): TableCell => ({ text, style: 'small', bold })
  return {
    layout: 'lightHorizontalLines',
    margin: [0, 2, 0, 6],
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map((_, n) => (n === 0 ? '*' : 'auto')),
      body: [
        columns.map((c) => cell(c[locale], true)),
        ...rows.map((r) => [
          cell(r.name[locale]),
          ...r.cells.map(
            ({ shown, source }): TableCell => ({
              style: 'small',
              text: [
                shown[locale],
                ...(source === null ? [] : [{ text: ` [${source}]`, fontSize: 6.5, color: '#1f5fa8' }]),
              ],
            }),
          ),
        ]),
      ],
    },
  }
}

/** The library writes into the tables it is given, so that each document gets a table of its own. */
function sourceTable(sources: readonly Source[], locale: Locale): Content {
  const zh = locale === 'zh'
  const head = zh ? ['', '数字', '是什么', '时间', '怎么算'] : ['', 'Figure', 'What', 'When', 'How']
  const cell = (text: string, bold = false): TableCell => ({ text, style: 'small', bold })
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [16, 80, 84, 134, '*'],
      body: [
        head.map((text) => cell(text, true)),
        ...sources.map((s) => [
          cell(String(s.no)),
          cell(s.shown[locale]),
          cell(s.figure[locale]),
          cell(s.period[locale]),
          cell(s.rule[locale]),
        ]),
      ],
    },
  }
}
