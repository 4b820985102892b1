import { useState } from 'react'
import { appeals, useCaseList } from '../../ui/cases.ts'
import { TextField } from '../../ui/controls.tsx'
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

const wholeNumber = /^[A-Z]{2}\d{14}$/

/** The similar cases that are still worked on, the most alike on top; any other one by its number. */
export function MainCaseField({ id, label, caseId, value, onChange }: MainCaseFieldProps) {
  const t = useText(formTexts)
  const { data } = useSimilar(caseId)
  const rows = data?.filter((similar) => open.has(similar.row.state)) ?? []
  const [number, setNumber] = useState('')
  const wanted = number.trim().toUpperCase()
  const byNumber = useCaseList(appeals, { text: wanted, limit: 2 }, wholeNumber.test(wanted))
  const found = byNumber.rows.find((row) => row.number === wanted && row.id !== caseId)
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
      <TextField
        id={`${id}-number`}
        label={t('main.number')}
        hint={
          wholeNumber.test(wanted) && !byNumber.isPending && (found === undefined || !open.has(found.state))
            ? t('main.not-open')
            : undefined
        }
        value={number}
        maxLength={20}
        onChange={(event) => setNumber(event.target.value)}
      />
      {found !== undefined && open.has(found.state) && !rows.some(({ row }) => row.id === found.id) && (
        <label className="main-case">
          <input type="radio" name={id} checked={value === found.id} onChange={() => onChange(found.id)} />{' '}
          <span className="numbers">{found.number}</span> {found.title}
        </label>
      )}
    </fieldset>
  )
}
