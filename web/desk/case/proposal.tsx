import type { CaseView } from '#kernel/cases/contract'
import type { Proposal } from '#modules/appeals/contract'
import { AiMark, Confidence } from '../../ui/confidence.tsx'
import { Button } from '../../ui/controls.tsx'
import { TermList } from '../../ui/highlight.tsx'
import { useText } from '../../ui/i18n.tsx'
import { CategoryName, OrgName } from '../../ui/org-name.tsx'
import { UrgencyTag } from '../../ui/state-tag.tsx'
import { DutyBasis } from '../context/duty.tsx'
import { caseTexts } from '../messages/case.ts'
import { useDelayed } from '../shell/delayed.tsx'
import { isReason, mergeTerms } from './details.ts'
import { Fact } from './head.tsx'
import './proposal.css'

interface ProposalBoxProps {
  readonly c: CaseView
  readonly proposal: Proposal
  /** Null where the proposal names no department. */
  readonly onAccept: (() => void) | null
  readonly onDisagree: () => void
}

/** What the algorithm proposes, how sure it is, why, and the button to disagree beside it. */
export function ProposalBox({ c, proposal, onAccept, onDisagree }: ProposalBoxProps) {
  const t = useText(caseTexts)
  const { waiting } = useDelayed()
  const isWaiting = waiting.has(c.id)
  return (
    <section className="proposal" aria-labelledby="proposal-title">
      <header className="proposal-head">
        <h3 id="proposal-title">
          <AiMark />
        </h3>
        <Confidence value={proposal.confidence} />
      </header>
      <WhyPerson proposal={proposal} />
      <dl className="facts">
        <Fact name={t('category')}>
          <CategoryName code={proposal.category} full />
          <Alternatives proposal={proposal} />
        </Fact>
        <Fact name={t('leaf')}>
          {proposal.leaf === null ? t('none-found') : <CategoryName code={proposal.leaf} full />}{' '}
          <span className="muted">
            {t('leaf.by-words')}
            {proposal.leafWords.length > 0 && t('quoted', { words: proposal.leafWords.join('、') })}
          </span>
        </Fact>
        <Fact name={t('urgency')}>
          <UrgencyTag urgency={proposal.urgency} />{' '}
          <span className="muted">{proposal.urgencyWords.join('；')}</span>
        </Fact>
        <Fact name={t('department')}>
          {proposal.org === null ? t('department.none') : <OrgName code={proposal.org} full />}{' '}
          {proposal.duty !== null && <DutyBasis id={proposal.duty} />}
        </Fact>
      </dl>
      <details className="proposal-why">
        <summary>{t('why')}</summary>
        <TermList terms={mergeTerms(proposal.terms)} />
      </details>
      <div className="action-send no-print">
        <Button
          kind="main"
          aria-disabled={onAccept === null || isWaiting}
          onClick={() => !isWaiting && onAccept?.()}
        >
          {t('accept')} <kbd>d</kbd>
        </Button>
        <Button onClick={onDisagree}>{t('disagree')}</Button>
        {isWaiting && <span className="muted">{t('waiting')}</span>}
      </div>
    </section>
  )
}

/** Each reason as a sentence: the officer knows what to look at before deciding. */
function WhyPerson({ proposal }: { proposal: Proposal }) {
  const t = useText(caseTexts)
  const { reasons, threshold } = proposal.handedOver ?? { reasons: [], threshold: null }
  const known = reasons.filter(isReason)
  if (known.length === 0) return null
  const values = {
    percent: Math.round(proposal.confidence * 100),
    needed: Math.round((threshold ?? 0) * 100),
  }
  return (
    <div className="proposal-person">
      <h4>{t('person')}</h4>
      <ul>
        {known.map((reason) => (
          <li key={reason}>{t(`person.${reason}`, values)}</li>
        ))}
      </ul>
    </div>
  )
}

function Alternatives({ proposal }: { proposal: Proposal }) {
  const t = useText(caseTexts)
  if (proposal.alternatives.length === 0) return null
  return (
    <span className="muted alternatives">
      {' '}
      {t('alternatives')}{' '}
      {proposal.alternatives.slice(0, 3).map(({ category, confidence }) => (
        <span key={category}>
          <CategoryName code={category} /> <span className="numbers">
            {Math.round(confidence * 100)}%
          </span>{' '}
        </span>
      ))}
    </span>
  )
}
