import type { CaseView } from '#kernel/cases/contract'
import { Deadline, ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { channelLabels, clockLabels, useLabel } from '../../ui/labels.ts'
import { CategoryName, OrgName, PlaceName } from '../../ui/org-name.tsx'
import { StateTag, UrgencyTag } from '../../ui/state-tag.tsx'
import { caseTexts } from '../messages/case.ts'
import { ToldNames } from './steps.tsx'

/** Number, title, state, urgency and the clocks that run. */
export function CaseHead({ c, onClose }: { c: CaseView; onClose: () => void }) {
  const t = useText(caseTexts)
  const label = useLabel()
  return (
    <header className="case-head">
      <div className="case-top">
        <span className="numbers case-number">{c.number}</span>
        <StateTag state={c.state} />
        <UrgencyTag urgency={c.urgency} />
        {c.supervised && <span className="mark-supervised">⚑ {t('supervised')}</span>}
        {c.escalation > 0 && (
          <span className="mark-escalated">▲ {t('escalated', { level: c.escalation })}</span>
        )}
        {c.followers > 0 && <span className="mark-followers">{t('followers', { count: c.followers })}</span>}
        {c.reopened > 0 && <span className="tag">{t('reopened', { count: c.reopened })}</span>}
        <span className="case-tools no-print">
          <button type="button" className="switch" onClick={() => window.print()}>
            {t('print')}
          </button>
          <button type="button" className="switch case-close" onClick={onClose}>
            {t('close')} <kbd>Esc</kbd>
          </button>
        </span>
      </div>
      <h2 id="case-title" tabIndex={-1}>
        {c.title}
      </h2>
      <Clocks c={c} />
      <dl className="facts">
        <Fact name={t('category')}>
          {c.category === null ? t('not-yet') : <CategoryName code={c.category} full />}
        </Fact>
        <Fact name={t('lead')}>{c.lead === null ? t('not-yet') : <OrgName code={c.lead} full />}</Fact>
        <Fact name={t('place')}>
          <PlaceName path={c.place} />
          {c.address !== null && ` ${c.address}`}
        </Fact>
        <Fact name={t('channel')}>{label(channelLabels, c.channel)}</Fact>
        <Fact name={t('created')}>
          <ExactTime at={c.createdAt} />
        </Fact>
      </dl>
      <LastTold c={c} />
      <Waiting c={c} />
    </header>
  )
}

/** Whom the ladder told last, while the case is open. */
function LastTold({ c }: { c: CaseView }) {
  const step = c.closedAt === null ? c.timeline.findLast((s) => s.action === 'escalate') : undefined
  if (step === undefined) return null
  return (
    <p className="waiting">
      <ToldNames input={step.input} />
    </p>
  )
}

export function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Clocks({ c }: { c: CaseView }) {
  const t = useText(caseTexts)
  const label = useLabel()
  const running = c.clocks.filter((clock) => clock.stoppedAt === null)
  if (running.length === 0) return null
  return (
    <ul className="clocks" aria-label={t('clocks')}>
      {running.map((clock) => (
        <li key={`${clock.name} ${clock.startedAt}`}>
          <span className="muted">{label(clockLabels, clock.name)}</span>{' '}
          <Deadline due={clock.due} held={clock.pausedAt !== null} />
        </li>
      ))}
    </ul>
  )
}

/** What the case waits for: the end of a hold, or a verdict on an extension. */
function Waiting({ c }: { c: CaseView }) {
  const t = useText(caseTexts)
  return (
    <>
      {c.hold !== null && <p className="waiting">❚❚ {t('hold', { reason: c.hold.reason })}</p>}
      {c.extension !== null && (
        <p className="waiting">{t('extension', { days: c.extension.days, reason: c.extension.reason })}</p>
      )}
      {c.ratingDetail !== null && (
        <p className="waiting">
          {t(c.ratingDetail.solved ? 'rated.solved' : 'rated.unsolved', { score: c.ratingDetail.score })}
          {c.ratingDetail.reason}
        </p>
      )}
    </>
  )
}
