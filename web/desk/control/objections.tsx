import { type FormEvent, useState } from 'react'
import type { ObjectionView, SubjectView } from '#modules/control/contract'
import { Button, TextArea } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { objectionTexts } from '../messages/control-objections.ts'
import { useControlWrite } from './api.ts'

/** What the enterprise says against its level, and the owner's answers; nothing where nothing was said. */
export function Objections({ s }: { s: SubjectView }) {
  const t = useText(objectionTexts)
  if (s.objections.length === 0) return null
  return (
    <section className="card" aria-labelledby="control-objections">
      <h2 id="control-objections">{t('objections')}</h2>
      <ul className="control-objections">
        {s.objections.map((o) => (
          <Objection key={o.id} s={s} o={o} />
        ))}
      </ul>
    </section>
  )
}

function Objection({ s, o }: { s: SubjectView; o: ObjectionView }) {
  const t = useText(objectionTexts)
  const { answered } = o
  return (
    <li>
      <span className="muted">
        <ExactTime at={o.at} /> · {t('about', { level: o.level })}
      </span>{' '}
      <span className={answered === null ? 'tag tag-warn' : 'tag tag-quiet'}>
        {t(answered === null ? 'waits' : answered.upheld ? 'upheld' : 'refused')}
      </span>
      <p className="as-written">{o.reason}</p>
      {answered !== null && (
        <blockquote>
          <p className="as-written">{answered.answer}</p>
          <p className="muted">
            {t('by', { by: answered.by })} · <ExactTime at={answered.at} />
          </p>
        </blockquote>
      )}
      {answered === null && s.may.includes('answer') && <AnswerForm s={s} objection={o.id} />}
    </li>
  )
}

function AnswerForm({ s, objection }: { s: SubjectView; objection: string }) {
  const t = useText(objectionTexts)
  const failureText = useFailureText()
  const act = useControlWrite(`/subjects/${s.id}/answer`)
  const [answer, setAnswer] = useState('')
  const [upheld, setUpheld] = useState(false)
  const isReady = answer.trim().length >= 2
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !act.isPending) act.mutate({ objection, upheld, answer: answer.trim() })
  }
  return (
    <form className="control-form no-print" onSubmit={submit} aria-label={t('answer')}>
      <TextArea
        id="objection-answer"
        label={t('answer')}
        hint={t('answer.hint')}
        rows={3}
        maxLength={1000}
        value={answer}
        onChange={(e) => setAnswer(e.target.value)}
      />
      <label>
        <input type="checkbox" checked={upheld} onChange={(e) => setUpheld(e.target.checked)} />{' '}
        {t('answer.upheld')}
      </label>
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={act.isPending} aria-disabled={!isReady}>
          {t('send')}
        </Button>
      </div>
    </form>
  )
}
