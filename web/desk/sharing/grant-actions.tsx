import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { GrantView } from '#modules/sharing/contract'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { sharingGrantTexts } from '../messages/sharing-grants.ts'
import { useGrantAction, useMyOrgs } from './api.ts'

type Action = 'suspend' | 'resume' | 'end'

/** Suspend, resume and end with a reason; the consumer views the rows and asks for renewal. */
export function GrantActions({ g }: { g: GrantView }) {
  const t = useText(sharingGrantTexts)
  const failureText = useFailureText()
  const orgs = useMyOrgs()
  const [action, setAction] = useState<Action>()
  const [reason, setReason] = useState('')
  const act = useGrantAction(g.id)
  const isMine = orgs.includes(g.consumer)
  const isReady = reason.trim().length >= 2
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (action === undefined || !isReady) return
    const onSuccess = () => {
      setAction(undefined)
      setReason('')
    }
    act.mutate({ action, revision: g.revision, reason }, { onSuccess })
  }
  return (
    <section className="no-print">
      <div className="button-row">
        {isMine && g.state === 'active' && (
          <Link className="button button-main" to="/sharing" search={{ grant: g.id, show: 'rows' }}>
            {t('do.view')}
          </Link>
        )}
        {isMine && (
          <Link className="button" to="/sharing/apply" search={{ resource: g.resource, renews: g.id }}>
            {t('do.renew')}
          </Link>
        )}
        {(g.may as Action[]).map((name) => (
          <Button
            key={name}
            kind={name === 'end' ? 'danger' : 'plain'}
            aria-pressed={action === name}
            onClick={() => setAction(action === name ? undefined : name)}
          >
            {t(`do.${name}`)}
          </Button>
        ))}
      </div>
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
      {action !== undefined && (
        <form className="card narrow-form" onSubmit={submit} aria-label={t(`do.${action}`)}>
          <TextArea
            id="grant-reason"
            label={t('do.reason')}
            rows={3}
            maxLength={1000}
            autoFocus
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
          <div className="button-row">
            <Button kind="main" type="submit" busy={act.isPending} aria-disabled={!isReady}>
              {t('send')}
            </Button>
            <Button kind="quiet" onClick={() => setAction(undefined)}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}
