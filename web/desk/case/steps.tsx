import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { useText } from '../../ui/i18n.tsx'
import { CategoryName, OrgName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { UrgencyTag } from '../../ui/state-tag.tsx'
import { type Step, Timeline } from '../../ui/timeline.tsx'
import { caseTexts } from '../messages/case.ts'

const kinds = ['all', 'public', 'internal'] as const
type Kind = (typeof kinds)[number]

/** What has happened, newest first; what the resident sees and what stays inside can be told apart. */
export function Steps({ c }: { c: CaseView }) {
  const t = useText(caseTexts)
  const [kind, setKind] = useState<Kind>('all')
  const steps = c.timeline.filter((step) => kind === 'all' || step.visible === kind)
  return (
    <section aria-labelledby="steps-title">
      <div className="steps-head">
        <h3 id="steps-title">{t('steps')}</h3>
        <fieldset className="choice-row no-print">
          <legend className="visually-hidden">{t('steps.show')}</legend>
          {kinds.map((name) => (
            <label key={name}>
              <input type="radio" name="steps" checked={kind === name} onChange={() => setKind(name)} />{' '}
              {t(`steps.${name}`)}
            </label>
          ))}
        </fieldset>
      </div>
      {steps.length === 0 ? (
        <p className="muted">{t('steps.none')}</p>
      ) : (
        <Timeline steps={steps}>{(step) => <StepFacts step={step} c={c} />}</Timeline>
      )}
    </section>
  )
}

/** Where it was sent and as what, and the mark and the trace of the step. */
function StepFacts({ step, c }: { step: Step; c: CaseView }) {
  const t = useText(caseTexts)
  const { hasRole } = useSession()
  const text = (name: string) =>
    typeof step.input?.[name] === 'string' ? String(step.input[name]) : undefined
  const [org, category, urgency] = [text('org'), text('category'), text('urgency')]
  const trace = c.timeline.find((other) => other.seq === step.seq)?.trace
  return (
    <p className="step-facts">
      {org !== undefined && (
        <span>
          → <OrgName code={org} full />
        </span>
      )}
      {category !== undefined && <CategoryName code={category} />}
      {urgency !== undefined && <UrgencyTag urgency={urgency} />}
      {step.visible === 'internal' && <span className="tag">{t('internal')}</span>}
      {trace !== undefined && hasRole('auditor') && (
        <Link to="/audit" search={{ trace }} className="no-print">
          {t('chain')}
        </Link>
      )}
    </p>
  )
}
