import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { dayOf } from '#kernel/clock/rules'
import type { OwnLevel } from '#modules/control/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useColon, useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { ownCareTexts } from '../messages/care.ts'

/** What the enterprise has said against its level, the answers, and saying it. */
export function LevelObjections({ s }: { s: OwnLevel }) {
  const t = useText(ownCareTexts)
  const colon = useColon()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      {s.objections.length > 0 && <h4>{t('levels.objections')}</h4>}
      {s.objections.map(({ id, at, reason, answered }) => (
        <div key={id}>
          <p className="field-hint">
            {dayOf(new Date(at))} ·{' '}
            {t(answered === null ? 'levels.waits' : answered.upheld ? 'levels.upheld' : 'levels.refused')}
          </p>
          <p className="as-written">{reason}</p>
          {answered !== null && (
            <p className="as-written">
              <strong>{answered.by}</strong>
              {colon}
              {answered.answer}
            </p>
          )}
        </div>
      ))}
      {s.mayObject && (
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('levels.object')}
        </Button>
      )}
      {s.mayObject && isOpen && <ObjectForm s={s} onDone={() => setOpen(false)} />}
    </>
  )
}

function ObjectForm({ s, onDone }: { s: OwnLevel; onDone: () => void }) {
  const t = useText(ownCareTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const act = useMutation({
    mutationFn: (body: object) => api.post(`/me/control-levels/${s.id}/object`, body, newIntentionKey()),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ['me', 'levels'] }),
  })
  const isReady = reason.trim().length >= 5
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !act.isPending) act.mutate({ reason: reason.trim() })
  }
  return (
    <form onSubmit={submit}>
      <TextArea
        id={`object-level-${s.id}`}
        label={t('levels.object.label')}
        rows={4}
        maxLength={1000}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
      <Button kind="main" type="submit" busy={act.isPending} aria-disabled={!isReady}>
        {t('send')}
      </Button>
    </form>
  )
}
