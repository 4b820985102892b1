import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import {
  type CheckedAgain,
  type CheckTableView,
  DataCheckDetails,
  type FindingView,
} from '#modules/data-checks/contract'
import { settingOf } from '#modules/data-checks/rules'
import { ActorName } from '../../ui/actor-name.tsx'
import { useCase } from '../../ui/cases.ts'
import { Button, TextArea } from '../../ui/controls.tsx'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useColon, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { dataCheckTexts } from '../messages/data-checks.ts'
import { dataChecks, useDataChecks, useDataChecksWrite } from './api.ts'
import { CheckActions } from './case-actions.tsx'
import { FindingStateTag, Lines, useCheckName } from './lines.tsx'

interface Named {
  readonly finding?: string
  /** The case, where a notice names it. */
  readonly check?: string
}

/** One finding with its evidence, and the check by which a post answers it. */
export function FindingPage({ finding, check }: Named) {
  const t = useText(dataCheckTexts)
  const named = useCase(dataChecks, check)
  const details = DataCheckDetails.safeParse(named.data?.details).data
  const id = finding ?? details?.finding
  return (
    <main id="main" tabIndex={-1} className="page data-checks">
      <Link to="/data-checks" search={{ view: 'findings' }}>
        ← {t('back')}
      </Link>
      {named.error !== null && <Failure error={named.error} onRetry={() => void named.refetch()} />}
      {id === undefined ? named.error === null && <Loading lines={8} /> : <Found id={id} />}
    </main>
  )
}

function Found({ id }: { id: string }) {
  const t = useText(dataCheckTexts)
  const colon = useColon()
  const name = useCheckName()
  const found = useDataChecks<FindingView>(`/data-findings/${id}`)
  const f = found.data
  return (
    <>
      {found.isPending && <Loading lines={8} />}
      {found.error !== null && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      {f !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={`${f.name}${colon}${name(f.check)}`} />
            <FindingStateTag state={f.state} />
            {f.simulated && <span className="tag tag-quiet">{t('simulated')}</span>}
          </div>
          <Evidence f={f} />
          {f.person !== null && <Person f={f} />}
          <CheckCase f={f} />
        </>
      )}
    </>
  )
}

function Evidence({ f }: { f: FindingView }) {
  const t = useText(dataCheckTexts)
  const colon = useColon()
  const name = useCheckName()
  return (
    <section className="card" aria-labelledby="evidence">
      <h2 id="evidence">{t('evidence')}</h2>
      <p className="muted">
        <OrgName code={f.org} full /> · {f.number} · <RelativeTime at={f.openedAt} />
      </p>
      <Lines lines={f.lines} withLinks />
      <p>{name(f.check, 'about')}</p>
      <Basis f={f} />
      {f.reason !== null && (
        <p className="as-written">
          {t('reason')}
          {colon}
          {f.reason}
        </p>
      )}
      {f.mayCheckAgain && <CheckAgain id={f.id} />}
      {f.exceptedUntil !== null && <p>{t('excepted.until', { until: f.exceptedUntil })}</p>}
    </section>
  )
}

/** Who has repaired the cause need not wait for the night's look. */
function CheckAgain({ id }: { id: string }) {
  const t = useText(dataCheckTexts)
  const failureText = useFailureText()
  const again = useDataChecksWrite<CheckedAgain>()
  return (
    <p className="no-print">
      <Button
        busy={again.isPending}
        onClick={() => again.mutate({ path: `/data-findings/${id}/check`, input: {} })}
      >
        {t('again')}
      </Button>{' '}
      <span role="status">
        {again.data?.state === 'open' && t('again.open')}
        {again.error !== null && <span className="field-error">{failureText(again.error)}</span>}
      </span>
    </p>
  )
}

/** The law behind the check, from the table; officers without a right to the table do without. */
function Basis({ f }: { f: FindingView }) {
  const t = useText(dataCheckTexts)
  const { hasRole } = useSession()
  const mayAsk = (['data-manager', 'data-authority', 'auditor', 'supervisor', 'leader'] as const).some((r) =>
    hasRole(r),
  )
  return mayAsk ? <TableBasis check={f.check} label={t('basis')} /> : null
}

