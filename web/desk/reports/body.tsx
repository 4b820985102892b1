import { Link } from '@tanstack/react-router'
import { type PrintedReport, type ReportTable, type Sentence, sourceRanges } from '#kernel/reports/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { reportTexts } from '../messages/reports.ts'

type Content = PrintedReport['content']

/** Sections of sentences, each pointing at the sources of its numbers; each source opens its list. */
export function ReportBody({ content }: { content: Content }) {
  const { locale } = useLanguage()
  return (
    <>
      {content.sections.map((section) => (
        <section key={section.key} aria-labelledby={`section-${section.key}`}>
          <h2 id={`section-${section.key}`}>{section.title[locale]}</h2>
          {section.basis !== undefined && <p className="muted">{section.basis[locale]}</p>}
          {section.sentences.map((sentence) => (
            <SentenceLine key={sentence.text.zh} sentence={sentence} />
          ))}
          {section.table !== undefined && <FigureTable table={section.table} title={section.title[locale]} />}
        </section>
      ))}
      <SourceTable content={content} />
    </>
  )
}

function SentenceLine({ sentence }: { sentence: Sentence }) {
  const t = useText(reportTexts)
  const { locale } = useLanguage()
  return (
    <p className="report-sentence">
      {sentence.text[locale]}
      <sup>
        {sourceRanges(sentence.sources).map(({ from, text }) => (
          <a key={from} href={`#source-${from}`} aria-label={t('source.of', { no: text })}>
            {text}
          </a>
        ))}
      </sup>
    </p>
  )
}

/** Figures side by side; each is the way to its source. */
function FigureTable({ table: { columns, rows }, title }: { table: ReportTable; title: string }) {
  const t = useText(reportTexts)
  const { locale } = useLanguage()
  return (
    <TableScroll label={title}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((c, n) => (
              <th key={c.zh} scope="col" className={n === 0 ? undefined : 'number'}>
                {c[locale]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name.zh}>
              <th scope="row">{row.name[locale]}</th>
              {row.cells.map(({ shown, source }, n) => (
                <td key={columns[n + 1]?.zh} className="number">
                  {shown[locale]}
                  {source !== null && (
                    <sup>
                      <a href={`#source-${source}`} aria-label={t('source.of', { no: source })}>
                        {source}
                      </a>
                    </sup>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function SourceTable({ content }: { content: Content }) {
  const t = useText(reportTexts)
  const { locale } = useLanguage()
  return (
    <div>
      <h2>{t('sources')}</h2>
      <TableScroll label={t('sources')}>
        <table className="table report-sources">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('sources')}</span>
              </th>
              {(['number', 'what', 'when', 'how'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {content.sources.map((s) => (
              <tr key={s.no} id={`source-${s.no}`}>
                <td className="number">{s.no}</td>
                <th scope="row">
                  {s.link === null ? (
                    s.shown[locale]
                  ) : (
                    <Link to={pathOf(s.link)} search={searchOf(s.link)} title={t('source.open')}>
                      {s.shown[locale]}
                    </Link>
                  )}
                </th>
                <td>{s.figure[locale]}</td>
                <td>{s.period[locale]}</td>
                <td>{s.rule[locale]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  )
}

/** A page of the desk, as an address of a source names it: `/desk/sharing?view=matrix`. */
function pathOf(link: string): '/' {
  const path = link.replace(/^\/desk/, '').split('?')[0] ?? ''
  // The router knows its pages by literal names; a source names one of them.
  return (path === '' ? '/' : path) as '/'
}

function searchOf(link: string): Record<string, string> {
  const at = link.indexOf('?')
  return at === -1 ? {} : Object.fromEntries(new URLSearchParams(link.slice(at)))
}
