import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { EnterOffer } from '#modules/scenarios/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { PlacePicker } from '../../ui/place-picker.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { needsTexts } from '../messages/needs.ts'

const blank = { enterprise: '', creditCode: '', name: '', phone: '', title: '', ability: '', tags: '' }
/** Which field a part of the contract is, in the order of the form. */
const fields = {
  enterprise: 'offer-enterprise',
  creditCode: 'offer-creditCode',
  'contact.name': 'offer-name',
  'contact.phone': 'offer-phone',
  title: 'offer-title',
  ability: 'offer-ability',
  tags: 'offer-tags',
} as const
type Checked = keyof typeof fields

/** An offer of an enterprise, checked by the server's own contract before it is sent. */
export function OfferForm({ onSent }: { onSent: () => void }) {
  const t = useText(needsTexts)
  const failureText = useFailureText()
  const [text, setText] = useState(blank)
  const [places, setPlaces] = useState<readonly string[]>([])
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const send = useMutation({
    mutationFn: (body: object) => api.post<unknown>('/scenario-offers', body, newIntentionKey()),
    onSuccess: onSent,
  })
  const field = (name: keyof typeof blank) => ({
    id: `offer-${name}`,
    errors,
    value: text[name],
    onChange: (e: { target: { value: string } }) => setText({ ...text, [name]: e.target.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (send.isPending) return
    const { name, phone, tags, creditCode, ...rest } = text
    const found = EnterOffer.safeParse({
      ...rest,
      creditCode: creditCode.trim().toUpperCase(),
      contact: { name, phone: phone.replace(/\s/g, '') },
      tags: tags.split(/[，,、；;]/).flatMap((word) => (word.trim() === '' ? [] : [word.trim()])),
      places,
    })
    const wrong = found.success ? [] : found.error.issues.map((issue) => issue.path.join('.'))
    const names = Object.keys(fields) as Checked[]
    const faults = names.filter((n) => wrong.some((path) => path === n || path.startsWith(`${n}.`)))
    setErrors(faults.map((n) => ({ field: fields[n], message: t(`wrong.${n}`) })))
    if (found.success) send.mutate(found.data)
  }
  return (
    <form className="group" noValidate onSubmit={submit} aria-label={t('offer')}>
      <ErrorSummary errors={errors} />
      <TextField
        {...field('enterprise')}
        label={t('enterprise')}
        maxLength={80}
        autoComplete="organization"
      />
      <TextField
        {...field('creditCode')}
        label={t('credit-code')}
        hint={t('credit-code.hint')}
        maxLength={18}
        autoCapitalize="characters"
      />
      <TextField {...field('name')} label={t('contact.name')} hint={t('contact.hint')} maxLength={40} />
      <TextField {...field('phone')} label={t('contact.phone')} type="tel" inputMode="tel" maxLength={16} />
      <TextField {...field('title')} label={t('offer.title')} maxLength={80} />
      <TextArea {...field('ability')} label={t('ability')} hint={t('ability.hint')} maxLength={4000} />
      <TextField {...field('tags')} label={t('tags')} hint={t('tags.hint')} maxLength={160} />
      <Places value={places} onChange={setPlaces} />
      {send.error !== null && (
        <p role="alert" className="field-error">
          {failureText(send.error)}
        </p>
      )}
      <Button kind="main" type="submit" busy={send.isPending}>
        {t('send')}
      </Button>
    </form>
  )
}

const mostPlaces = 10

interface PlacesProps {
  readonly value: readonly string[]
  readonly onChange: (paths: readonly string[]) => void
}

function Places({ value, onChange }: PlacesProps) {
  const t = useText(needsTexts)
  const [next, setNext] = useState('')
  const add = () => {
    onChange([...new Set([...value, next])])
    setNext('')
  }
  return (
    <fieldset className="wish-runs">
      <legend>{t('places.runs')}</legend>
      {value.length > 0 && (
        <ul className="wish-runs-list">
          {value.map((path) => (
            <li key={path}>
              <PlaceName path={path} />{' '}
              <button
                type="button"
                className="link-button"
                onClick={() => onChange(value.filter((p) => p !== path))}
              >
                {t('places.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      {value.length < mostPlaces && <PlacePicker value={next} onChange={setNext} depth={2} />}
      {next !== '' && <Button onClick={add}>{t('places.add')}</Button>}
    </fieldset>
  )
}
