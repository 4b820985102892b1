import type { FitReason, NeedState, OfferState, WishStep } from '#modules/scenarios/contract'
import { RelativeTime } from '../../../ui/deadline.tsx'
import { useJoin, useText } from '../../../ui/i18n.tsx'
import { PlaceName } from '../../../ui/org-name.tsx'
import { scenarioNeedsTexts } from '../../messages/scenario-needs.ts'

const tags = {
  open: 'open',
  matched: 'work',
  closed: 'good',
  withdrawn: 'quiet',
  expired: 'quiet',
  waiting: 'work',
  listed: 'good',
  refused: 'warn',
} as const

export function WishStateTag({ state }: { state: NeedState | OfferState }) {
  const t = useText(scenarioNeedsTexts)
  return <span className={`tag tag-${tags[state]}`}>{t(`state.${state}`)}</span>
}

export function PlaceNames({ places }: { places: readonly string[] }) {
  return (
    <span className="wish-places">
      {places.map((path) => (
        <PlaceName key={path} path={path} />
      ))}
    </span>
  )
}

export function Reasons({ reasons }: { reasons: readonly FitReason[] }) {
  return (
    <ul className="wish-reasons">
      {reasons.map((reason) => (
        <li key={reason.kind}>
          <Reason reason={reason} />
        </li>
      ))}
    </ul>
  )
}

function Reason({ reason }: { reason: FitReason }) {
  const t = useText(scenarioNeedsTexts)
  const join = useJoin()
  if (reason.kind === 'tags') return t('why.tags', { words: join(reason.tags) })
  if (reason.kind === 'words') return t('why.words', { words: join(reason.words) })
  return (
    <>
      {t(`why.${reason.kind}`)}
      <PlaceNames places={reason.places} />
    </>
  )
}

export function Life({ life }: { life: readonly WishStep[] }) {
  const t = useText(scenarioNeedsTexts)
  const say = useText(scenarioNeedsTexts as Record<string, { zh: string; en: string }>)
  return (
    <section className="card" aria-labelledby="wish-life">
      <h2 id="wish-life">{t('life')}</h2>
      <ol className="timeline">
        {life.map((step, n) => (
          <li key={`${step.at} ${step.action}`} className="timeline-step" data-latest={n === 0}>
            <p className="timeline-title">{say(`step.${step.action}`)}</p>
            <p className="timeline-who">
              <span>{step.by}</span> <RelativeTime at={step.at} />
            </p>
            {step.reason !== '' && <p className="timeline-words">{step.reason}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
