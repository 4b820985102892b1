import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatDateTime } from '#kernel/clock/rules'
import type { ReportView } from '#modules/supervision/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { reportTexts } from '../messages/reports.ts'
import { ReportBody } from './body.tsx'
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
      <ReportBody content={content} />
    </article>
  )
}
