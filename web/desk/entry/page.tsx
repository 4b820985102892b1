import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import type { Receipt, SubmitAppeal } from '#modules/appeals/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { caseKeys } from '../../ui/cases.ts'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import type { FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { NoPermission, useFailureText } from '../../ui/states.tsx'
import { entryTexts } from '../messages/entry.ts'
import { useKeys } from '../shell/keys.ts'
import { type Call, emptyCall, problemsOf, submissionOf } from './call.ts'
import { Caller } from './caller.tsx'
import { Duplicates } from './duplicates.tsx'
import { PlaceCandidates } from './places.tsx'
import { Suggestions } from './suggestions.tsx'

/** A telephone call, by keyboard alone: type, choose, Ctrl+Enter, and ready for the next one. */
export function EntryPage() {
  const t = useText(entryTexts)
  const { me, hasRole } = useSession()
  const [call, setCall] = useState<Call>(emptyCall)
  const [isChecked, setChecked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const submit = useSubmit(() => {
    setCall(emptyCall)
    setChecked(false)
    document.getElementById('call-text')?.focus()
  })
  useKeys({ 'ctrl+enter': () => form.current?.requestSubmit() })
  const problems = isChecked
    ? problemsOf(call).map((field) => ({ field: `call-${field}`, message: t(`bad.${field}`) }))
    : []
  const send = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    const [first] = problemsOf(call)
    if (first === undefined) submit.mutate(submissionOf(call))
    else document.getElementById(`call-${first}`)?.focus()
  }
  const change = (part: Partial<Call>) => setCall((old) => ({ ...old, ...part }))
  if (me !== undefined && !hasRole('clerk') && !hasRole('dispatcher')) return <NoEntry />
  return (
    <main id="main" tabIndex={-1} className="page entry">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <span className="muted">{t('keys')}</span>
      </div>
      <SentNote sent={submit.data} error={submit.error} />
      <form ref={form} onSubmit={send} className="entry-form" noValidate>
        <CallFields call={call} problems={problems} onChange={change} isBusy={submit.isPending} />
        <div className="entry-side">
          <Suggestions call={call} onChoose={change} />
          <Caller call={call} />
          <Duplicates call={call} />
        </div>
      </form>
    </main>
  )
}

interface CallFieldsProps {
  readonly call: Call
  readonly problems: readonly FieldError[]
  readonly isBusy: boolean
  readonly onChange: (part: Partial<Call>) => void
}

function CallFields({ call, problems, isBusy, onChange }: CallFieldsProps) {
  const t = useText(entryTexts)
  return (
    <div className="card">
      <TextArea
        id="call-text"
        label={t('text')}
        rows={7}
        autoFocus
        value={call.text}
        errors={problems}
        maxLength={20_000}
        onChange={(e) => onChange({ text: e.target.value })}
      />
      <TextField
        id="call-address"
        label={t('address')}
        hint={t('address.hint')}
        value={call.address}
        maxLength={200}
        errors={problems}
        onChange={(e) => onChange({ address: e.target.value })}
      />
      <PlaceCandidates call={call} onChoose={(place) => onChange({ place })} />
      <div className="form-grid">
        <TextField
          id="call-phone"
          label={t('phone')}
          inputMode="tel"
          value={call.phone}
          errors={problems}
          autoComplete="off"
          onChange={(e) => onChange({ phone: e.target.value })}
        />
        <TextField
          id="call-name"
          label={t('name')}
          value={call.name}
          maxLength={50}
          errors={problems}
          autoComplete="off"
          onChange={(e) => onChange({ name: e.target.value })}
        />
      </div>
      <TextField
        id="call-title"
        label={t('summary')}
        hint={t('summary.hint')}
        value={call.title}
        maxLength={100}
        errors={problems}
        onChange={(e) => onChange({ title: e.target.value })}
      />
      <div className="action-send">
        <Button kind="main" type="submit" busy={isBusy}>
          {t('send')} <kbd>Ctrl+Enter</kbd>
        </Button>
      </div>
    </div>
  )
}

function NoEntry() {
  return (
    <main id="main" tabIndex={-1} className="page">
      <NoPermission />
    </main>
  )
}

function SentNote({ sent, error }: { sent: Receipt | undefined; error: unknown }) {
  const t = useText(entryTexts)
  const failureText = useFailureText()
  return (
    <div role="status">
      {error !== null && <p className="field-error">{failureText(error)}</p>}
      {error === null && sent !== undefined && (
        <p className="sent-note">
          ✓ {t('sent', { number: sent.number })}{' '}
          <Link to="/" search={{ tab: 'all', case: sent.id }}>
            {t('sent.open')}
          </Link>
        </p>
      )}
    </div>
  )
}

/** One key a call, so that a repeat after a broken connection registers it once. */
function useSubmit(onSent: () => void) {
  const client = useQueryClient()
  const key = useRef(newIntentionKey())
  return useMutation({
    mutationFn: (input: SubmitAppeal) => api.post<Receipt>('/appeals', input, key.current),
    onSuccess: () => {
      key.current = newIntentionKey()
      void client.invalidateQueries({ queryKey: caseKeys.lists('appeal') })
      onSent()
    },
    onError: () => {
      key.current = newIntentionKey()
    },
  })
}
