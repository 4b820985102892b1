import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { CorrectionDetails, type CorrectionValues } from '#modules/protection/contract'
import { type CaseDoor, useCase, useCaseAction } from '../../ui/cases.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { Deadline } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { correctionTexts } from '../messages/protection-corrections.ts'
import { useProtectionRead } from './api.ts'

const door: CaseDoor = { type: 'data-correction', path: '/data-corrections' }

/** One request: what is asked, the row beside it, and the answer. */
export function CorrectionPage({ id }: { id: string }) {
  const t = useText(correctionTexts)
  const found = useCase(door, id)
  const [isOpen, setOpen] = useState(false)
  const c = found.data
  const details = CorrectionDetails.safeParse(c?.details).data
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/protection" search={{ view: 'corrections' }}>
        ← {t('request')}
      </Link>
      {found.isPending && <Loading lines={6} />}
      {found.error !== null && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {c !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={c.title} />
            <span className="tag tag-open">{t(`state.${c.state}` as 'state.submitted')}</span>
            {c.due !== null && <Deadline due={c.due} />}
          </div>
          <section className="card">
            <p className="muted">
              {c.number} {c.lead !== null && <OrgName code={c.lead} full />}
            </p>
            <p className="as-written">{c.body}</p>
            {details !== undefined && <p className="muted">{t(`level.${details.level}`)}</p>}
            {details?.answer != null && (
              <p className="as-written">
                {t('said', { text: details.answer })} {details.legalBasis}
              </p>
            )}
          </section>
          {isOpen ? (
            <Compare id={id} />
          ) : (
            c.can.length > 0 && (
              <p>
                <Button onClick={() => setOpen(true)}>{t('compare.open')}</Button>{' '}
                <span className="muted">{t('compare.note')}</span>
              </p>
            )
          )}
          <AnswerForm c={c} />
        </>
      )}
    </main>
  )
}

function Compare({ id }: { id: string }) {
  const t = useText(correctionTexts)
  const compared = useProtectionRead<CorrectionValues>(`/data-corrections/${id}/compare`)
  if (compared.isPending) return <Loading lines={4} />
  if (compared.error !== null)
    return <Failure error={compared.error} onRetry={() => void compared.refetch()} />
  if (compared.data.items.length === 0) return <p className="muted">{t('compare.over')}</p>
  return (
    <TableScroll label={t('compare')}>
      <table className="table catalogue-table">
        <thead>
          <tr>
            {(['item', 'held', 'wanted'] as const).map((h) => (
              <th key={h} scope="col">
                {t(h)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {compared.data.items.map((i) => (
            <tr key={i.item}>
              <th scope="row">{i.title}</th>
              <td data-label={t('held')}>{i.held ?? t('none')}</td>
              <td data-label={t('wanted')}>{i.wanted === null ? t('none') : <mark>{i.wanted}</mark>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function AnswerForm({ c }: { c: CaseView }) {
  const t = useText(correctionTexts)
  const failureText = useFailureText()
  const act = useCaseAction(door)
  const [text, setText] = useState('')
  const [basis, setBasis] = useState('')
  const yes = (['accept', 'answer'] as const).find((a) => c.can.includes(a))
  if (yes === undefined && !c.can.includes('refuse')) return null
  const send = (action: string, input: object) =>
    act.mutate({ id: c.id, version: c.version, action, input: input as Record<string, unknown> })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (yes !== undefined) send(yes, { text })
  }
  return (
    <form className="card" onSubmit={submit}>
      <TextArea
        id="answer-text"
        rows={4}
        label={t('text')}
        required
        minLength={5}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <TextField
        id="answer-basis"
        label={t('basis')}
        value={basis}
        onChange={(e) => setBasis(e.target.value)}
      />
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
      <div className="button-row">
        {yes !== undefined && (
          <Button kind="main" type="submit" busy={act.isPending}>
            {t(yes)}
          </Button>
        )}
        <Button busy={act.isPending} onClick={() => send('refuse', { reason: text, legalBasis: basis })}>
          {t('refuse')}
        </Button>
      </div>
    </form>
  )
}
