import type { CaseView } from '#kernel/cases/contract'
import { ApiProblem, NetworkFailure } from '../../ui/api.ts'
import { appeals, useCase } from '../../ui/cases.ts'
import { Deadline } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { actionLabels, useLabel } from '../../ui/labels.ts'
import { useParam } from '../../ui/links.tsx'
import { CategoryName, PlaceName } from '../../ui/org-name.tsx'
import type { Entry } from '../../ui/outbox/entry.ts'
import { useOutbox } from '../../ui/outbox/store.ts'
import { PageTitle } from '../../ui/page.tsx'
import { StateTag, UrgencyTag } from '../../ui/state-tag.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { Link } from '../links.ts'
import { caseTexts } from '../messages/case.ts'
import { MissingPage } from '../missing-page.tsx'
import { availableOnSite } from './available.ts'

/** What waits to be sent for a case, oldest first. */
export function useWaiting(id: string): readonly Entry[] {
  const { entries } = useOutbox()
  return entries.filter((e) => e.state !== 'sent' && e.work.kind === 'action' && e.work.caseId === id)
}

export function CasePage() {
  const t = useText(caseTexts)
  const id = useParam('id')
  const { data: view, error, refetch } = useCase(appeals, id)
  const waiting = useWaiting(id)
  if (view === undefined) return <Unread error={error} onRetry={() => void refetch()} />
  return (
    <article className="group with-actions">
      <Link to="/" className="back">
        ‹ {t('back')}
      </Link>
      <header className="case-head">
        <PageTitle title={view.title} />
        <p className="card-top">
          <span className="muted numbers">{view.number}</span>
          <StateTag state={view.state} />
          <UrgencyTag urgency={view.urgency} />
        </p>
        <p className="case-due">
          <Deadline due={view.due} held={view.held} />
        </p>
      </header>
      {waiting.length > 0 && (
        <p className="waits-box" role="status">
          ↑ {t('pending', { count: waiting.length })} <Link to="/outbox">{t('pending.open')}</Link>
        </p>
      )}
      <Message view={view} />
      <Where view={view} />
      <Applicant view={view} />
      <Photos files={view.files} />
      <section className="panel">
        <h2>{t('history')}</h2>
        <Timeline steps={view.timeline.filter((step) => step.action !== 'propose')} />
      </section>
      <Actions view={view} waiting={waiting} />
    </article>
  )
}

/** Until the case can be shown: loading, not kept on the phone, not there, refused; each under a heading. */
export function Unread({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useText(caseTexts)
  if (error instanceof ApiProblem && error.status === 404) return <MissingPage />
  return (
    <div className="group">
      <Link to="/" className="back">
        ‹ {t('back')}
      </Link>
      <PageTitle title={t('title')} />
      {error === null && <Loading lines={8} />}
      {error instanceof NetworkFailure && <Empty title={t('not-kept')} />}
      {error !== null && !(error instanceof NetworkFailure) && <Failure error={error} onRetry={onRetry} />}
    </div>
  )
}

function Message({ view }: { view: CaseView }) {
  const t = useText(caseTexts)
  return (
    <section className="panel">
      <h2>{t('message')}</h2>
      <p className="words">{view.body}</p>
      {view.category !== null && (
        <p className="muted">
          <CategoryName code={view.category} full />
        </p>
      )}
      {view.masked && <p className="muted">{t('masked')}</p>}
    </section>
  )
}

function Where({ view }: { view: CaseView }) {
  const t = useText(caseTexts)
  const { point } = view
  return (
    <section className="panel">
      <h2>{t('where')}</h2>
      <p>{view.address}</p>
      <p className="muted">
        <PlaceName path={view.place} />
      </p>
      {point !== null && (
        // The phone's own map app; geo: (RFC 5870) is WGS-84.
        <a className="button" href={`geo:${point.lat},${point.lon}?q=${point.lat},${point.lon}`}>
          {t('navigate')}
        </a>
      )}
    </section>
  )
}

function Applicant({ view: { applicant, anonymous, masked } }: { view: CaseView }) {
  const t = useText(caseTexts)
  return (
    <section className="panel">
      <h2>{t('applicant')}</h2>
      {applicant === null ? (
        <p>{anonymous ? t('anonymous') : '—'}</p>
      ) : (
        <p className="applicant">
          {applicant.name} <span className="numbers">{applicant.phone}</span>
        </p>
      )}
      {applicant !== null && !masked && applicant.phone !== '' && (
        <a className="button" href={`tel:${applicant.phone}`}>
          {t('call', { name: applicant.name })}
        </a>
      )}
    </section>
  )
}

function Photos({ files }: { files: readonly string[] }) {
  const t = useText(caseTexts)
  if (files.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('photos')}</h2>
      <ul className="photos">
        {files.map((hash, i) => (
          <li key={hash}>
            <a href={`/api/v1/files/${hash}`}>
              <img
                src={`/api/v1/files/${hash}`}
                alt={t('photo', { n: i + 1 })}
                className="photo"
                loading="lazy"
              />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The usual next step is the main button; the bar stands at the thumb. */
function Actions({ view, waiting }: { view: CaseView; waiting: readonly Entry[] }) {
  const t = useText(caseTexts)
  const label = useLabel()
  const names = availableOnSite(view, waiting)
  if (names.length === 0) return <p className="muted">{t('no-action')}</p>
  return (
    <>
      <p className="muted">{t('desk')}</p>
      <div className="action-bar">
        {names.map((action, i) => (
          <Link
            key={action}
            to="/case/$id/$action"
            params={{ id: view.id, action }}
            className={i === 0 ? 'button button-main' : 'button'}
          >
            {label(actionLabels, action)}
          </Link>
        ))}
      </div>
    </>
  )
}
