import { useText } from '../../ui/i18n.tsx'
import { assessmentTexts } from '../messages/assessment.ts'

type State = 'open' | 'confirmed' | 'dismissed' | 'granted' | 'refused'

interface StateChoiceProps<S extends State> {
  readonly states: readonly S[]
  readonly value: S
  readonly onChange: (state: S) => void
}

export function StateChoice<S extends State>({ states, value, onChange }: StateChoiceProps<S>) {
  const t = useText(assessmentTexts)
  return (
    <div className="choice-row" role="toolbar" aria-label={t('verdict')}>
      {states.map((state) => (
        <button
          key={state}
          type="button"
          className="button"
          aria-pressed={state === value}
          onClick={() => onChange(state)}
        >
          {t(`state.${state}`)}
        </button>
      ))}
    </div>
  )
}
