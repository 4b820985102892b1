import type { ButtonHTMLAttributes, InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'
import { errorOf, type FieldError } from './error-summary.tsx'

type Kind = 'main' | 'plain' | 'quiet' | 'danger'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: Kind
  /** Shows that work is going on and takes no second click; it stays focusable, so that focus is not lost. */
  readonly busy?: boolean
}

/** One main button a page; everything else is plain or quiet. */
export function Button({ kind = 'plain', busy = false, onClick, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`button button-${kind} ${className ?? ''}`}
      aria-disabled={busy || rest['aria-disabled']}
      aria-busy={busy}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    />
  )
}

interface FieldProps {
  readonly id: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly errors?: readonly FieldError[]
}

/** Label, hint and error of one input, tied together for screen readers. */
function Field({ id, label, hint, errors = [], children }: FieldProps & { children: ReactNode }) {
  const error = errorOf(errors, id)
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
      {children}
    </div>
  )
}

function described({ id, hint, errors = [] }: FieldProps) {
  const error = errorOf(errors, id)
  const ids = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .filter(Boolean)
    .join(' ')
  return {
    ...(ids === '' ? {} : { 'aria-describedby': ids }),
    ...(error === undefined ? {} : { 'aria-invalid': true as const }),
  }
}

type TextFieldProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, 'id'>

export function TextField({ id, label, hint, errors, ...input }: TextFieldProps) {
  const field = { id, label, hint, ...(errors === undefined ? {} : { errors }) }
  return (
    <Field {...field}>
      <input {...input} {...described(field)} id={id} className="input" />
    </Field>
  )
}

type TextAreaProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>

export function TextArea({ id, label, hint, errors, ...input }: TextAreaProps) {
  const field = { id, label, hint, ...(errors === undefined ? {} : { errors }) }
  return (
    <Field {...field}>
      <textarea rows={6} {...input} {...described(field)} id={id} className="input" />
    </Field>
  )
}

export interface Choice<V extends string> {
  readonly value: V
  readonly label: ReactNode
  readonly hint?: ReactNode
}

interface ChoiceGroupProps<V extends string> {
  /** The id of the first radio, where the error summary leads. */
  readonly id: string
  readonly legend: ReactNode
  readonly choices: readonly Choice<V>[]
  readonly value: V | ''
  readonly errors?: readonly FieldError[]
  readonly onChange: (value: V) => void
}

/** Radios as big cards. */
export function ChoiceGroup<V extends string>({
  id,
  legend,
  choices,
  value,
  errors = [],
  onChange,
}: ChoiceGroupProps<V>) {
  const error = errorOf(errors, id)
  return (
    <fieldset className="choices" aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend>{legend}</legend>
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {choices.map((choice, i) => (
        <label key={choice.value} className="choice" data-checked={choice.value === value}>
          <input
            type="radio"
            id={i === 0 ? id : `${id}-${choice.value}`}
            name={id}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>
            {choice.label}
            {choice.hint !== undefined && <span className="field-hint">{choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
