import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { commonTexts } from '../../ui/messages/common.ts'
import type { ActionFormProps } from './actions.tsx'

interface FormFrameProps extends ActionFormProps {
  readonly submit: string
  readonly onSubmit: (event: FormEvent) => void
  readonly children: ReactNode
}

/** Takes the focus when it unfolds, so that keyboard and screen reader land in it. */
export function FormFrame({ busy, problem, cancel, submit, onSubmit, children }: FormFrameProps) {
  const t = useText(commonTexts)
  const frame = useRef<HTMLFormElement>(null)
  useEffect(() => frame.current?.querySelector<HTMLElement>('textarea, input')?.focus(), [])
  return (
    <form ref={frame} className="card action-form" noValidate onSubmit={onSubmit}>
      {children}
      {problem !== null && (
        <p role="alert" className="field-error">
          {problem}
        </p>
      )}
      <div className="form-buttons">
        <Button type="submit" kind="main" busy={busy}>
          {submit}
        </Button>
        <Button onClick={cancel}>{t('cancel')}</Button>
      </div>
    </form>
  )
}
