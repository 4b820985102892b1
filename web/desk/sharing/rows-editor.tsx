import type { Item } from '#modules/catalogue/contract'
import { type RowCondition, rowOperators, type Terms } from '#modules/sharing/contract'
import { conditionFaults } from '#modules/sharing/rules'
import { Button } from '../../ui/controls.tsx'
import { errorOf, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { PlaceField } from '../fields/place-field.tsx'
import { sharingTermsTexts } from '../messages/sharing-terms.ts'

interface RowsEditorProps {
  readonly items: readonly Item[]
  readonly rows: Terms['rows']
  /** Conditions that have to stay as they are: those that were asked for. */
  readonly kept?: number
  readonly errors: readonly FieldError[]
  /** Of the editor; its conditions are numbered below it. */
  readonly id?: string
  readonly onChange: (rows: Terms['rows']) => void
}

/** Conditions on rows, in the closed grammar of grants. */
export function RowsEditor({ items, rows, kept = 0, errors, id = 'terms-rows', onChange }: RowsEditorProps) {
  const t = useText(sharingTermsTexts)
  const set = (n: number, c: RowCondition) => onChange(rows.map((r, i) => (i === n ? c : r)))
  const first = items.find((i) => i.type === 'place') ?? items[0]
  return (
    <div className="sharing-rows" id={id} tabIndex={-1}>
      <p className="field-hint">{t(rows.length === 0 ? 'rows.all' : 'rows.intro')}</p>
      {errorOf(errors, id) !== undefined && <p className="field-error">{errorOf(errors, id)}</p>}
      {rows.map((c, n) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is known by its place alone.
          key={n}
          className="sharing-condition"
          disabled={n < kept}
        >
          <legend className="visually-hidden">{t('row.nth', { n: n + 1 })}</legend>
          <OneCondition
            id={`${id}-${n}`}
            c={c}
            items={items}
            errors={errors}
            onChange={(next) => set(n, next)}
          />
          {n < kept ? (
            <span className="muted">{t('row.kept')}</span>
          ) : (
            <Button kind="quiet" onClick={() => onChange(rows.filter((_, i) => i !== n))}>
              {t('row.remove')}
            </Button>
          )}
        </fieldset>
      ))}
      <Button
        disabled={first === undefined || rows.length >= 20}
        onClick={() => first !== undefined && onChange([...rows, emptyOn(first)])}
      >
        {t('row.add')}
      </Button>
    </div>
  )
}

function emptyOn(item: Item): RowCondition {
  return { item: item.name, op: item.type === 'place' ? 'within' : '=', values: [] }
}

interface OneConditionProps {
  readonly id: string
  readonly c: RowCondition
  readonly items: readonly Item[]
  readonly errors: readonly FieldError[]
  readonly onChange: (c: RowCondition) => void
}

function OneCondition({ id, c, items, errors, onChange }: OneConditionProps) {
  const t = useText(sharingTermsTexts)
  const item = items.find((i) => i.name === c.item)
  const error = errorOf(errors, id)
  return (
    <>
      <label className="field">
        {t('row.item')}
        <select
          id={id}
          aria-label={t('row.item')}
          className="input"
          value={c.item}
          aria-invalid={error !== undefined}
          onChange={(e) => {
            const next = items.find((i) => i.name === e.target.value)
            if (next !== undefined) onChange(emptyOn(next))
          }}
        >
          {items.map((i) => (
            <option key={i.name} value={i.name}>
              {i.title}
            </option>
          ))}
        </select>
        {error !== undefined && <span className="field-error">{error}</span>}
      </label>
      <label className="field">
        {t('row.op')}
        <select
          className="input"
          aria-label={t('row.op')}
          value={c.op}
          onChange={(e) => onChange({ ...c, op: e.target.value as RowCondition['op'], values: [] })}
        >
          {operatorsOf(item).map((op) => (
            <option key={op} value={op}>
              {t(`op.${op}`)}
            </option>
          ))}
        </select>
      </label>
      {item !== undefined && <ValueInput c={c} item={item} onChange={onChange} />}
    </>
  )
}

/** Only what fits the type; the server holds the same rule. */
function operatorsOf(item: Item | undefined): RowCondition['op'][] {
  if (item === undefined) return [...rowOperators]
  const types = new Map([[item.name, item.type]])
  return rowOperators.filter((op) => {
    const values = op === 'filled' ? [] : ['0']
    return conditionFaults({ item: item.name, op, values }, types).length === 0
  })
}

function ValueInput({
  c,
  item,
  onChange,
}: {
  c: RowCondition
  item: Item
  onChange: (c: RowCondition) => void
}) {
  const t = useText(sharingTermsTexts)
  const one = (value: string) => onChange({ ...c, values: value === '' ? [] : [value] })
  const value = c.values[0] ?? ''
  if (c.op === 'filled') return null
  if (c.op === 'within') return <Places c={c} onChange={onChange} />
  if (c.op === 'in')
    return (
      <label className="field">
        {t('row.values')}
        <textarea
          className="input"
          rows={3}
          value={c.values.join('\n')}
          onChange={(e) => onChange({ ...c, values: e.target.value.split('\n').filter((v) => v !== '') })}
        />
      </label>
    )
  const choices = item.type === 'boolean' ? ['true', 'false'] : item.values
  if (choices.length > 0)
    return (
      <label className="field">
        {t('row.value')}
        <select
          className="input"
          aria-label={t('row.value')}
          value={value}
          onChange={(e) => one(e.target.value)}
        >
          <option value="">—</option>
          {choices.map((v) => (
            <option key={v} value={v}>
              {item.type === 'boolean' ? t(v === 'true' ? 'yes' : 'no') : v}
            </option>
          ))}
        </select>
      </label>
    )
  return (
    <label className="field">
      {t('row.value')}
      <input
        className="input"
        type={item.type === 'date' ? 'date' : 'text'}
        inputMode={item.type === 'integer' || item.type === 'decimal' ? 'decimal' : undefined}
        value={value}
        maxLength={200}
        onChange={(e) => one(e.target.value)}
      />
    </label>
  )
}

/** Places are added one after the other; any of them will do. */
export function Places({ c, onChange }: { c: RowCondition; onChange: (c: RowCondition) => void }) {
  const t = useText(sharingTermsTexts)
  return (
    <div>
      <PlaceField
        label={t('row.value')}
        value={undefined}
        onChange={(path) => {
          if (path !== undefined && !c.values.includes(path)) onChange({ ...c, values: [...c.values, path] })
        }}
      />
      <ul className="sharing-places">
        {c.values.map((path) => (
          <li key={path}>
            <PlaceName path={path} />{' '}
            <button
              type="button"
              className="link-button"
              onClick={() => onChange({ ...c, values: c.values.filter((v) => v !== path) })}
            >
              {t('row.remove')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
