import { useFilters } from '../shell/filters.ts'

interface WaitingProps {
  readonly label: string
  /** State of the filter, its words, and how many there are. */
  readonly kinds: readonly (readonly [state: string, text: string, count: number])[]
}

/** What waits for a person, by why; a press lists it. */
export function Waiting({ label, kinds }: WaitingProps) {
  const [{ state }, change] = useFilters()
  return (
    <fieldset className="control-waiting">
      <legend>{label}</legend>
      {kinds.map(([kind, text, count]) => (
        <button
          key={kind}
          type="button"
          aria-pressed={state === kind}
          onClick={() => change({ state: state === kind ? undefined : kind, offset: undefined })}
        >
          {text} <strong className="numbers">{count}</strong>
        </button>
      ))}
    </fieldset>
  )
}
