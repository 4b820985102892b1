import { type ReactNode, type SyntheticEvent, useState } from 'react'
import type { AssessmentContent, AssessmentView } from '#modules/protection/contract'
import { purposeNames } from '#modules/sharing/rules'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { useJoin, useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { useResource } from '../catalogue/api.ts'
import { assessmentTexts } from '../messages/protection-assessments.ts'
import { useProtectionAction, useProtectionRead } from './api.ts'
import { AssessmentEditor } from './assessment-form.tsx'
import { AssessmentState } from './assessment-state.tsx'
import { BackToList } from './frame.tsx'

/** One assessment: what it says, what was judged, and what may be done now. */
export function AssessmentPage({ id }: { id: string }) {
  const t = useText(assessmentTexts)
  const view = useProtectionRead<AssessmentView>(`/protection/assessments/${id}`)
  const [isEditing, setEditing] = useState(false)
  const a = view.data
  return (
    <main id="main" tabIndex={-1} className="page">
      <BackToList />
      {view.isPending && <Loading lines={10} />}
      {view.error !== null && <Failure error={view.error} onRetry={() => void view.refetch()} />}
      {a !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={a.content.title} />
            <AssessmentState state={a.state} />
            {a.validUntil !== null && (
              <span>
                {t('valid')} {a.validUntil}
              </span>
            )}
          </div>
          {a.reason !== null && <p className="draft-note">{t('reason.last', { reason: a.reason })}</p>}
          {isEditing ? (
            <AssessmentEditor key={a.revision} a={a} onDone={() => setEditing(false)} />
          ) : (
            <>
              <Steps a={a} onEdit={() => setEditing(true)} />
              <Content a={a} />
            </>
          )}
          <Versions a={a} />
        </>
      )}
    </main>
  )
}

function Steps({ a, onEdit }: { a: AssessmentView; onEdit: () => void }) {
  const t = useText(assessmentTexts)
  const failureText = useFailureText()
  const submit = useProtectionAction()
  const send = () =>
    submit.mutate({ path: `/protection/assessments/${a.id}/submit`, input: { revision: a.revision } })
  return (
    <>
      <div className="button-row">
        {a.may.includes('submit') && (
          <Button kind="main" busy={submit.isPending} onClick={send}>
            {t('submit')}
          </Button>
        )}
        {a.may.includes('edit') && <Button onClick={onEdit}>{t('edit')}</Button>}
      </div>
      {submit.error !== null && (
        <p role="alert" className="field-error">
          {failureText(submit.error)}
        </p>
      )}
      {a.may.includes('judge') && <JudgeForm a={a} />}
    </>
  )
}

function JudgeForm({ a }: { a: AssessmentView }) {
  const t = useText(assessmentTexts)
  const failureText = useFailureText()
  const judge = useProtectionAction()
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const send = (approve: boolean) => (event: SyntheticEvent) => {
    event.preventDefault()
    const valid = approve && until !== '' ? { validUntil: until } : {}
    judge.mutate({
      path: `/protection/assessments/${a.id}/judge`,
      input: { revision: a.revision, approve, reason, ...valid },
    })
  }
  return (
    <form className="card" onSubmit={send(true)}>
      <TextArea
        id="judge-reason"
        rows={3}
        label={t('reason')}
        required
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      <TextField
        id="judge-until"
        type="date"
        label={t('until')}
        value={until}
        onChange={(e) => setUntil(e.target.value)}
      />
      {judge.error !== null && (
        <p role="alert" className="field-error">
          {failureText(judge.error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={judge.isPending}>
          {t('approve')}
        </Button>
        <Button busy={judge.isPending} onClick={(e) => send(false)(e)}>
          {t('return')}
        </Button>
      </div>
    </form>
  )
}

function Content({ a }: { a: AssessmentView }) {
  const t = useText(assessmentTexts)
  const join = useJoin()
  const { locale } = useLanguage()
  const c = a.content
  const resource = useResource(c.resource)
  const titles = new Map(resource.data?.content.items.map((i) => [i.name, i.title]))
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('org'), <OrgName key="org" code={a.org} full />],
    [t('resource'), a.resourceName],
    [t('purpose'), purposeNames[c.purpose][locale]],
    [t('manners'), join(c.manners.map((m) => t(`manner.${m}`)))],
    [t('items'), join(c.items.map((i) => titles.get(i) ?? i))],
    [t('persons'), c.persons ?? t('none')],
  ]
  return (
    <>
      <section className="card">
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Answers c={c} />
    </>
  )
}

function Answers({ c }: { c: AssessmentContent }) {
  const t = useText(assessmentTexts)
  const parts = [
    {
      title: t('q1'),
      lines: [
        [t('lawful.basis'), c.lawful.basis],
        [t('lawful.legitimate'), c.lawful.legitimate],
        [t('lawful.necessary'), c.lawful.necessary],
      ],
    },
    {
      title: t('q2'),
      lines: [
        [t('effect.effect'), c.effect.effect],
        [t('effect.risks'), c.effect.risks],
        [t('effect.level'), t(`level.${c.effect.level}`)],
      ],
    },
    {
      title: t('q3'),
      lines: [
        [t('measures.measures'), c.measures.measures],
        [t('measures.proportionate'), c.measures.proportionate],
        [t('measures.left'), t(`level.${c.measures.left}`)],
      ],
    },
  ]
  return parts.map(({ title, lines }) => (
    <section key={title} className="card">
      <h2>{title}</h2>
      <dl className="facts">
        {lines.map(([name = '', text]) => (
          <div key={name} className="fact fact-wide">
            <dt>{name}</dt>
            <dd>{text === '' ? t('none') : text}</dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}

function Versions({ a }: { a: AssessmentView }) {
  const t = useText(assessmentTexts)
  if (a.versions.length === 0) return null
  return (
    <section className="card">
      <h2>{t('versions')}</h2>
      <ul className="version-list">
        {a.versions.map((v) => (
          <li key={v.version}>
            <span className={`tag tag-${v.approved ? 'good' : 'warn'}`}>
              {t(v.approved ? 'state.approved' : 'state.returned')}
            </span>{' '}
            {t('version.line', { version: v.version, by: v.by, at: v.at.slice(0, 10), reason: v.reason })}{' '}
            {v.validUntil !== null && `${t('valid')} ${v.validUntil}`}{' '}
            <span className="muted">{t('kept', { until: v.keptUntil })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
