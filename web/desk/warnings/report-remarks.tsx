import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { WarningReportView } from '#modules/early-warning/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { warningReportTexts } from '../messages/warning-reports.ts'
import { useFilters } from '../shell/filters.ts'
import { useReportWrite } from './report-api.ts'

/** Who signed, the other versions, and what one may do with this one. */
export function Remarks({ report }: { report: WarningReportView }) {
  const t = useText(warningReportTexts)
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
      {report.can.sign && <Sign id={report.id} />}
      {report.can.polish && <Polish id={report.id} />}
      <ul>
        {report.versions.map((v) => (
          <li key={v.id}>
            {v.id === report.id ? (
              <strong>{t('version.no', { no: v.version })}</strong>
            ) : (
              <Link to="." search={{ view: 'reports', report: v.id }}>
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

function Sign({ id }: { id: string }) {
  const t = useText(warningReportTexts)
  const failureText = useFailureText()
  const [text, setText] = useState('')
  const sign = useReportWrite()
  return (
    <div className="report-sign no-print">
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
          onClick={() => sign.mutate({ path: `/${id}/sign`, body: { text } })}
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

function Polish({ id }: { id: string }) {
  const t = useText(warningReportTexts)
  const failureText = useFailureText()
  const polish = useReportWrite()
  return (
    <div className="no-print">
      <p className="muted">{t('polish.note')}</p>
      <div className="action-send">
        <Button busy={polish.isPending} onClick={() => polish.mutate({ path: `/${id}/polish`, body: {} })}>
          {t('polish')}
        </Button>
        <span role="status">
          {polish.error !== null && <span className="field-error">{failureText(polish.error)}</span>}
        </span>
      </div>
    </div>
  )
}

function MakeAgain({ report }: { report: WarningReportView }) {
  const t = useText(warningReportTexts)
  const failureText = useFailureText()
  const [, change] = useFilters()
  const [reason, setReason] = useState('')
  const make = useReportWrite(({ id }) => change({ report: id }))
  const { scope, kind, from, to, domain, exercise } = report
  const isReady = reason.trim().length >= 2
  return (
    <details className="no-print">
      <summary>{t('make.again')}</summary>
      <TextField
        id="again-reason"
        label={t('reason')}
        maxLength={200}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      <div className="action-send">
        <Button
          busy={make.isPending}
          aria-disabled={!isReady}
          onClick={() =>
            isReady && make.mutate({ path: '', body: { scope, kind, from, to, domain, exercise, reason } })
          }
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