function TableBasis({ check, label }: { check: FindingView['check']; label: string }) {
  const colon = useColon()
  const table = useDataChecks<CheckTableView>('/data-checks/table')
  if (table.data === undefined) return null
  return (
    <p className="muted">
      {label}
      {colon}
      {settingOf(table.data.table, check).basis}
    </p>
  )
}

/** Whose reading it is, what it is for and not for, and what the person says. */
function Person({ f }: { f: FindingView }) {
  const t = useText(dataCheckTexts)
  return (
    <section className="card" aria-labelledby="person">
      <h2 id="person">{t('person')}</h2>
      <p>
        <strong>{f.person}</strong>
      </p>
      <p className="draft-note">{t('person.note')}</p>
      <h3>{t('statement')}</h3>
      {f.statement === null ? (
        <p className="muted">{t('statement.none')}</p>
      ) : (
        <p className="as-written">
          {f.statement.text} <RelativeTime at={f.statement.at} />
        </p>
      )}
      {f.isMine && f.state === 'open' && <Explain f={f} />}
    </section>
  )
}

function Explain({ f }: { f: FindingView }) {
  const t = useText(dataCheckTexts)
  const failureText = useFailureText()
  const [text, setText] = useState(f.statement?.text ?? '')
  const send = useDataChecksWrite()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim().length >= 2) send.mutate({ path: `/data-findings/${f.id}/explain`, input: { text } })
  }
  return (
    <form onSubmit={submit} className="no-print" aria-label={t('explain')}>
      <TextArea
        id="explain"
        label={t('explain.label')}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <Button type="submit" kind="main" busy={send.isPending} aria-disabled={text.trim().length < 2}>
        {t('explain.send')}
      </Button>{' '}
      <span role="status">
        {send.error !== null && <span className="field-error">{failureText(send.error)}</span>}
      </span>
    </form>
  )
}

/** The person whose reading it is may see the finding and not the check: a supervisor works on that. */
function CheckCase({ f }: { f: FindingView }) {
  const t = useText(dataCheckTexts)
  const colon = useColon()
  const task = useCase(dataChecks, f.isMine ? undefined : f.case)
  const c = task.data
  if (f.isMine) return <p className="muted">{t('case.hidden')}</p>
  return (
    <section aria-labelledby="check-case">
      <div className="page-head">
        <h2 id="check-case">{t('case')}</h2>
        {c !== undefined && (
          <>
            <span className={`tag tag-${c.state === 'closed' ? 'quiet' : 'open'}`}>
              {t(`stage.${c.state}` as 'stage.assigned')}
            </span>
            <Deadline due={c.due} />
          </>
        )}
      </div>
      {task.isPending && <Loading lines={4} />}
      {task.error !== null && <Failure error={task.error} onRetry={() => void task.refetch()} />}
      {c !== undefined && (
        <>
          <p>
            {t('lead')}
            {colon}
            {c.lead !== null && <OrgName code={c.lead} full />}
          </p>
          <p className="as-written muted">{c.body}</p>
          <CheckActions c={c} />
          <Steps c={c} />
        </>
      )}
    </section>
  )
}

function Steps({ c }: { c: CaseView }) {
  const t = useText(dataCheckTexts)
  const words = (input: Readonly<Record<string, unknown>>) =>
    ['text', 'reason'].flatMap((k) => (typeof input[k] === 'string' ? [input[k]] : []))
  const outcome = (input: Readonly<Record<string, unknown>>) =>
    input.outcome === 'done' || input.outcome === 'right' ? t(`outcome.${input.outcome}`) : undefined
  return (
    <section className="card" aria-labelledby="check-timeline">
      <h2 id="check-timeline">{t('timeline')}</h2>
      <ol className="timeline">
        {c.timeline.toReversed().map((s) => (
          <li key={s.seq} className="timeline-step">
            <p className="timeline-title">
              {t(`do.${s.action}` as 'do.accept')} {outcome(s.input)}
            </p>
            <p className="timeline-who">
              {s.org !== null && <OrgName code={s.org} />} <ActorName step={s} /> <RelativeTime at={s.at} />
            </p>
            {words(s.input).map((text) => (
              <p key={text} className="as-written">
                {text}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
