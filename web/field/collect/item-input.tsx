import type { InputHTMLAttributes } from 'react'
import type { Item } from '#modules/catalogue/contract'
import type { FormList } from '#modules/collection/contract'
import { TextField } from '../../ui/controls.tsx'
import { errorOf, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { collectTexts } from '../messages/collect.ts'

interface ItemInputProps {
  readonly item: Item
  readonly value: string
  readonly places: FormList['places']
  readonly errors: readonly FieldError[]
  readonly onChange: (value: string) => void
}

export const fieldId = (item: string) => `item-${item}`

const inputs: Readonly<
  Partial<Record<Item['type'], Pick<InputHTMLAttributes<HTMLInputElement>, 'inputMode' | 'type'>>>
> = {
  integer: { inputMode: 'numeric' },
  decimal: { inputMode: 'decimal' },
  date: { type: 'date' },
  time: { type: 'datetime-local' },
}

/** The input that an item's type asks for; what has few values is chosen, not typed. */
export function ItemInput({ item, value, places, errors, onChange }: ItemInputProps) {
  const t = useText(collectTexts)
  const choices = choicesOf(item, places, { yes: t('yes'), no: t('no') })
  const id = fieldId(item.name)
  const label = item.required ? item.title : t('optional', { title: item.title })
  if (choices === undefined)
    return (
      <TextField
        id={id}
        label={label}
        {...(item.description ? { hint: item.description } : {})}
        value={value}
        errors={errors}
        {...inputs[item.type]}
        onChange={(e) => onChange(e.target.value)}
      />
    )
  const error = errorOf(errors, id)
  const isKnown = value === '' || choices.some((c) => c.value === value)
  return (
    <div className="field" data-invalid={error !== undefined}>
      <label htmlFor={id}>{label}</label>
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      <select
        id={id}
        className="input"
        value={value}
        aria-invalid={error !== undefined}
        {...(error === undefined ? {} : { 'aria-describedby': `${id}-error` })}
        onChange={(e) => onChange(e.target.value)}
      >
        <option value="">{t('choose')}</option>
        {!isKnown && <option value={value}>{value}</option>}
        {choices.map((c) => (
          <option key={c.value} value={c.value}>
            {c.label}
          </option>
        ))}
      </select>
    </div>
  )
}

function choicesOf(item: Item, places: FormList['places'], words: { yes: string; no: string }) {
  if (item.type === 'place') return places.map((p) => ({ value: p.path, label: p.name }))
  if (item.type === 'boolean')
    return [
      { value: 'true', label: words.yes },
      { value: 'false', label: words.no },
    ]
  return item.values.length === 0 ? undefined : item.values.map((v) => ({ value: v, label: v }))
}
