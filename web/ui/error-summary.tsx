import { useEffect, useRef } from 'react'
import { useText } from './i18n.tsx'
import { commonTexts } from './messages/common.ts'

export interface FieldError {
  /** The id of the field that has to change. */
  readonly field: string
  readonly message: string
}

interface ErrorSummaryProps {
  readonly errors: readonly FieldError[]
  /** Counts the tries to go on: each new one takes the focus again; without it, each new list does. */
  readonly attempt?: number
  /** Where nothing has to be mended, what went wrong. */
  readonly title?: string
}

/** The list of what has to change, focused when it appears; each line leads to its field (GOV.UK pattern). */
export function ErrorSummary({ errors, attempt, title }: ErrorSummaryProps) {
  const t = useText(commonTexts)
  const box = useRef<HTMLDivElement>(null)
  const trigger = attempt ?? errors
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new try takes the focus, a mended field does not.
  useEffect(() => box.current?.focus(), [trigger])
  if (errors.length === 0) return null
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{title ?? t('errors.title')}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(field)?.focus()
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

export function errorOf(errors: readonly FieldError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message
}
