import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import type { ToldOfficer } from '#kernel/cases/rules'
import { useText } from '../../ui/i18n.tsx'
import { roleLabels, useLabel } from '../../ui/labels.ts'
import { CategoryName, OrgName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { UrgencyTag } from '../../ui/state-tag.tsx'
import { type Step, Timeline } from '../../ui/timeline.tsx'
import { OfficerName } from '../fields/officer-field.tsx'
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
  const assignee = text('assignee')
  const said = useStepWords(step)
  const asked = Array.isArray(step.input?.orgs) ? step.input.orgs.map(String) : []
  const trace = c.timeline.find((other) => other.seq === step.seq)?.trace
  return (
    <p className="step-facts">
      {[...(org === undefined ? [] : [org]), ...asked].map((code) => (
        <span key={code}>
          → <OrgName code={code} full />
        </span>
      ))}
      <ToldNames input={step.input} />
      {assignee !== undefined && <OfficerName id={assignee} org={step.org ?? c.lead} />}
      {said.map((words) => (
        <span key={words}>{words}</span>
      ))}
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

/** '已提醒：张三（督办员）' of a reminder or a rung; a deputy says for whom. */
export function ToldNames({ input }: { input: Step['input'] }) {
  const t = useText(caseTexts)
  const label = useLabel()
  const told = Array.isArray(input?.told) ? (input.told as ToldOfficer[]) : []
  if (told.length === 0) return null
  const names = told.map(({ name, role, absent }) =>
    absent === undefined
      ? t('told.one', { name, role: label(roleLabels, role) })
      : t('told.deputy', { name, role: label(roleLabels, role), absent }),
  )
  return <span>{t('told', { names: names.join(t('told.and')) })}</span>
}

/** What was decided besides the sentences: the verdict, the days, the score. */
function useStepWords({ action, input = {} }: Step): readonly string[] {
  const t = useText(caseTexts)
  const { approve, days, workingDays, score, solved } = input
  return [
    action === 'decideExtension' &&
      typeof approve === 'boolean' &&
      t(approve ? 'step.approved' : 'step.refused'),
    typeof days === 'number' && t('step.days', { days }),
    typeof workingDays === 'number' && t('step.working-days', { days: workingDays }),
    typeof score === 'number' && t('step.score', { score }),
    typeof solved === 'boolean' && t(solved ? 'step.solved' : 'step.unsolved'),
  ].filter((words) => words !== false)
}
