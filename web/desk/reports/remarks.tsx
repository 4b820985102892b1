import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReportView } from '#modules/supervision/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { reportTexts } from '../messages/reports.ts'
import { useMake } from './make-form.tsx'

/** What overseers noted, who signed, the other versions, and how to make another one. */
export function Remarks({ report }: { report: ReportView }) {
  const t = useText(reportTexts)
  return (
    <section className="card report-remarks" aria-labelledby="remarks-title">
      <h2 id="remarks-title">{t('remarks')}</h2>
      <ul>
        {report.remarks.map((r) => (
          <li key={`${r.at} ${r.kind}`}>
            <span className="tag">{t(`remark.${r.kind}`)}</span> {r.text}{' '}
            <span className="muted">{r.name}</span> <ExactTime at={r.at} />
          </li>
        ))}
      </ul>
      {report.can.remark && <NoteForm report={report} />}
      {report.versions.length > 1 && <Versions report={report} />}
      {report.can.make && <MakeAgain report={report} />}
    </section>
  )
}

function NoteForm({ report: { id, can } }: { report: ReportView }) {
  const t = useText(reportTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const send = useMutation({
    mutationFn: (what: 'notes' | 'sign') =>
      api.post(`/reports/${id}/${what}`, what === 'sign' ? {} : { text }, newIntentionKey()),
    onSuccess: (_, what) => what === 'notes' && setText(''),
    onSettled: () => client.invalidateQueries({ queryKey: ['reports'] }),
  })
  const isReady = text.trim().length >= 2
  return (
    <div className="no-print">
      <TextArea
        id="note"
        label={t('note')}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <div className="action-send">
        <Button
          busy={send.isPending}
          aria-disabled={!isReady}
          onClick={() => isReady && send.mutate('notes')}
        >
          {t('note.add')}
        </Button>
        {can.sign && (
          <Button kind="main" busy={send.isPending} onClick={() => send.mutate('sign')}>
            {t('sign')}
          </Button>
        )}
        <span role="status">
          {send.error !== null && <span className="field-error">{failureText(send.error)}</span>}
        </span>
      </div>
    </div>
  )
}

function Versions({ report }: { report: ReportView }) {
  const t = useText(reportTexts)
  return (
    <div className="no-print">
      <h3>{t('versions')}</h3>
      <ul>
        {report.versions.map((v) => (
          <li key={v.id}>
            {v.id === report.id ? (
              <strong>{t('version.no', { no: v.version })}</strong>
            ) : (
              <Link to="/reports" search={{ report: v.id }}>
                {t('version.no', { no: v.version })}
              </Link>
            )}{' '}
            <ExactTime at={v.madeAt} /> {v.reason}
          </li>
        ))}
      </ul>
    </div>
  )
}

function MakeAgain({ report: { scope, kind, from } }: { report: ReportView }) {
  const t = useText(reportTexts)
  const failureText = useFailureText()
  const [reason, setReason] = useState('')
  const make = useMake()
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
          onClick={() => isReady && make.mutate({ scope, kind, from, reason })}
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
