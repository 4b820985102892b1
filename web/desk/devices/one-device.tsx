import { type FormEvent, useState } from 'react'
import type { DeviceView, FixedValues } from '#modules/devices/contract'
import { Button } from '../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { deviceTexts } from '../messages/devices.ts'
import { useDeviceAction } from './api.ts'
import { DeviceFields, fieldId } from './device-fields.tsx'
import { type Draft, deviceOf, draftOf, faultsOf } from './draft.ts'

/** A draft with what has to be mended in it before it is sent. */
export function useDeviceDraft(start: Draft, before: FixedValues = {}) {
  const t = useText(deviceTexts)
  const [draft, setDraft] = useState(start)
  const [attempt, setAttempt] = useState(0)
  const errors: FieldError[] =
    attempt === 0
      ? []
      : faultsOf(draft).map((name) => ({ field: fieldId(name), message: t(`fault.${name}`) }))
  return {
    draft,
    setDraft,
    errors,
    attempt,
    /** The entry when nothing is wrong with it; else the errors show and take the focus. */
    entry(): unknown {
      if (faultsOf(draft).length === 0) return deviceOf(draft, before)
      setAttempt(attempt + 1)
      return undefined
    },
    /** Begins with an empty form, or anew. */
    reset(to: Draft) {
      setDraft(to)
      setAttempt(0)
    },
  }
}

/** Changes what is entered of a device; its number, its resource and its key stay. */
export function ChangeDevice({ device, onDone }: { device: DeviceView; onDone: (isSaved: boolean) => void }) {
  const t = useText(deviceTexts)
  const failureText = useFailureText()
  const change = useDeviceAction<unknown>(`/${device.id}/change`)
  const form = useDeviceDraft(draftOf(device), device.fixed)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const entry = form.entry()
    if (entry !== undefined && !change.isPending) change.mutate(entry, { onSuccess: () => onDone(true) })
  }
  return (
    <form onSubmit={submit} className="card device-form" aria-label={t('change')} noValidate>
      <h2>{t('change')}</h2>
      <p className="muted">{t('change.note')}</p>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <DeviceFields draft={form.draft} errors={form.errors} isEntered onChange={form.setDraft} />
      <div className="action-send">
        <Button kind="main" type="submit" busy={change.isPending}>
          {t('change.save')}
        </Button>
        <Button kind="quiet" onClick={() => onDone(false)}>
          {t('cancel')}
        </Button>
        <span role="status" className="field-error">
          {change.error !== null && failureText(change.error)}
        </span>
      </div>
    </form>
  )
}
