import type { Item } from '#modules/catalogue/contract'
import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { PlacePicker } from '../place-picker.tsx'
import type { Values } from './run.ts'
import { useShown } from './value.tsx'
import { titleOf } from './values.ts'

interface TableFiltersProps {
  readonly n: number
  readonly items: readonly Item[]
  readonly filters: Values
  readonly q: string
  readonly onChange: (next: { readonly filters?: Values; readonly q?: string }) => void
}

/** A text that a column contains, and the items by which the package lets its rows be narrowed down. */
export function TableFilters({ n, items, filters, q, onChange }: TableFiltersProps) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  return (
    <div className="run-choices no-print">
      <label className="field" htmlFor={`run-q-${n}`}>
        {t('search')}
        <input
          id={`run-q-${n}`}
          type="search"
          className="input"
          maxLength={80}
          value={q}
          onChange={(e) => onChange({ q: e.target.value })}
        />
      </label>
      {items.map((item) =>
        item.type === 'place' ? (
          <fieldset key={item.name} className="run-place">
            <legend>{titleOf(item, locale)}</legend>
            <PlacePicker
              depth={2}
              value={filters[item.name] ?? ''}
              onChange={(place) => onChange({ filters: { ...filters, [item.name]: place } })}
            />
          </fieldset>
        ) : (
          <label key={item.name} className="field" htmlFor={`run-${n}-${item.name}`}>
            {titleOf(item, locale)}
            <FilterInput
              id={`run-${n}-${item.name}`}
              item={item}
              value={filters[item.name] ?? ''}
              onChange={(text) => onChange({ filters: { ...filters, [item.name]: text } })}
            />
          </label>
        ),
      )}
    </div>
  )
}

interface FilterInputProps {
  readonly id: string
  readonly item: Item
  readonly value: string
  readonly onChange: (text: string) => void
}

/** The values that there are, or at least those that have a name. */
const valuesOf = ({ values, labels }: Item) => (values.length > 0 ? values : Object.keys(labels ?? {}))

function FilterInput({ id, item, value, onChange }: FilterInputProps) {
  const t = useText(runningTexts)
  const show = useShown()
  const options =
    item.type === 'boolean'
      ? [
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ]
      : valuesOf(item).map((v) => ({ value: v, label: show(item, v) }))
  if (options.length === 0)
    return (
      <input
        id={id}
        className="input"
        type={item.type === 'date' ? 'date' : 'text'}
        placeholder={t('filter.exact')}
        value={value}
        onChange={(e) => onChange(e.target.value)}
      />
    )
  return (
    <select id={id} className="input" value={value} onChange={(e) => onChange(e.target.value)}>
      <option value="">{t('all')}</option>
      {options.map((o) => (
        <option key={o.value} value={o.value}>
          {o.label}
        </option>
      ))}
    </select>
  )
}
