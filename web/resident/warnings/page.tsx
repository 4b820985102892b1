import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type CurrentAlerts, type MyWarnings, mostPlaces } from '#modules/cap/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { PlacePicker } from '../../ui/place-picker.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { SignInForm } from '../sign-in.tsx'
import { useCurrentWarnings } from './current.ts'
import './warnings.css'

/** What holds now and what to do, and for which places one wants to be told. */
export function WarningsPage() {
  const t = useText(warningTexts)
  const { me, isPending } = useSession()
  return (
    <div className="page">
      <PageTitle title={t('title')} />
      <Now />
      <section className="group" aria-labelledby="warnings-subscribe">
        <h2 id="warnings-subscribe">{t('subscribe')}</h2>
        <p>{t('subscribe.text')}</p>
        {isPending && <Loading />}
        {!isPending && me?.kind !== 'resident' && (
          <>
            <p>{t('sign-in')}</p>
            <SignInForm />
          </>
        )}
        {me?.kind === 'resident' && <Subscriptions />}
      </section>
    </div>
  )
}

function Now() {
  const t = useText(warningTexts)
  const { data, isPending, error, refetch } = useCurrentWarnings()
  return (
    <section className="group" aria-labelledby="warnings-now">
      <h2 id="warnings-now">{t('now')}</h2>
      {isPending && <Loading />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <p>✓ {t('none')}</p>}
      {data?.rows.map((row) => (
        <Warning key={row.id} row={row} />
      ))}
    </section>
  )
}

function Warning({ row }: { row: CurrentAlerts['rows'][number] }) {
  const t = useText(warningTexts)
  const { locale } = useLanguage()
  const info = row.info.find((i) => i.language.toLowerCase().startsWith(locale)) ?? row.info[0]
  return (
    <article className="card warning-card" lang={info?.language}>
      <h3>▲ {info?.headline ?? row.headline}</h3>
      <p className="warning-do">
        <strong>{t('do')}</strong> {info?.instruction}
      </p>
      <p>{info?.description}</p>
      <p className="field-hint">
        {t('where')} {row.area} · {t('until')} <ExactTime at={row.expires} />
      </p>
    </article>
  )
}

const mineKey = ['me', 'warnings'] as const

function Subscriptions() {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: mineKey,
    queryFn: ({ signal }) => api.get<MyWarnings>('/me/warnings', undefined, signal),
  })
  if (isPending) return <Loading />
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  return <SubscriptionForm mine={data} />
}

function SubscriptionForm({ mine }: { mine: MyWarnings }) {
  const t = useText(warningTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [next, setNext] = useState('')
  const save = useMutation({
    mutationFn: (wanted: MyWarnings) => api.post<MyWarnings>('/me/warnings', wanted),
    onSuccess: (saved) => client.setQueryData(mineKey, saved),
  })
  const add = () => {
    if (next !== '' && !mine.places.includes(next))
      save.mutate({ ...mine, places: [...mine.places, next] }, { onSuccess: () => setNext('') })
  }
  return (
    <>
      {mine.places.length === 0 ? (
        <p>{t('places.none')}</p>
      ) : (
        <ul className="warning-places">
          {mine.places.map((path) => (
            <li key={path}>
              <PlaceName path={path} />
              <Button
                kind="quiet"
                busy={save.isPending}
                onClick={() => save.mutate({ ...mine, places: mine.places.filter((p) => p !== path) })}
              >
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {mine.places.length < mostPlaces ? (
        <>
          <PlacePicker value={next} onChange={setNext} />
          <Button
            kind="main"
            busy={save.isPending}
            aria-disabled={next === '' || next === '50'}
            onClick={add}
          >
            {t('add')}
          </Button>
        </>
      ) : (
        <p>{t('full', { n: mostPlaces })}</p>
      )}
      <label className="warning-exercise">
        <input
          type="checkbox"
          checked={mine.exercise}
          disabled={save.isPending}
          onChange={(e) => save.mutate({ ...mine, exercise: e.target.checked })}
        />
        <span>
          {t('exercise')}
          <span className="field-hint">{t('exercise.hint')}</span>
        </span>
      </label>
      <p role="status" className={save.error === null ? 'field-hint' : 'field-error'}>
        {save.error !== null ? failureText(save.error) : save.isSuccess && `✓ ${t('saved')}`}
      </p>
    </>
  )
}
