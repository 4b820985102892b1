import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { TemporaryPassword } from '#kernel/identity/contract'
import { api } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { OrgField } from '../fields/org-field.tsx'
import { accountTexts } from '../messages/accounts.ts'
import { accountsKey } from './key.ts'

/** A new officer. The temporary password is shown once and replaced at the first sign-in. */
export function CreateAccountForm({ onCreated }: { onCreated: (login: string) => void }) {
  const t = useText(accountTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [org, setOrg] = useState<string>()
  const create = useMutation({
    mutationFn: () => api.post<TemporaryPassword>('/accounts', { kind: 'officer', login, name, org }),
    onSuccess: () => {
      onCreated(login)
      setLogin('')
      setName('')
    },
    onSettled: () => client.invalidateQueries({ queryKey: accountsKey }),
  })
  const isReady = /^[\w.@-]{2,100}$/.test(login) && name.trim() !== '' && org !== undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) create.mutate()
  }
  return (
    <form className="card" onSubmit={submit} aria-label={t('add')}>
      <div className="form-grid">
        <TextField
          id="new-login"
          label={t('login')}
          hint={t('login.hint')}
          value={login}
          onChange={(e) => setLogin(e.target.value)}
        />
        <TextField
          id="new-name"
          label={t('name')}
          value={name}
          maxLength={50}
          onChange={(e) => setName(e.target.value)}
        />
        <OrgField label={t('org')} value={org} onChange={setOrg} />
      </div>
      <div className="action-send">
        <Button kind="main" type="submit" busy={create.isPending} aria-disabled={!isReady}>
          {t('add')}
        </Button>
        <span role="status" className={create.error === null ? '' : 'field-error'}>
          {create.error !== null && failureText(create.error)}
          {create.data !== undefined && (
            <>
              <Password data={create.data} />。{t('add.next')}
            </>
          )}
        </span>
      </div>
    </form>
  )
}

export function Password({ data }: { data: TemporaryPassword }) {
  const t = useText(accountTexts)
  return (
    <>
      {t('password.once')} <strong className="hash">{data.temporaryPassword ?? t('password.none')}</strong>
    </>
  )
}
