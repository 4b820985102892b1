import { errorOf, type FieldError } from '../../ui/error-summary.tsx'

export interface Option {
  readonly value: string
  readonly label: string
}

interface SelectFieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly empty?: string
  readonly options: readonly Option[]
  readonly value: string
  readonly errors?: readonly FieldError[]
  readonly onChange: (value: string) => void
}

/** A short list to choose from, with its hint and its fault. */
export function SelectField({
  id,
  label,
  hint,
  empty,
  options,
  value,
  errors = [],
  onChange,
}: SelectFieldProps) {
  const error = errorOf(errors, id)
  const below = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .filter(Boolean)
    .join(' ')
  return (
    <div className="field" data-invalid={error !== undefined}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
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
        {...(below === '' ? {} : { 'aria-describedby': below })}
        onChange={(e) => onChange(e.target.value)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
    </div>
  )
}
