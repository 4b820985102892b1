import '../reports/reports.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { formatDateTime } from '#kernel/clock/rules'
import type { RiskReportView } from '#modules/data-checks/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { riskReportTexts } from '../messages/data-checks.ts'
import { ReportBody } from '../reports/body.tsx'
import { useDataChecks, useDataChecksWrite } from './api.ts'

/** One yearly report as it will be printed; each number opens what was counted. */
export function RiskReportPage({ id }: { id: string }) {
  const t = useText(riskReportTexts)
  const { locale } = useLanguage()
  const report = useDataChecks<RiskReportView>(`/risk-reports/${id}`)
  const { data } = report
  return (
    <main id="main" tabIndex={-1} className="page page-report">
      <div className="page-head no-print">
        <Link to="/data-checks" search={{ view: 'reports' }}>
          ← {t('back')}
        </Link>
        <span className="report-tools">
          {(['docx', 'pdf'] as const).map((format) => (
            <a key={format} href={`/api/v1/risk-reports/${id}/report.${format}?lang=${locale}`} download>
              {t(format === 'docx' ? 'word' : 'pdf')}
            </a>
          ))}
          <Button onClick={() => window.print()}>{t('print')}</Button>
        </span>
      </div>
      {report.isPending && <Loading lines={12} />}
      {report.error !== null && <Failure error={report.error} onRetry={() => void report.refetch()} />}
      {data !== undefined && (
        <>
          <Sheet report={data} />
          <Remarks report={data} />
        </>
      )}
    </main>
  )
}

function Sheet({ report }: { report: RiskReportView }) {
  const t = useText(riskReportTexts)
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

function Remarks({ report }: { report: RiskReportView }) {
  const t = useText(riskReportTexts)
  return (
    <section className="card report-remarks" aria-labelledby="remarks-title">
      <h2 id="remarks-title">{t('remarks')}</h2>
      <ul>
        {report.remarks.map((r) => (
          <li key={r.at}>
            <span className="tag">{t('signed')}</span> {r.text} <span className="muted">{r.name}</span>{' '}
            <ExactTime at={r.at} />
          </li>
        ))}
      </ul>
      {report.can.sign && <Sign report={report} />}
      <ul>
        {report.versions.map((v) => (
          <li key={v.id}>
            {v.id === report.id ? (
              <strong>{t('version.no', { no: v.version })}</strong>
            ) : (
              <Link to="/data-checks" search={{ report: v.id }}>
                {t('version.no', { no: v.version })}
              </Link>
            )}{' '}
            <ExactTime at={v.madeAt} /> {v.reason}
          </li>
        ))}
      </ul>
      {report.can.make && <MakeAgain report={report} />}
    </section>
  )
}

function Sign({ report: { id } }: { report: RiskReportView }) {
  const t = useText(riskReportTexts)
  const failureText = useFailureText()
  const [text, setText] = useState('')
  const sign = useDataChecksWrite()
  return (
    <div className="no-print">
      <TextField
        id="sign-text"
        label={t('sign.text')}
        maxLength={500}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <div className="action-send">
        <Button
          kind="main"
          busy={sign.isPending}
          onClick={() => sign.mutate({ path: `/risk-reports/${id}/sign`, input: { text } })}
        >
          {t('sign')}
        </Button>
        <span role="status">
          {sign.error !== null && <span className="field-error">{failureText(sign.error)}</span>}
        </span>
      </div>
    </div>
  )
}

function MakeAgain({ report: { org, year } }: { report: RiskReportView }) {
  const t = useText(riskReportTexts)
  const failureText = useFailureText()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const make = useDataChecksWrite<{ id: string }>(({ id }) => {
    void navigate({ to: '/data-checks', search: { report: id } })
  })
  const isReady = reason.trim().length >= 2
  return (
    <details className="no-print">
      <summary>{t('make.again')}</summary>
      <TextField
        id="again-reason"
        label={t('make.reason')}
        maxLength={200}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      <div className="action-send">
        <Button
          busy={make.isPending}
          aria-disabled={!isReady}
          onClick={() => isReady && make.mutate({ path: '/risk-reports', input: { org, year, reason } })}
        >
          {t('make.again')}
        </Button>
        <span role="status">
          {make.error !== null && <span className="field-error">{failureText(make.error)}</span>}
        </span>
      </div>
    </details>
  )
}
