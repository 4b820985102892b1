import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { FitList, NeedView } from '#modules/scenarios/contract'
import { Button, TextField } from '../../../ui/controls.tsx'
import { useJoin, useText } from '../../../ui/i18n.tsx'
import { OrgName } from '../../../ui/org-name.tsx'
import { PageTitle } from '../../../ui/page.tsx'
import { Failure, Loading } from '../../../ui/states.tsx'
import { scenarioNeedsTexts } from '../../messages/scenario-needs.ts'
import { ReasonForm } from '../../operation/reason.tsx'
import { useFits, useNeed, useWishWrite } from './api.ts'
import { EditNeed } from './need-form.tsx'
import { Life, PlaceNames, Reasons, WishStateTag } from './words.tsx'

/** One need: what is wanted, what may be done, the offers that may fit, and its life. */
export function NeedPageView({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useNeed(id)
  return (
    <>
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={data.title} />
            <WishStateTag state={data.state} />
          </div>
          <Actions n={data} />
          <Facts n={data} />
          {data.may.includes('match') && <Fits n={data} />}
          {data.life !== null && <Life life={data.life} />}
        </>
      )}
    </>
  )
}

function Facts({ n }: { n: NeedView }) {
  const t = useText(scenarioNeedsTexts)
  const join = useJoin()
  const facts: readonly [string, ReactNode][] = [
    [t('number'), n.number],
    [t('org'), <OrgName key="org" code={n.org} />],
    [t('until'), n.until],
    [t('tags'), join(n.tags)],
    [t('places'), n.places.length === 0 ? t('places.none') : <PlaceNames key="p" places={n.places} />],
    [t('by'), n.by],
    [t('match'), <MatchOf key="m" n={n} />],
    [t('scenario'), n.scenario],
  ]
  return (
    <section className="card" aria-labelledby="need-facts">
      <h2 id="need-facts">{t('wanted')}</h2>
      <p className="as-written">{n.wanted}</p>
      <h3>{t('data')}</h3>
      <p className="as-written">{n.data === '' ? t('data.none') : n.data}</p>
      <dl className="scenario-facts">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}

function MatchOf({ n: { match } }: { n: NeedView }) {
  const t = useText(scenarioNeedsTexts)
  if (match === null) return t('match.none')
  const text = t('match.of', { enterprise: match.enterprise, title: match.title })
  if (!match.listed) return text
  return (
    <Link to="." search={{ offer: match.offer }}>
      {text}
    </Link>
  )
}

const steps = ['edit', 'close', 'scenario', 'reopen', 'withdraw'] as const
type Asked = (typeof steps)[number]

/** What this reader may do in this state; each step asks why. Confirming a match stands beside the offers. */
function Actions({ n }: { n: NeedView }) {
  const t = useText(scenarioNeedsTexts)
  const [asked, setAsked] = useState<Asked>()
  const [code, setCode] = useState(n.scenario ?? '')
  const act = useWishWrite(`/scenario-needs/${n.id}/${asked}`)
  const may = steps.filter((step) => n.may.includes(step))
  const choose = (next: Asked) => {
    act.reset()
    setAsked(asked === next ? undefined : next)
  }
  if (may.length === 0) return null
  return (
    <section className="no-print scenario-actions" aria-label={t('actions')}>
      <div className="button-row">
        {may.map((step) => (
          <Button key={step} aria-pressed={asked === step} onClick={() => choose(step)}>
            {t(`do.${step}`)}
          </Button>
        ))}
      </div>
      {asked === 'scenario' && (
        <TextField
          id="need-scenario"
          label={t('scenario.code')}
          maxLength={40}
          value={code}
          onChange={(e) => setCode(e.target.value)}
        />
      )}
      {asked === 'edit' && may.includes('edit') && (
        <EditNeed key={n.revision} n={n} onDone={() => setAsked(undefined)} />
      )}
      {asked !== undefined && asked !== 'edit' && may.includes(asked) && (
        <ReasonForm
          key={asked}
          id="need-reason"
          label={t(`do.${asked}`)}
          busy={act.isPending}
          error={act.error}
          onSend={(reason) =>
            act.mutate(
              { revision: n.revision, reason, ...(asked === 'scenario' ? { code } : {}) },
              { onSuccess: () => setAsked(undefined) },
            )
          }
          onCancel={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}

function Fits({ n }: { n: NeedView }) {
  const t = useText(scenarioNeedsTexts)
  const { data, error, isPending, refetch } = useFits(n.id)
  return (
    <section className="card" aria-labelledby="need-fits">
      <h2 id="need-fits">{t('fits')}</h2>
      <p className="muted">{t('fits.hint')}</p>
      {isPending && <Loading lines={4} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <p>{t('fits.none')}</p>}
      {data !== undefined && data.rows.length > 0 && (
        <ul className="wish-fits">
          {data.rows.map((fit) => (
            <li key={fit.offer.id}>
              <Fit n={n} fit={fit} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Fit({ n, fit: { offer, reasons } }: { n: NeedView; fit: FitList['rows'][number] }) {
  const t = useText(scenarioNeedsTexts)
  const [isAsked, setAsked] = useState(false)
  const act = useWishWrite(`/scenario-needs/${n.id}/match`)
  return (
    <article className="wish-fit">
      <h3>
        <Link to="." search={{ offer: offer.id }}>
          {offer.title}
        </Link>
      </h3>
      <p className="muted">
        {offer.enterprise} · {offer.number}
      </p>
      <Reasons reasons={reasons} />
      {isAsked ? (
        <ReasonForm
          id={`match-${offer.id}`}
          label={t('do.match')}
          busy={act.isPending}
          error={act.error}
          onSend={(reason) => act.mutate({ revision: n.revision, offer: offer.id, reason })}
          onCancel={() => setAsked(false)}
        />
      ) : (
        <Button
          aria-label={`${t('fits.choose')} ${offer.title}`}
          onClick={() => {
            act.reset()
            setAsked(true)
          }}
        >
          {t('fits.choose')}
        </Button>
      )}
    </article>
  )
}
