import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { OfferView } from '#modules/scenarios/contract'
import { Button } from '../../../ui/controls.tsx'
import { useJoin, useText } from '../../../ui/i18n.tsx'
import { OrgName } from '../../../ui/org-name.tsx'
import { PageTitle } from '../../../ui/page.tsx'
import { Failure, Loading } from '../../../ui/states.tsx'
import { scenarioNeedsTexts } from '../../messages/scenario-needs.ts'
import { ReasonForm } from '../../operation/reason.tsx'
import { useOffer, useWishWrite } from './api.ts'
import { Life, PlaceNames, WishStateTag } from './words.tsx'

/** One offer: what the enterprise can do, its contact for officers, and the needs that it was matched with. */
export function OfferPageView({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useOffer(id)
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
          <Judging o={data} />
          <Facts o={data} />
          <Needs o={data} />
          {data.life !== null && <Life life={data.life} />}
        </>
      )}
    </>
  )
}

function Facts({ o }: { o: OfferView }) {
  const t = useText(scenarioNeedsTexts)
  const join = useJoin()
  const facts: readonly [string, ReactNode][] = [
    [t('number'), o.number],
    [t('enterprise'), o.enterprise],
    [t('credit-code'), o.creditCode],
    [t('tags'), join(o.tags)],
    [
      t('places.offer'),
      o.places.length === 0 ? t('places.offer.none') : <PlaceNames key="p" places={o.places} />,
    ],
    [t('contact'), o.contact === null ? null : `${o.contact.name} ${o.contact.phone}`],
    [t('by'), o.by === null ? null : `${o.by.name} ${o.by.phone}`.trim()],
    [t('refusal'), o.refusal],
  ]
  return (
    <section className="card" aria-labelledby="offer-facts">
      <h2 id="offer-facts">{t('ability')}</h2>
      <p className="as-written">{o.ability}</p>
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
      {o.contact !== null && <p className="muted">{t('contact.noted')}</p>}
    </section>
  )
}

function Needs({ o }: { o: OfferView }) {
  const t = useText(scenarioNeedsTexts)
  return (
    <section className="card" aria-labelledby="offer-needs">
      <h2 id="offer-needs">{t('needs')}</h2>
      {o.needs.length === 0 && <p className="muted">{t('needs.none')}</p>}
      {o.needs.length > 0 && (
        <ul className="wish-reasons">
          {o.needs.map((n) => (
            <li key={n.id}>
              <Link to="." search={{ need: n.id }}>
                {n.title}
              </Link>{' '}
              <WishStateTag state={n.state} /> <OrgName code={n.org} />
              {n.scenario !== null && ` · ${t('scenario')} ${n.scenario}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const steps = ['list', 'refuse'] as const
type Asked = (typeof steps)[number]

/** The data authority lists it or does not, and says why. */
function Judging({ o }: { o: OfferView }) {
  const t = useText(scenarioNeedsTexts)
  const [asked, setAsked] = useState<Asked>()
  const act = useWishWrite(`/scenario-offers/${o.id}/${asked}`)
  const may = steps.filter((step) => o.may.includes(step))
  if (may.length === 0) return null
  return (
    <section className="no-print scenario-actions" aria-label={t('actions')}>
      <div className="button-row">
        {may.map((step) => (
          <Button
            key={step}
            kind={step === 'list' ? 'main' : 'plain'}
            aria-pressed={asked === step}
            onClick={() => {
              act.reset()
              setAsked(asked === step ? undefined : step)
            }}
          >
            {t(`do.${step}`)}
          </Button>
        ))}
      </div>
      {asked !== undefined && (
        <ReasonForm
          key={asked}
          id="offer-reason"
          label={t(`do.${asked}`)}
          busy={act.isPending}
          error={act.error}
          onSend={(reason) =>
            act.mutate({ revision: o.revision, reason }, { onSuccess: () => setAsked(undefined) })
          }
          onCancel={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}
