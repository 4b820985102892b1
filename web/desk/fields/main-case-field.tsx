import { useText } from '../../ui/i18n.tsx'
import { useSimilar } from '../context/similar.tsx'
import { formTexts } from '../messages/forms.ts'

interface MainCaseFieldProps {
  readonly id: string
  readonly label: string
  readonly caseId: string
  readonly value: string | undefined
  readonly onChange: (id: string) => void
}

/** States in which another case can still be taken in, as the server has it. */
const open: ReadonlySet<string> = new Set([
  'submitted',
  'classified',
  'dispatched',
  'accepted',
  'handled',
  'disputed',
])

/** The similar cases that are still worked on; the most alike on top. */
export function MainCaseField({ id, label, caseId, value, onChange }: MainCaseFieldProps) {
  const t = useText(formTexts)
  const { data } = useSimilar(caseId)
  const rows = data?.filter((similar) => open.has(similar.row.state)) ?? []
  return (
    <fieldset className="choice-row" id={id}>
      <legend>{label}</legend>
      {data !== undefined && rows.length === 0 && <p className="muted">{t('main.none')}</p>}
      {rows.map(({ row, score }) => (
        <label key={row.id} className="main-case">
          <input type="radio" name={id} checked={value === row.id} onChange={() => onChange(row.id)} />{' '}
          <span className="numbers">{row.number}</span> {row.title}{' '}
          <span className="muted">{score.toFixed(2)}</span>
        </label>
      ))}
    </fieldset>
  )
}
