import { type FormEvent, useState } from 'react'
import type { Item, ResourceView } from '#modules/catalogue/contract'
import type { QuarantinedRow, RowProblem } from '#modules/collection/contract'
import { ApiProblem } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { collectionTexts } from '../messages/collection.ts'
import { useCollectionWrite } from './api.ts'
import { useProblemText } from './problem.tsx'

interface RepairFormProps {
  readonly resource: ResourceView
  readonly row: QuarantinedRow
  readonly onClose: () => void
  readonly onReleased: () => void
}

const textOf = (value: unknown) =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

/** The row as a form: what is wrong stands at its field, what is right may be changed as well. */
export function RepairForm({ resource, row, onClose, onReleased }: RepairFormProps) {
  const t = useText(collectionTexts)
  const failureText = useFailureText()
  const say = useProblemText()
  const start = { ...row.data, ...row.corrected }
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [overwrite, setOverwrite] = useState(false)
  const release = useCollectionWrite(`/resources/${resource.id}/quarantine/${row.id}/release`)
  const problems = problemsOf(release.error) ?? row.problems
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const changed = Object.fromEntries(Object.entries(values).map(([k, v]) => [k, v === '' ? null : v]))
    // A callback given to `mutate` is lost with this form, which goes as soon as the list is read again.
    release.mutateAsync({ values: changed, overwrite }).then(onReleased, () => {})
  }
  const isNewer = problems.some((p) => p.reason === 'newer-row')
  const wrong = new Set(problems.map((p) => p.item))
  const items = resource.content.items.toSorted(
    (a, b) => Number(wrong.has(b.name)) - Number(wrong.has(a.name)),
  )
  return (
    <section className="card" aria-label={t('repair.title', { line: row.line })}>
      <form onSubmit={submit} noValidate>
        {problems
          .filter((p) => p.item === '')
          .map((p) => (
            <p key={p.reason} className="field-error">
              {say(p)}
            </p>
          ))}
        <div className="form-grid">
          {items.map((item) => (
            <ItemField
              key={item.name}
              item={item}
              id={`repair-${row.id}-${item.name}`}
              value={values[item.name] ?? textOf(start[item.name])}
              sent={textOf(row.data?.[item.name])}
              problem={problems.find((p) => p.item === item.name)}
              onChange={(value) => setValues({ ...values, [item.name]: value })}
            />
          ))}
        </div>
        {isNewer && (
          <label>
            <input type="checkbox" checked={overwrite} onChange={(e) => setOverwrite(e.target.checked)} />{' '}
            {t('overwrite')}
          </label>
        )}
        {release.error !== null && (
          <p role="alert" className="field-error">
            {failureText(release.error)}
          </p>
        )}
        <div className="collection-buttons">
          <Button kind="main" type="submit" busy={release.isPending}>
            {t('release')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
      <Discard resource={resource.id} id={row.id} />
    </section>
  )
}

/** What the server still holds against the row. */
function problemsOf(error: unknown): readonly RowProblem[] | undefined {
  if (!(error instanceof ApiProblem) || !Array.isArray(error.details.problems)) return undefined
  return error.details.problems as RowProblem[]
}

interface ItemFieldProps {
  readonly item: Item
  readonly id: string
  readonly value: string
  readonly sent: string
  readonly problem: RowProblem | undefined
  readonly onChange: (value: string) => void
}

function ItemField({ item, id, value, sent, problem, onChange }: ItemFieldProps) {
  const t = useText(collectionTexts)
  const say = useProblemText()
  const isChanged = value !== sent
  const errors = problem === undefined ? [] : [{ field: id, message: say(problem) }]
  const list = `${id}-values`
  return (
    <>
      <TextField
        id={id}
        label={item.title}
        value={value}
        errors={errors}
        {...(isChanged ? { hint: t('repair.sent', { value: sent === '' ? t('repair.none') : sent }) } : {})}
        {...(item.values.length > 0 ? { list } : {})}
        onChange={(e) => onChange(e.target.value)}
      />
      {item.values.length > 0 && (
        <datalist id={list}>
          {item.values.map((v) => (
            <option key={v} value={v} />
          ))}
        </datalist>
      )}
    </>
  )
}

function Discard({ resource, id }: { resource: string; id: string }) {
  const t = useText(collectionTexts)
  const failureText = useFailureText()
  const [reason, setReason] = useState('')
  const discard = useCollectionWrite(`/resources/${resource}/quarantine/discard`)
  return (
    <details>
      <summary>{t('discard')}</summary>
      <TextField
        id={`discard-${id}`}
        label={t('discard.reason')}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      {discard.error !== null && (
        <p role="alert" className="field-error">
          {failureText(discard.error)}
        </p>
      )}
      <Button
        kind="danger"
        busy={discard.isPending}
        disabled={reason.trim().length < 2}
        onClick={() => discard.mutate({ ids: [id], reason })}
      >
        {t('discard')}
      </Button>
    </details>
  )
}
