import type { ReactNode } from 'react'
import { AiMark } from './confidence.tsx'
import { RelativeTime } from './deadline.tsx'
import { useText } from './i18n.tsx'
import { stepLabels, useLabel } from './labels.ts'
import { commonTexts } from './messages/common.ts'
import { OrgName } from './org-name.tsx'

/** A step as the timeline shows it: the public steps of a receipt fit as well as a case's full ones. */
export interface Step {
  readonly seq: number
  readonly action: string
  readonly org: string | null
  readonly at: string
  readonly actorName?: string
  readonly actorKind?: string
  readonly visible?: 'public' | 'internal'
  readonly input?: Readonly<Record<string, unknown>>
}

interface TimelineProps {
  readonly steps: readonly Step[]
  /** The newest on top, as a parcel's; the desk may read downwards. */
  readonly newestFirst?: boolean
  /** What stands below the words of a step, such as an internal mark. */
  readonly children?: (step: Step) => ReactNode
}

/** Progress like a parcel's: what happened, who did it, when, and the words that were written. */
export function Timeline({ steps, newestFirst = true, children }: TimelineProps) {
  const label = useLabel()
  const ordered = newestFirst ? steps.toSorted((a, b) => b.seq - a.seq) : steps
  const latest = Math.max(...steps.map((step) => step.seq))
  return (
    <ol className="timeline">
      {ordered.map((step) => (
        <li
          key={step.seq}
          className={`timeline-step timeline-${step.visible ?? 'public'}`}
          data-latest={step.seq === latest}
        >
          <p className="timeline-title">{label(stepLabels, step.action)}</p>
          <p className="timeline-who">
            <Who step={step} />
            <RelativeTime at={step.at} />
          </p>
          <StepWords input={step.input} />
          {children?.(step)}
        </li>
      ))}
    </ol>
  )
}

/** Steps that only the applicant takes; where nobody else is named, it was the applicant. */
const byApplicant: ReadonlySet<string> = new Set([
  'submit',
  'rate',
  'withdraw',
  'reopen',
  'comment',
  'attach',
])

/** The office and the person; an algorithm and the system by what they are. A receipt names offices alone. */
function Who({ step: { action, org, actorKind, actorName } }: { step: Step }) {
  const t = useText(commonTexts)
  if (actorKind === 'algorithm')
    return action === 'propose' ? <AiMark /> : <span className="ai-mark">{t('ai.acted')}</span>
  if (actorKind === 'system') return <span>{t('who.system')}</span>
  const isNamed = actorName !== undefined && actorName !== ''
  if (org === null && !isNamed)
    return <span>{t(byApplicant.has(action) ? 'who.applicant' : 'who.system')}</span>
  return (
    <>
      {org !== null && <OrgName code={org} />}
      {isNamed && <span>{actorName}</span>}
    </>
  )
}

/** The sentences that a person wrote with the step. */
function StepWords({ input }: { input: Step['input'] }) {
  const words = ['text', 'reason', 'note', 'legalBasis']
    .map((field) => input?.[field])
    .filter((text): text is string => typeof text === 'string' && text !== '')
  return words.map((text) => (
    <p key={text} className="timeline-words">
      {text}
    </p>
  ))
}
