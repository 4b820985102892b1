import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AccountView, TemporaryPassword } from '#kernel/identity/contract'
import { api } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { roleLabels, useLabel } from '../../ui/labels.ts'
import { useFailureText } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { accountTexts } from '../messages/accounts.ts'
import { Password } from './create-form.tsx'
import { accountsKey } from './key.ts'

/** Giving a post, and what needs a reason: off, on, new password, new authenticator. */
export function AccountTools({ account }: { account: AccountView }) {
  const t = useText(accountTexts)
  return (
    <details>
      <summary>{t('manage')}</summary>
      <div className="action-fields">
        <GivePostForm account={account} />
        <ReasonTools account={account} />
      </div>
    </details>
  )
}

function useAccountAction(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ door, body }: { door: string; body: unknown }) =>
      api.post<TemporaryPassword | null>(`/accounts/${id}/${door}`, body),
    onSettled: () => client.invalidateQueries({ queryKey: accountsKey }),
  })
}

function GivePostForm({ account }: { account: AccountView }) {
  const t = useText(accountTexts)
  const label = useLabel()
  const failureText = useFailureText()
  const [role, setRole] = useState<string>('handler')
  const [org, setOrg] = useState(account.org ?? undefined)
  const give = useAccountAction(account.id)
  return (
    <div className="action-fields">
      <label className="field">
        {t('role')}
        <select className="input" value={role} onChange={(event) => setRole(event.target.value)}>
          {Object.keys(roleLabels).map((name) => (
            <option key={name} value={name}>
              {label(roleLabels, name)}
            </option>
          ))}
        </select>
      </label>
      <OrgField label={t('org')} value={org} onChange={setOrg} />
      <Button
        busy={give.isPending}
        aria-disabled={org === undefined}
        onClick={() => org !== undefined && give.mutate({ door: 'posts', body: { role, org } })}
      >
        {t('give')}
      </Button>
      <span role="status" className="field-error">
        {give.error !== null && failureText(give.error)}
      </span>
    </div>
  )
}

function ReasonTools({ account }: { account: AccountView }) {
  const t = useText(accountTexts)
  const failureText = useFailureText()
  const [reason, setReason] = useState('')
  const act = useAccountAction(account.id)
  const isReady = reason.trim().length >= 2
  const doors = [
    account.active ? (['deactivate', 'deactivate'] as const) : (['activate', 'activate'] as const),
    ['password/reset', 'reset-password'] as const,
    ...(account.secondFactor ? [['totp/reset', 'reset-totp'] as const] : []),
  ]
  const temporary =
    act.data !== null && act.data !== undefined && 'temporaryPassword' in act.data ? act.data : undefined
  return (
    <div className="action-fields">
      <TextField
        id={`reason-${account.id}`}
        label={t('reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="action-send">
        {doors.map(([door, text]) => (
          <Button
            key={door}
            kind={door === 'activate' ? 'plain' : 'danger'}
            busy={act.isPending}
            aria-disabled={!isReady}
            onClick={() => isReady && act.mutate({ door, body: { reason } })}
          >
            {t(text)}
          </Button>
        ))}
      </div>
      <span role="status" className={act.error === null ? '' : 'field-error'}>
        {act.error !== null && failureText(act.error)}
        {temporary !== undefined && <Password data={temporary} />}
      </span>
    </div>
  )
}
