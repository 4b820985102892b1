import { useState } from 'react'
import type { Turn } from '#modules/assistant/contract'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { Link, useGo } from '../links.ts'
import { handOverTexts } from '../messages/ask.ts'
import { useConversation } from './use-conversation.ts'

const phoneForm = /^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$/

/** 转人工: a short form, filled with the last question; the conversation goes with it. */
export function PeoplePage() {
  const t = useText(handOverTexts)
  const failureText = useFailureText()
  const form = useHandOver()
  const { said, setText, address, setAddress, phone, setPhone, name, setName } = form
  const { errors, attempt, turns, isResident, handOver, send } = form
  return (
    <form
      className="page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <PageTitle title={t('title')} />
      <p>{t('lead')}</p>
      <ErrorSummary errors={errors} attempt={attempt} title={t('error')} />
      <TextArea
        id="text"
        label={t('text')}
        hint={t('text.hint')}
        errors={errors}
        rows={4}
        maxLength={2000}
        value={said}
        onChange={({ target }) => setText(target.value)}
      />
      <TextField
        id="address"
        label={t('address')}
        maxLength={200}
        value={address}
        onChange={({ target }) => setAddress(target.value)}
      />
      {!isResident && (
        <Contact phone={phone} name={name} errors={errors} onPhone={setPhone} onName={setName} />
      )}
      <Carried turns={turns} />
      <div className="main-action">
        {handOver.error !== null && (
          <p role="alert" className="field-error">
            {failureText(handOver.error)}
          </p>
        )}
        <Button type="submit" kind="main" busy={handOver.isPending}>
          {t('send')}
        </Button>
        <Link to="/ask" className="button">
          {t('back')}
        </Link>
      </div>
    </form>
  )
}

/** What is typed, what is missing, and the one way to send it. */
function useHandOver() {
  const t = useText(handOverTexts)
  const go = useGo()
  const { me } = useSession()
  const isResident = me?.kind === 'resident'
  const { conversation, handOver } = useConversation()
  const turns = conversation?.turns ?? []
  const [text, setText] = useState<string>()
  const [address, setAddress] = useState('')
  const [phone, setPhone] = useState('')
  const [name, setName] = useState('')
  const [attempt, setAttempt] = useState(0)
  const said = text ?? turns.at(-1)?.question ?? ''
  const found = [
    ...(said.trim().length < 5 ? [{ field: 'text', message: t('text.hint') }] : []),
    ...(phone !== '' && !phoneForm.test(phone.trim()) ? [{ field: 'phone', message: t('phone.wrong') }] : []),
  ]
  const errors = attempt === 0 ? [] : found
  const send = () => {
    setAttempt(attempt + 1)
    if (found.length > 0 || handOver.isPending) return
    const contact = { ...(phone === '' ? {} : { phone: phone.trim() }), ...(name === '' ? {} : { name }) }
    handOver.mutate(
      {
        text: said.trim(),
        anonymous: !isResident && phone === '',
        contact,
        ...(address.trim() === '' ? {} : { address: address.trim() }),
      },
      { onSuccess: ({ id, number }) => void go({ to: '/receipt/$number/$id', params: { id, number } }) },
    )
  }
  return {
    said,
    setText,
    address,
    setAddress,
    phone,
    setPhone,
    name,
    setName,
    errors,
    attempt,
    turns,
    isResident,
    handOver,
    send,
  }
}

interface ContactProps {
  readonly phone: string
  readonly name: string
  readonly errors: readonly FieldError[]
  readonly onPhone: (phone: string) => void
  readonly onName: (name: string) => void
}

function Contact({ phone, name, errors, onPhone, onName }: ContactProps) {
  const t = useText(handOverTexts)
  return (
    <>
      <TextField
        id="phone"
        label={t('phone')}
        hint={t('phone.hint')}
        errors={errors}
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        maxLength={16}
        value={phone}
        onChange={({ target }) => onPhone(target.value)}
      />
      <TextField
        id="name"
        label={t('name')}
        autoComplete="name"
        maxLength={50}
        value={name}
        onChange={({ target }) => onName(target.value)}
      />
    </>
  )
}

/** What goes along, so that nothing goes along unseen. */
function Carried({ turns }: { turns: readonly Turn[] }) {
  const t = useText(handOverTexts)
  if (turns.length === 0) return null
  return (
    <details className="card">
      <summary>{t('carried', { count: turns.length })}</summary>
      <ol className="ask-carried">
        {turns.map((turn) => (
          <li key={turn.seq}>{turn.question}</li>
        ))}
      </ol>
    </details>
  )
}
