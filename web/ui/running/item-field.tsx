import { type InputHTMLAttributes, type ReactNode, useState } from 'react'
import type { Item } from '#modules/catalogue/contract'
import { TextField } from '../controls.tsx'
import { errorOf, type FieldError } from '../error-summary.tsx'
import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { PlacePicker } from '../place-picker.tsx'
import { PointField } from './point-field.tsx'
import { hasScanner, Scan } from './scan.tsx'
import { useShown, Value } from './value.tsx'
import { titleOf } from './values.ts'

interface ItemFieldProps {
  readonly id: string
  readonly item: Item
  readonly value: string
  /** Shown and not changed. */
  readonly isFixed: boolean
  /** It may be read from a code. */
  readonly canScan: boolean
  readonly errors: readonly FieldError[]
  readonly onChange: (value: string) => void
}

const inputs: Readonly<
  Partial<Record<Item['type'], Pick<InputHTMLAttributes<HTMLInputElement>, 'inputMode' | 'type'>>>
> = {
  integer: { inputMode: 'numeric' },
  decimal: { inputMode: 'decimal' },
  date: { type: 'date' },
  time: { type: 'datetime-local' },
}

/** The input that an item's type asks for; what has few values is chosen, not typed. */
export function ItemField({ id, item, value, isFixed, canScan, errors, onChange }: ItemFieldProps) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const show = useShown()
  const title = titleOf(item, locale)
  const label = item.required ? title : t('optional', { title })
  const hint = useHint(item)
  const choices = choicesOf(item, show)
  const field = { id, label, hint, errors }
  if (isFixed)
    return (
      <p className="run-fixed">
        <span>{title}</span> <Value item={item} value={value} />
      </p>
    )
  if (item.type === 'place')
    return (
      <Labelled {...field} isGroup>
        <PlacePicker value={value} onChange={onChange} />
      </Labelled>
    )
  if (item.type === 'point') return <PointField {...field} value={value} onChange={onChange} />
  if (choices !== undefined)
    return (
      <Labelled {...field}>
        <Select id={id} choices={choices} value={value} errors={errors} onChange={onChange} />
      </Labelled>
    )
  return (
    <>
      <TextField {...field} value={value} {...inputs[item.type]} onChange={(e) => onChange(e.target.value)} />
      {canScan && hasScanner() && <Scan onRead={onChange} title={title} />}
    </>
  )
}

function useHint({ description, least, most }: Item): string | undefined {
  const t = useText(runningTexts)
  const bounds =
    least !== '' && most !== ''
      ? t('item.bounds', { least, most })
      : least !== ''
        ? t('item.least', { least })
        : most !== ''
          ? t('item.most', { most })
          : ''
  const hint = [description, bounds].filter((text) => text !== '').join(' · ')
  return hint === '' ? undefined : hint
}

interface LabelledProps {
  readonly id: string
  readonly label: string
  readonly hint: string | undefined
  readonly errors: readonly FieldError[]
  /** Several inputs under one name. */
  readonly isGroup?: boolean
  readonly children: ReactNode
}

function Labelled({ id, label, hint, errors, isGroup = false, children }: LabelledProps) {
  const error = errorOf(errors, id)
  const inside = (
    <>
      {hint !== undefined && <p className="field-hint">{hint}</p>}
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {children}
    </>
  )
  if (isGroup)
    return (
      <fieldset id={id} tabIndex={-1} className="choices" data-invalid={error !== undefined}>
        <legend>{label}</legend>
        {inside}
      </fieldset>
    )
  return (
    <div className="field" data-invalid={error !== undefined}>
      <label htmlFor={id}>{label}</label>
      {inside}
    </div>
  )
}

interface SelectProps {
  readonly id: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly value: string
  readonly errors: readonly FieldError[]
  readonly onChange: (value: string) => void
}

function Select({ id, choices, value, errors, onChange }: SelectProps) {
  const t = useText(runningTexts)
  const error = errorOf(errors, id)
  // A row may hold a value that the command no longer takes.
  const [isKnown] = useState(() => value === '' || choices.some((c) => c.value === value))
  return (
    <select
      id={id}
      className="input"
      value={value}
      {...(error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
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
  )
}

function choicesOf(item: Item, show: (item: Item, value: string) => string) {
  const values = item.type === 'boolean' ? ['true', 'false'] : item.values
  return values.length === 0 ? undefined : values.map((v) => ({ value: v, label: show(item, v) }))
}
