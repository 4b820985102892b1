import type { CaseView } from '#kernel/cases/contract'
import { ApiProblem } from '../../ui/api.ts'
import { appeals, useCase } from '../../ui/cases.ts'
import { Deadline, ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useParam } from '../../ui/links.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { type Step, Timeline } from '../../ui/timeline.tsx'
import { Link } from '../links.ts'
import { appealTexts } from '../messages/mine.ts'
import { SignInForm } from '../sign-in.tsx'
import { AppealActions } from './actions.tsx'
import { stageOf } from './stage.ts'
import { Stages } from './stages.tsx'

/** One appeal as its applicant sees it: who has it, until when, what was done, and what one can do. */
export function AppealPage() {
  const t = useText(appealTexts)
  const id = useParam('id')
  const { data: view, error, isPending, refetch } = useCase(appeals, id)
  if (isPending) return <Waiting title={t('track.title')} />
  if (error instanceof ApiProblem && error.status === 401)
    return (
      <div className="page">
        <PageTitle title={t('track.title')} />
        <SignInForm />
      </div>
    )
  if (view === undefined)
    return (
      <div className="page">
        <PageTitle title={t('track.title')} />
        <Failure error={error} onRetry={() => void refetch()} />
      </div>
    )
  return (
    <div className="page">
      <div className="case-head">
        <p className="case-card-line">
          <StateTag state={view.state} resident={view.following ? 'follower' : true} />
          <span className="numbers field-hint">{t('number', { number: view.number })}</span>
        </p>
        <PageTitle title={view.title} />
      </div>
      {view.following && <p className="privacy">{t('follow.note')}</p>}
      <Stages state={view.state} />
      <MergedNote view={view} />
      <Holder view={view} />
      <AnswerBox view={view} />
      <AppealActions view={view} />
      <RatingBox view={view} />
      <section className="group" aria-labelledby="steps">
        <h2 id="steps">{t('steps')}</h2>
        {view.followers > 0 && (
          <p className="field-hint">{t('followers', { count: view.followers - Number(view.following) })}</p>
        )}
        <Timeline
          steps={stepsForReader(view, { you: t('you'), neighbour: t('neighbour'), reporter: t('reporter') })}
        />
      </section>
      {view.following ? null : <Said view={view} />}
    </div>
  )
}

/** The last merge names the main case; after a split the state says that it is over. */
function MergedNote({ view }: { view: CaseView }) {
  const t = useText(appealTexts)
  const main = view.timeline.findLast((step) => step.action === 'merge')?.input.main
  if (view.state !== 'merged' || typeof main !== 'string' || view.following) return null
  return (
    <p className="privacy">
      {t('merged.note')}{' '}
      <Link to="/appeal/$id" params={{ id: main }}>
        {t('merged.look')}
      </Link>
    </p>
  )
}

function Waiting({ title }: { title: string }) {
  return (
    <div className="page">
      <PageTitle title={title} />
      <Loading lines={6} />
    </div>
  )
}

/** Who holds it and until when; the answer's clock counts, not the office's inner ones. */
export function Holder({
  view,
}: {
  view: Pick<CaseView, 'state' | 'lead' | 'due' | 'held'> & Partial<CaseView>
}) {
  const t = useText(appealTexts)
  // After the answer nobody holds it: the next word is the resident's.
  if (['answered', 'closed', 'withdrawn'].includes(stageOf(view.state))) return null
  const answerDue = view.clocks?.find((clock) => clock.name === 'answer' && clock.stoppedAt === null)?.due
  const due = answerDue ?? view.due
  return (
    <dl className="card facts-list">
      <div>
        <dt>{t('holder')}</dt>
        <dd>{view.lead === null ? t('holder.none') : <OrgName code={view.lead} full />}</dd>
      </div>
      {due !== null && (
        <div>
          <dt>{t('until')}</dt>
          <dd>
            <Deadline due={due} held={view.held} />
          </dd>
        </div>
      )}
      {view.hold != null && <div className="held-note">{t('held', { reason: view.hold.reason })}</div>}
    </dl>
  )
}

/** Offices sign with their name, people of the office do not; who joined is a resident, whoever reads it. */
function stepsForReader(
  view: CaseView,
  who: Readonly<Record<'you' | 'neighbour' | 'reporter', string>>,
): Step[] {
  const applicant = view.following ? who.reporter : who.you
  return view.timeline.map((step) => {
    const isPerson = step.actorKind === 'resident' || step.actorKind === 'anonymous'
    return { ...step, actorName: isPerson ? (step.action === 'join' ? who.neighbour : applicant) : '' }
  })
}

function AnswerBox({ view }: { view: CaseView }) {
  const t = useText(appealTexts)
  const lead = view.handlers.lead
  if (lead?.answer == null || lead.answeredAt === null) return null
  return (
    <section className="answer-box" aria-labelledby="answer">
      <h2 id="answer">{t('answer')}</h2>
      <p className="own-words">{lead.answer}</p>
      <p className="field-hint facts">
        <OrgName code={lead.org} full />
        <ExactTime at={lead.answeredAt} />
      </p>
    </section>
  )
}

function RatingBox({ view }: { view: CaseView }) {
  const t = useText(appealTexts)
  const rating = view.ratingDetail
  if (rating === null) return null
  const word = t(`rate.${rating.score}` as 'rate.1')
  return (
    <section className="card" aria-labelledby="rating">
      <h2 id="rating">{t('rated')}</h2>
      <p>
        <span className="stars" role="img" aria-label={t('rate.stars', { score: rating.score })}>
          {'★'.repeat(rating.score)}
          {'☆'.repeat(5 - rating.score)}
        </span>{' '}
        {t('rated.text', { word, solved: t(rating.solved ? 'rate.yes' : 'rate.no') })}
      </p>
      {rating.reason !== '' && <p className="own-words">{rating.reason}</p>}
    </section>
  )
}

function Said({ view }: { view: CaseView }) {
  const t = useText(appealTexts)
  return (
    <section className="card" aria-labelledby="said">
      <h2 id="said">{t('said')}</h2>
      <p className="own-words">{view.body}</p>
      {view.address !== null && <p className="field-hint">{view.address}</p>}
      <p className="field-hint facts">
        {t('reported')} <ExactTime at={view.createdAt} />
      </p>
      {view.files.length > 0 && (
        <ul className="photo-list" aria-label={t('photos')}>
          {view.files.map((hash, i) => (
            <li key={hash} className="photo">
              <a href={`/api/v1/files/${hash}`} target="_blank" rel="noreferrer">
                <img src={`/api/v1/files/${hash}`} alt={t('photo', { number: i + 1 })} loading="lazy" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
