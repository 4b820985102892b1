import './parties.css'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { RunningScenario } from '#modules/scenarios/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { runningTexts } from '../../ui/messages/running.ts'
import { PageTitle } from '../../ui/page.tsx'
import { runKey, useRunning } from '../../ui/running/run.ts'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { Link } from '../links.ts'
import { partiesTexts } from '../messages/parties.ts'
import { SignInForm } from '../sign-in.tsx'
import { AsOf } from './as-of.tsx'
import { useKeep, useOpensOffline } from './keep.ts'

/** For whom a signed-in person acts, with the pages of each; an invitation adds one. */
export function PartiesPage() {
  const t = useText(partiesTexts)
  const { me, isPending, error, refetch } = useSession()
  return (
    <div className="page">
      <PageTitle title={t('title')} />
      {isPending && <Loading />}
      {!isPending && me === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {me !== undefined && me.kind !== 'resident' && <SignInForm />}
      {me?.kind === 'resident' && <Content owner={me.id} />}
    </div>
  )
}

function Content({ owner }: { owner: string }) {
  const t = useText(partiesTexts)
  const { data, error, isPending, refetch } = useRunning(owner, useKeep(owner))
  const rows = data?.rows.filter((s) => s.parties.length > 0) ?? []
  useOpensOffline(rows.length > 0)
  return (
    <>
      <AsOf />
      {isPending && <Loading lines={5} />}
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && rows.length === 0 && <Empty title={t('empty')} />}
      {rows.map((s) => (
        <Scenario key={`${s.code} ${s.sandbox}`} s={s} />
      ))}
      <JoinForm />
    </>
  )
}

function Scenario({ s }: { s: RunningScenario }) {
  const say = useText(runningTexts)
  const { locale } = useLanguage()
  return (
    <section className="group" aria-label={`${s.name[locale]}${s.sandbox ? ` · ${say('sandbox')}` : ''}`}>
      <h2>
        {s.name[locale]} {s.sandbox && <span className="party-sandbox">◇ {say('sandbox')}</span>}
      </h2>
      {s.parties.map((party) => (
        <PartyCard key={party.id} party={party} pages={s.pages} />
      ))}
    </section>
  )
}

interface PartyCardProps {
  readonly party: RunningScenario['parties'][number]
  readonly pages: RunningScenario['pages']
}

function PartyCard({ party, pages }: PartyCardProps) {
  const t = useText(partiesTexts)
  const { locale } = useLanguage()
  const its = pages.filter((page) => page.parties.includes(party.kind))
  return (
    <article className="card">
      <h3>
        {party.label} <span className="field-hint">{party.kindTitle[locale]}</span>
      </h3>
      {its.length === 0 && <p>{t('no-pages')}</p>}
      <ul className="party-pages">
        {its.map((page) => (
          <li key={page.code}>
            <Link
              to="/parties/$party/$page"
              params={{ party: party.id, page: page.code }}
              className="button party-page"
            >
              {page.title[locale]} ›
            </Link>
          </li>
        ))}
      </ul>
    </article>
  )
}

const shortest = 8

/** The code is told once by the department; who enters it acts for the party from then on. */
function JoinForm() {
  const t = useText(partiesTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [invitation, setInvitation] = useState('')
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const fail = (message: string) => setErrors([{ field: 'invitation', message }])
  const join = useMutation({
    mutationFn: (given: { invitation: string; key: string }) =>
      api.post<{ readonly id: string }>(
        '/scenario-parties/join',
        { invitation: given.invitation },
        given.key,
      ),
    onSuccess: () => {
      setInvitation('')
      void client.invalidateQueries({ queryKey: runKey })
    },
    onError: (error) => fail(t('join.failed', { reason: failureText(error) })),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (join.isPending) return
    const code = invitation.trim()
    if (code.length < shortest) return fail(t('join.short'))
    setErrors([])
    join.mutate({ invitation: code, key: newIntentionKey() })
  }
  return (
    <form className="card" noValidate onSubmit={submit} aria-label={t('join.send')}>
      <p>{t('intro')}</p>
      <ErrorSummary errors={errors} />
      <TextField
        id="invitation"
        label={t('join.label')}
        errors={errors}
        value={invitation}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        onChange={(e) => setInvitation(e.target.value)}
      />
      <Button type="submit" kind="main" busy={join.isPending}>
        {t('join.send')}
      </Button>
      <p role="status">{join.isSuccess && t('join.done')}</p>
    </form>
  )
}
