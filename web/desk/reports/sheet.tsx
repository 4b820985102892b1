import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatDateTime } from '#kernel/clock/rules'
import {
  type ReportContent,
  type ReportView,
  type Sentence,
  sourceRanges,
} from '#modules/supervision/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { reportTexts } from '../messages/reports.ts'
import { Remarks } from './remarks.tsx'

/** One report as it will be printed; each sentence points at the sources of its numbers, each source at its list. */
export function ReportSheet({ id }: { id: string }) {
  const t = useText(reportTexts)
  const { locale } = useLanguage()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['reports', 'one', id],
    queryFn: ({ signal }) => api.get<ReportView>(`/reports/${id}`, undefined, signal),
  })
  return (
    <main id="main" tabIndex={-1} className="page page-report">
      <div className="page-head no-print">
        <Link to="/reports">{t('back')}</Link>
        <span className="report-tools">
          {(['docx', 'pdf'] as const).map((format) => (
            <a key={format} href={`/api/v1/reports/${id}/report.${format}?lang=${locale}`} download>
              {t(format === 'docx' ? 'word' : 'pdf')}
            </a>
          ))}
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </span>
      </div>
      {isPending && <Loading lines={12} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <Sheet report={data} />
          <Remarks report={data} />
        </>
      )}
    </main>
  )
}

function Sheet({ report }: { report: ReportView }) {
  const t = useText(reportTexts)
  const { locale } = useLanguage()
  const { content } = report
  const made = { by: report.madeBy, at: formatDateTime(new Date(report.madeAt), locale) }
  return (
    <article className="report card">
      <PageTitle title={content.title[locale]} />
      <p className="report-lead muted">
        {content.period[locale]} · {t('version.no', { no: report.version })} · {t('made', made)} ·{' '}
        {report.signedBy === null ? t('signed.not') : `${t('signed')} ${report.signedBy}`}
      </p>
      {report.reason !== '' && <p className="report-lead muted">{t('because', { reason: report.reason })}</p>}
      {content.simulated && <p className="report-lead report-simulated">{t('simulated.text')}</p>}
      {content.sections.map((section) => (
        <section key={section.key} aria-labelledby={`section-${section.key}`}>
          <h2 id={`section-${section.key}`}>{section.title[locale]}</h2>
          {section.sentences.map((sentence) => (
            <SentenceLine key={sentence.text.zh} sentence={sentence} />
          ))}
        </section>
      ))}
      <SourceTable content={content} />
    </article>
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

function SourceTable({ content }: { content: ReportContent }) {
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
                    <Link to="/" search={searchOf(s.link)} title={t('source.open')}>
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

/** The filters of an address of the desk's queue. */
function searchOf(link: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(link.slice(link.indexOf('?'))))
}
