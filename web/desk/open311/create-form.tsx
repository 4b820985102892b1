import { type FormEvent, useState } from 'react'
import type { CreatedClient } from '#modules/open311/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { open311Texts } from '../messages/open311.ts'
import { useOpen311Action } from './query.ts'

const isWhole = (text: string, most: number) =>
  /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= most

/** A key for a system of others. It stands here once; a second press would make a second key. */
export function CreateClientForm() {
  const t = useText(open311Texts)
  const failureText = useFailureText()
  const create = useOpen311Action<CreatedClient>('clients')
  const [name, setName] = useState('')
  const [contact, setContact] = useState('')
  const [days, setDays] = useState('365')
  const [perMinute, setPerMinute] = useState('60')
  const [mayPost, setMayPost] = useState(false)
  const isReady =
    name.trim().length >= 2 && contact.trim().length >= 2 && isWhole(days, 730) && isWhole(perMinute, 6000)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || create.isPending) return
    const body = { name, contact, mayPost, days: Number(days), perMinute: Number(perMinute) }
    create.mutate(body, {
      onSuccess: () => {
        setName('')
        setContact('')
      },
    })
  }
  return (
    <form className="card" onSubmit={submit} aria-label={t('add')}>
      <div className="form-grid">
        <TextField
          id="client-name"
          label={t('name')}
          value={name}
          maxLength={100}
          onChange={(e) => setName(e.target.value)}
        />
        <TextField
          id="client-contact"
          label={t('contact')}
          hint={t('contact.hint')}
          value={contact}
          maxLength={200}
          onChange={(e) => setContact(e.target.value)}
        />
        <TextField
          id="client-days"
          label={t('days')}
          inputMode="numeric"
          value={days}
          onChange={(e) => setDays(e.target.value)}
        />
        <TextField
          id="client-per-minute"
          label={t('per-minute')}
          inputMode="numeric"
          value={perMinute}
          onChange={(e) => setPerMinute(e.target.value)}
        />
      </div>
      <label>
        <input type="checkbox" checked={mayPost} onChange={(e) => setMayPost(e.target.checked)} />{' '}
        {t('may-post')} <span className="muted">{t('may-post.hint')}</span>
      </label>
      <div className="action-send">
        <Button kind="main" type="submit" busy={create.isPending} aria-disabled={!isReady}>
          {t('create')}
        </Button>
        <span role="status" className={create.error === null ? '' : 'field-error'}>
          {create.error !== null && failureText(create.error)}
          {create.data !== undefined && (
            <>
              {t('key.once')} <strong className="hash">{create.data.key}</strong>
            </>
          )}
        </span>
      </div>
    </form>
  )
}
