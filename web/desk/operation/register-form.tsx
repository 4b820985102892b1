import { type FormEvent, useState } from 'react'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { ErrorSummary, errorOf, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { ResourceField } from '../catalogue/resource-field.tsx'
import { operationTexts } from '../messages/operation.ts'
import { useOperationWrite } from './api.ts'

interface Draft {
  readonly resource: string | undefined
  readonly scope: string
  readonly until: string
  readonly epsilon: string
}

/** The provider says that a resource may be operated, within which scope, until when, and for how much ε. */
export function RegisterForm({ onDone }: { onDone: () => void }) {
  const t = useText(operationTexts)
  const failureText = useFailureText()
  const [draft, setDraft] = useState<Draft>({ resource: undefined, scope: '', until: '', epsilon: '1' })
  const [attempt, setAttempt] = useState(0)
  const register = useOperationWrite(`/registrations/${draft.resource}`)
  const faults = useFaults(draft)
  const errors = attempt === 0 ? [] : faults
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (faults.length > 0 || register.isPending) return
    register.mutate(
      { scope: draft.scope.trim(), until: draft.until, monthlyEpsilon: Number(draft.epsilon) },
      { onSuccess: onDone },
    )
  }
  return (
    <form className="card" onSubmit={submit} noValidate aria-label={t('register.resource')}>
      <ErrorSummary errors={errors} attempt={attempt} />
      <Fields draft={draft} errors={errors} onChange={(part) => setDraft({ ...draft, ...part })} />
      {register.error !== null && (
        <p role="alert" className="field-error">
          {failureText(register.error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={register.isPending}>
          {t('register.send')}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

function useFaults({ resource, scope, until, epsilon }: Draft): FieldError[] {
  const t = useText(operationTexts)
  const n = Number(epsilon)
  return [
    ...(resource === undefined ? [{ field: 'register-resource', message: t('fault.resource') }] : []),
    ...(scope.trim().length < 2 ? [{ field: 'register-scope', message: t('fault.scope') }] : []),
    ...(until === '' ? [{ field: 'register-until', message: t('fault.until') }] : []),
    ...(n >= 0.001 && n <= 100 ? [] : [{ field: 'register-epsilon', message: t('fault.epsilon') }]),
  ]
}

interface FieldsProps {
  readonly draft: Draft
  readonly errors: readonly FieldError[]
  readonly onChange: (part: Partial<Draft>) => void
}

function Fields({ draft, errors, onChange }: FieldsProps) {
  const t = useText(operationTexts)
  const missing = errorOf(errors, 'register-resource')
  return (
    <>
      <div id="register-resource" tabIndex={-1}>
        <ResourceField
          label={t('resource')}
          value={draft.resource}
          without=""
          onChange={(resource) => onChange({ resource })}
        />
        {missing !== undefined && <p className="field-error">{missing}</p>}
      </div>
      <TextArea
        id="register-scope"
        label={t('scope')}
        hint={t('scope.hint')}
        rows={3}
        maxLength={1000}
        value={draft.scope}
        errors={errors}
        onChange={(e) => onChange({ scope: e.target.value })}
      />
      <div className="form-grid">
        <TextField
          id="register-until"
          label={t('until')}
          type="date"
          value={draft.until}
          errors={errors}
          onChange={(e) => onChange({ until: e.target.value })}
        />
        <TextField
          id="register-epsilon"
          label={t('epsilon.month')}
          hint={t('epsilon.hint')}
          type="number"
          min={0.001}
          max={100}
          step={0.001}
          value={draft.epsilon}
          errors={errors}
          onChange={(e) => onChange({ epsilon: e.target.value })}
        />
      </div>
    </>
  )
}
