import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import type { AskList, AskView, ScenarioView } from '#modules/scenarios/contract'
import { api } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useJoin, useLanguage, useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { Failure, useFailureText } from '../../ui/states.tsx'
import { exchangeTexts } from '../messages/exchange.ts'
import { askTexts } from '../messages/scenario-asks.ts'
import { useScenarioWrite } from './api.ts'

/** What the newest version asks of other departments, and by which grants it is met. */
export function Asks({ s }: { s: ScenarioView }) {
  const t = useText(askTexts)
  const { data, error, refetch } = useQuery({
    queryKey: ['scenarios', 'asks', s.id, s.revision],
    queryFn: ({ signal }) => api.get<AskList>(`/scenarios/${s.id}/asks`, undefined, signal),
  })
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  if (data === undefined || data.rows.length === 0) return null
  return (
    <section className="card" aria-labelledby="scenario-asks">
      <h2 id="scenario-asks">{t('title')}</h2>
      <p className="muted">{t('intro')}</p>
      {data.rows.map((row) => (
        <Ask key={row.ask.code} s={s} row={row} />
      ))}
    </section>
  )
}

function Ask({ s, row }: { s: ScenarioView; row: AskView }) {
  const t = useText(askTexts)
  const purposes = useText(exchangeTexts)
  const { locale } = useLanguage()
  const join = useJoin()
  const { ask, grant } = row
  return (
    <>
      <h3>{ask.title[locale]}</h3>
      <dl className="scenario-facts">
        <div>
          <dt>{t('why')}</dt>
          <dd>{ask.why[locale]}</dd>
        </div>
        <div>
          <dt>{t('purpose')}</dt>
          <dd>{purposes(`purpose.${ask.purpose}`)}</dd>
        </div>
        <div>
          <dt>{t('items')}</dt>
          <dd>
            {join([...ask.items])}
            {ask.personal && ` · ${t('personal')}`}
          </dd>
        </div>
        <div>
          <dt>{t('grant')}</dt>
          <dd>{grant === null ? t('grant.none') : <Met grant={grant} />}</dd>
        </div>
      </dl>
      {row.mayBind && <Binding s={s} row={row} />}
    </>
  )
}

function Met({ grant }: { grant: NonNullable<AskView['grant']> }) {
  const t = useText(askTexts)
  const name = useOrgName()
  const { resource, provider, until, by, at, state } = grant
  return (
    <>
      <Link to="/sharing" search={{ grant: grant.id }}>
        {t('grant.is', { resource, provider: name(provider), until })}
      </Link>{' '}
      {state !== 'active' && <span className="tag tag-warn">{t('grant.not-active')}</span>}
      <br />
      <span className="muted">
        {t('grant.by', { by })} <RelativeTime at={at} />
      </span>
    </>
  )
}

/** For the department: names a grant that fits, or takes away the one that is named; with the reason. */
function Binding({ s, row: { ask, grant, fitting } }: { s: ScenarioView; row: AskView }) {
  const t = useText(askTexts)
  const name = useOrgName()
  const failureText = useFailureText()
  const id = useId()
  const path = `/scenarios/${s.id}/asks/${ask.code}`
  const bind = useScenarioWrite(`${path}/bind`)
  const unbind = useScenarioWrite(`${path}/unbind`)
  const [chosen, choose] = useState('')
  const [reason, setReason] = useState('')
  const others = fitting.filter((g) => g.id !== grant?.id)
  const isReady = reason.trim().length >= 2
  const failure = bind.error ?? unbind.error
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const named = chosen === '' ? others[0]?.id : chosen
    if (isReady && named !== undefined && !bind.isPending)
      bind.mutate({ grant: named, reason }, { onSuccess: () => setReason('') })
  }
  if (others.length === 0 && grant === null)
    return (
      <p>
        {t('choose.none')} <Link to="/sharing">{t('apply')}</Link>
      </p>
    )
  return (
    <form className="narrow-form" noValidate onSubmit={submit} aria-label={t('grant')}>
      {others.length > 0 && (
        <label className="field" htmlFor={`${id}-grant`}>
          {t('choose')}
          <select
            id={`${id}-grant`}
            className="input"
            value={chosen}
            onChange={(e) => choose(e.target.value)}
          >
            {others.map((g) => (
              <option key={g.id} value={g.id}>
                {t('grant.is', { resource: g.resource, provider: name(g.provider), until: g.until })}
              </option>
            ))}
          </select>
        </label>
      )}
      <TextField
        id={`${id}-reason`}
        label={t('reason')}
        maxLength={2000}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      {failure !== null && (
        <p role="alert" className="field-error">
          {failureText(failure)}
        </p>
      )}
      <div className="button-row">
        {others.length > 0 && (
          <Button kind="main" type="submit" busy={bind.isPending} aria-disabled={!isReady}>
            {t('bind')}
          </Button>
        )}
        {grant !== null && (
          <Button
            busy={unbind.isPending}
            aria-disabled={!isReady}
            onClick={() => isReady && unbind.mutate({ reason }, { onSuccess: () => setReason('') })}
          >
            {t('unbind')}
          </Button>
        )}
      </div>
    </form>
  )
}
