import type { CaseView } from '#kernel/cases/contract'
import type { AppealAction } from '#modules/appeals/case'
import type { ApiProblem } from '../../ui/api.ts'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { actionLabels, stepLabels, useLabel } from '../../ui/labels.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { caseTexts } from '../messages/case.ts'
import { useButtons } from './use-buttons.ts'

interface ConflictDetails {
  readonly state?: string
  readonly last?: { readonly action: string; readonly by: string; readonly at: string } | null
  readonly available?: readonly string[]
}

interface ConflictProps {
  readonly c: CaseView
  readonly problem: ApiProblem
  readonly action: AppealAction
  readonly onChoose: (action: AppealAction) => void
}

/** Somebody was faster: who did what, what the case is now, and what one can do with it. */
export function Conflict({ c, problem, action, onChoose }: ConflictProps) {
  const t = useText(caseTexts)
  const label = useLabel()
  const { state, last, available = [] } = problem.details as ConflictDetails
  const possible = useButtons(c, available)
  return (
    <div role="alert" className="conflict">
      <p className="state-title">▲ {problem.message}</p>
      {last != null && (
        <p>
          {last.by} · <RelativeTime at={last.at} /> · {label(stepLabels, last.action)}
        </p>
      )}
      {state !== undefined && (
        <p>
          {t('conflict.now')} <StateTag state={state} />
        </p>
      )}
      <p>{t(possible.includes(action) ? 'conflict.again' : 'conflict.kept')}</p>
      {possible.length > 0 && (
        <p className="conflict-actions">
          {t('conflict.possible')}{' '}
          {possible.map((name) => (
            <button key={name} type="button" className="link-button" onClick={() => onChoose(name)}>
              {label(actionLabels, name)}
            </button>
          ))}
        </p>
      )}
    </div>
  )
}
