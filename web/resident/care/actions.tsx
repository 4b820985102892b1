import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { OwnCare } from '#modules/control/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { ownCareTexts } from '../messages/care.ts'

/** Objecting, and taking a consent back; the second asks once more, in words. */
export function CareSteps({ c }: { c: OwnCare }) {
  const t = useText(ownCareTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [step, setStep] = useState<OwnCare['may'][number]>()
  const [reason, setReason] = useState('')
  const act = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      api.post(`/me/care-levels/${c.id}/${path}`, { revision: c.revision, ...body }, newIntentionKey()),
    onSuccess: () => setStep(undefined),
    onSettled: () => client.invalidateQueries({ queryKey: ['me', 'care'] }),
  })
  const object = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim().length >= 2) act.mutate({ path: 'object', body: { reason: reason.trim() } })
  }
  return (
    <>
      <div className="button-row">
        {c.may.map((name) => (
          <Button
            key={name}
            aria-pressed={step === name}
            onClick={() => setStep(step === name ? undefined : name)}
          >
            {t(name)}
          </Button>
        ))}
      </div>
      {step === 'object' && (
        <form onSubmit={object}>
          <TextArea
            id={`object-${c.id}`}
            label={t('object.label')}
            rows={4}
            maxLength={1000}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
          <Button kind="main" type="submit" busy={act.isPending} aria-disabled={reason.trim().length < 2}>
            {t('send')}
          </Button>
        </form>
      )}
      {step === 'withdraw' && (
        <section aria-label={t('withdraw')}>
          <p>{t('withdraw.ask')}</p>
          <div className="button-row">
            <Button
              kind="danger"
              busy={act.isPending}
              onClick={() => act.mutate({ path: 'withdraw', body: {} })}
            >
              {t('withdraw.yes')}
            </Button>
            <Button kind="quiet" onClick={() => setStep(undefined)}>
              {t('cancel')}
            </Button>
          </div>
        </section>
      )}
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
    </>
  )
}
