import type { FileChild, Footer, ParagraphChild, Paragraph as ParagraphType } from 'docx'
import type { Locale } from '#kernel/clock/define'
import type { PrintedReport, ReportTable, Sentence, Source, Text } from '../contract.ts'
import { documentTexts } from './text.ts'

/** As offices print: headings in a black face, text in an imitation Song; a reader without them takes its own. */
const fonts = {
  heading: { ascii: 'Arial', eastAsia: '黑体' },
  text: { ascii: 'Times New Roman', eastAsia: '仿宋' },
}
/** Half points. */
const size = { title: 36, heading: 28, text: 24, small: 18 }

/** A report as a Word document on A4; each number's source is a footnote under its sentence. */
export async function writeWord(
  report: PrintedReport,
  locale: Locale,
  notes: readonly Text[] = [],
): Promise<Buffer> {
  const docx = await import('docx')
  const { AlignmentType, Document, Packer, Paragraph, TextRun } = docx
  const texts = documentTexts(report, locale, notes)
  const { content } = report
  const small = (text: string) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ text, size: size.small, font: fonts.text })],
    })
  const heading = (text: string) =>
    new Paragraph({
      heading: docx.HeadingLevel.HEADING_1,
      spacing: { before: 240, after: 80 },
      keepNext: true,
      children: [new TextRun({ text, bold: true, size: size.heading, font: fonts.heading })],
    })
  const pointed = new Set<number>()
  const children: FileChild[] = [
    new Paragraph({
      heading: docx.HeadingLevel.TITLE,
      alignment: AlignmentType.CENTER,
      spacing: { after: 120 },
      children: [
        new TextRun({ text: content.title[locale], bold: true, size: size.title, font: fonts.heading }),
      ],
    }),
    ...texts.lines.map(small),
    ...content.sections.flatMap((s) => [
      heading(s.title[locale]),
      ...(s.basis === undefined ? [] : [basisOf(docx, s.basis[locale])]),
      ...s.sentences.map((sentence) => sentenceOf(docx, sentence, locale, pointed)),
      ...(s.table === undefined ? [] : [tableOf(docx, s.table, locale, pointed)]),
    ]),
    ...(report.remarks.length === 0 ? [] : [heading(texts.remarksTitle)]),
    ...report.remarks.map((r) => plain(docx, texts.remark(r))),
  ]
  // 210 × 297 mm and margins in twentieths of a point.
  const page = {
    size: { width: 11906, height: 16838 },
    margin: { top: 1440, bottom: 1440, left: 1500, right: 1500 },
  }
  const document = new Document({
    creator: report.madeBy,
    title: content.title[locale],
    styles: { default: { document: { run: { font: fonts.text, size: size.text } } } },
    footnotes: footnotesOf(docx, content.sources, texts.source),
    sections: [{ properties: { page }, footers: { default: footerOf(docx, texts.page) }, children }],
  })
  return Packer.toBuffer(document)
}

type Docx = typeof import('docx')

function footnotesOf(docx: Docx, sources: readonly Source[], words: (s: Source) => string) {
  const note = (s: Source) => new docx.TextRun({ text: ` ${words(s)}`, size: size.small, font: fonts.text })
  return Object.fromEntries(
    sources.map((s) => [s.no, { children: [new docx.Paragraph({ children: [note(s)] })] }]),
  )
}

/** The words around both numbers of a page come from the sentence that a PDF prints. */
function footerOf(docx: Docx, words: (page: number, pages: number) => string): Footer {
  const { AlignmentType, PageNumber, Paragraph, TextRun } = docx
  const [before = '', between = '', after = ''] = words(0, 1).split(/[01]/)
  const children = [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after]
  const line = new TextRun({ size: size.small, children })
  return new docx.Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [line] })] })
}

/** A footnote is pointed at once; a source that is named again shows its number. */
function markOf(docx: Docx, no: number, pointed: Set<number>): ParagraphChild {
  if (pointed.has(no)) return new docx.TextRun({ text: String(no), superScript: true })
  pointed.add(no)
  return new docx.FootnoteReferenceRun(no)
}

/** Figures of a section side by side. */
function tableOf(
  docx: Docx,
  { columns, rows }: ReportTable,
  locale: Locale,
  pointed: Set<number>,
): FileChild {
  const cell = (children: ParagraphChild[]) =>
    new docx.TableCell({ children: [new docx.Paragraph({ children })] })
  const run = (text: string, bold = false) => new docx.TextRun({ text, bold, size: size.small + 2 })
  return new docx.Table({
    width: { size: 100, type: docx.WidthType.PERCENTAGE },
    rows: [
      new docx.TableRow({ tableHeader: true, children: columns.map((c) => cell([run(c[locale], true)])) }),
      ...rows.map(
        (r) =>
          new docx.TableRow({
            cantSplit: true,
            children: [
              cell([run(r.name[locale])]),
              ...r.cells.map(({ shown, source }) =>
                cell([run(shown[locale]), ...(source === null ? [] : [markOf(docx, source, pointed)])]),
              ),
            ],
          }),
      ),
    ],
  })
}

function sentenceOf(docx: Docx, s: Sentence, locale: Locale, pointed: Set<number>): ParagraphType {
  const marks = s.sources.map((no) => markOf(docx, no, pointed))
  const spaced = marks.flatMap((mark, i) =>
    i === 0 ? [mark] : [new docx.TextRun({ text: ' ', superScript: true }), mark],
  )
  return new docx.Paragraph({
    spacing: { line: 360, after: 60 },
    indent: { firstLine: locale === 'zh' ? 480 : 0 },
    children: [new docx.TextRun({ text: s.text[locale] }), ...spaced],
  })
}

function plain(docx: Docx, text: string): ParagraphType {
  return new docx.Paragraph({ spacing: { line: 320 }, children: [new docx.TextRun({ text })] })
}

function basisOf(docx: Docx, text: string): ParagraphType {
  const run = new docx.TextRun({ text, size: size.small, color: '444444' })
  return new docx.Paragraph({ spacing: { after: 60 }, children: [run] })
}
