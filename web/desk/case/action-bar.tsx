import type { AppealAction } from '#modules/appeals/case'
import { useText } from '../../ui/i18n.tsx'
import { actionLabels, useLabel } from '../../ui/labels.ts'
import { caseTexts } from '../messages/case.ts'

interface ActionBarProps {
  readonly buttons: readonly AppealAction[]
  readonly current: AppealAction | undefined
  readonly onChoose: (action: AppealAction) => void
}

/** Every action that the server says this reader can take now; the first nine answer to number keys. */
export function ActionBar({ buttons, current, onChoose }: ActionBarProps) {
  const t = useText(caseTexts)
  const label = useLabel()
  if (buttons.length === 0) return <p className="muted no-print">{t('no-actions')}</p>
  return (
    <div className="action-bar no-print" role="toolbar" aria-label={t('actions')}>
      {buttons.map((action, i) => (
        <button
          key={action}
          type="button"
          className={`button ${i === 0 ? 'button-main' : ''}`}
          aria-pressed={current === action}
          aria-keyshortcuts={i < 9 ? String(i + 1) : undefined}
          onClick={() => onChoose(action)}
        >
          {i < 9 && <kbd>{i + 1}</kbd>} {label(actionLabels, action)}
        </button>
      ))}
    </div>
  )
}
