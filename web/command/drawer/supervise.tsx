import { type FormEvent, useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { appeals, useCaseAction } from '../../ui/cases.ts'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { commonTexts } from '../../ui/messages/common.ts'
import { useFailureText } from '../../ui/states.tsx'
import { drawerTexts } from '../messages/drawer.ts'

const shortest = 2

/** The leader's one lever: what is required, in words, to the office that holds the case. */
export function Supervise({ view }: { view: CaseView }) {
  const t = useText(drawerTexts)
  const common = useText(commonTexts)
  const failureText = useFailureText()
  const act = useCaseAction(appeals)
  const [isWriting, setWriting] = useState(false)
  const [reason, setReason] = useState('')
  const [isShort, setShort] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isEmpty = [...reason.trim()].length < shortest
    setShort(isEmpty)
    if (isEmpty) return
    act.mutate(
      { id: view.id, version: view.version, action: 'supervise', input: { reason: reason.trim() } },
      {
        onSuccess: () => {
          setWriting(false)
          setReason('')
        },
      },
    )
  }
  return (
    <div className="supervise">
      {!isWriting && (
        <Button kind="main" onClick={() => setWriting(true)}>
          {t('supervise')}
        </Button>
      )}
      <p role="status">{act.isSuccess && !isWriting ? `✓ ${t('supervise.done')}` : ''}</p>
      {isWriting && (
        <form onSubmit={submit} noValidate>
          <TextArea
            id="reason"
            label={t('supervise.reason')}
            hint={t('supervise.hint')}
            rows={3}
            value={reason}
            errors={isShort ? [{ field: 'reason', message: t('supervise.short') }] : []}
            onChange={(event) => setReason(event.target.value)}
          />
          <p role="alert" className="field-error" hidden={act.error === null}>
            {act.error === null ? '' : failureText(act.error)}
          </p>
          <p className="supervise-buttons">
            <Button kind="main" type="submit" busy={act.isPending}>
              {t('supervise.send')}
            </Button>
            <Button onClick={() => setWriting(false)}>{common('cancel')}</Button>
          </p>
        </form>
      )}
    </div>
  )
}
