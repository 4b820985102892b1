import { type FormEvent, useState } from 'react'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { ResourceField } from '../catalogue/resource-field.tsx'
import { operationTexts } from '../messages/operation.ts'
import { useOperationWrite } from './api.ts'

/** The provider says that a resource may be operated, within which scope, until when, and for how much ε. */
export function RegisterForm({ onDone }: { onDone: () => void }) {
  const t = useText(operationTexts)
  const failureText = useFailureText()
  const [resource, setResource] = useState<string>()
  const [draft, setDraft] = useState({ scope: '', until: '', epsilon: '1' })
  const [attempt, setAttempt] = useState(0)
  const register = useOperationWrite(`/registrations/${resource}`)
  const epsilon = Number(draft.epsilon)
  const faults: FieldError[] = [
    ...(resource === undefined ? [{ field: 'register-resource', message: t('fault.resource') }] : []),
    ...(draft.scope.trim().length < 2 ? [{ field: 'register-scope', message: t('fault.scope') }] : []),
    ...(draft.until === '' ? [{ field: 'register-until', message: t('fault.until') }] : []),
    ...(epsilon >= 0.001 && epsilon <= 100 ? [] : [{ field: 'register-epsilon', message: t('fault.epsilon') }]),
  ]
  const errors = attempt === 0 ? [] : faults
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (faults.length > 0 || register.isPending) return
    register.mutate(
      { scope: draft.scope.trim(), until: draft.until, monthlyEpsilon: epsilon },
      { onSuccess: onDone },
    )
  }
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  return (
    <form className="card" onSubmit={submit} noValidate aria-label={t('register.resource')}>
      <ErrorSummary errors={errors} attempt={attempt} />
      <div id="register-resource" tabIndex={-1}>
        <ResourceField label={t('resource')} value={resource} without="" onChange={setResource} />
      </div>
      <TextArea
        id="register-scope"
        label={t('scope')}
        hint={t('scope.hint')}
        rows={3}
        maxLength={1000}
        value={draft.scope}
        errors={errors}
        onChange={(e) => change({ scope: e.target.value })}
      />
      <div className="form-grid">
        <TextField
          id="register-until"
          label={t('until')}
          type="date"
          value={draft.until}
          errors={errors}
          onChange={(e) => change({ until: e.target.value })}
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
          onChange={(e) => change({ epsilon: e.target.value })}
        />
      </div>
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
