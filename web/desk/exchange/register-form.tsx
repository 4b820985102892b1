import { useState } from 'react'
import { exampleOf } from '#modules/exchange/rules'
import { TextArea, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { exchangeTexts } from '../messages/exchange.ts'
import { useExchangeAction } from './query.ts'
import { isWhole, looksLikeKey, Send } from './system-forms.tsx'

const nothing = { origin: '', grant: '', purpose: '', items: [], keyId: '' }

/** Names software of an own organization by its public key. */
export function RegisterForm({ organizations }: { organizations: readonly string[] }) {
  const t = useText(exchangeTexts)
  const orgName = useOrgName()
  const action = useExchangeAction('systems')
  const [fields, setFields] = useState({
    organization: organizations[0] ?? '',
    name: '',
    contact: '',
    perMinute: '600',
    publicKey: '',
  })
  const set = (name: keyof typeof fields) => (event: { target: { value: string } }) =>
    setFields({ ...fields, [name]: event.target.value })
  const isReady =
    fields.name.trim().length >= 2 &&
    fields.contact.trim().length >= 2 &&
    isWhole(fields.perMinute, 1, 60_000) &&
    looksLikeKey(fields.publicKey)
  return (
    <section className="card" aria-label={t('register')}>
      <Send
        action={action}
        label={t('register')}
        isReady={isReady}
        onSend={() => action.mutate({ ...fields, perMinute: Number(fields.perMinute) })}
      >
        <div className="form-grid">
          <label className="field">
            {t('organization')}
            <select className="input" value={fields.organization} onChange={set('organization')}>
              {organizations.map((code) => (
                <option key={code} value={code}>
                  {orgName(code, true)}
                </option>
              ))}
            </select>
          </label>
          <TextField
            id="system-name"
            label={t('name')}
            value={fields.name}
            maxLength={100}
            onChange={set('name')}
          />
          <TextField
            id="system-contact"
            label={t('contact')}
            hint={t('contact.hint')}
            value={fields.contact}
            maxLength={200}
            onChange={set('contact')}
          />
          <TextField
            id="system-limit"
            label={t('per-minute')}
            inputMode="numeric"
            value={fields.perMinute}
            onChange={set('perMinute')}
          />
        </div>
        <TextArea
          id="system-key"
          label={t('public-key')}
          hint={t('public-key.hint')}
          rows={5}
          value={fields.publicKey}
          onChange={set('publicKey')}
        />
        <details>
          <summary>{t('how-key')}</summary>
          <pre className="exchange-code">{exampleOf('openssl', nothing)}</pre>
        </details>
      </Send>
      {action.isSuccess && <p role="status">{t('registered')}</p>}
    </section>
  )
}
