import './needs.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { OfferRow, OfferPage as Offers, OfferView } from '#modules/scenarios/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { Link } from '../links.ts'
import { needsTexts } from '../messages/needs.ts'
import { SignInForm } from '../sign-in.tsx'
import { OfferForm } from './offer-form.tsx'
import { WishTag } from './words.tsx'

const ownKey = ['scenario-offers', 'own'] as const

/** The form for an offer of an enterprise, and those that the reader entered. */
export function OfferPage() {
  const t = useText(needsTexts)
  const { me, isPending } = useSession()
  const client = useQueryClient()
  const [isSent, setSent] = useState(false)
  const sent = () => {
    setSent(true)
    void client.invalidateQueries({ queryKey: ownKey })
  }
  return (
    <div className="page">
      <PageTitle title={t('offer')} />
      {isPending && <Loading />}
      {!isPending && me?.kind !== 'resident' && (
        <>
          <p>{t('sign-in')}</p>
          <SignInForm />
        </>
      )}
      {me?.kind === 'resident' && (
        <>
          <div role="status">{isSent && <p className="sent-note">{t('sent')}</p>}</div>
          {!isSent && <OfferForm onSent={sent} />}
          <OwnOffers />
        </>
      )}
      <p className="wish-links">
        <Link to="/needs" className="button">
          {t('back')}
        </Link>
      </p>
    </div>
  )
}

function OwnOffers() {
  const t = useText(needsTexts)
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ownKey,
    queryFn: ({ signal }) => api.get<Offers>('/scenario-offers', { own: 'true', limit: 100 }, signal),
  })
  return (
    <section aria-labelledby="own-offers">
      <h2 id="own-offers">{t('mine')}</h2>
      {isPending && <Loading />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <p>{t('mine.none')}</p>}
      {data !== undefined && data.rows.length > 0 && (
        <ul className="case-list">
          {data.rows.map((row) => (
            <li key={row.id}>
              <OwnOffer row={row} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function OwnOffer({ row }: { row: OfferRow }) {
  const t = useText(needsTexts)
  const [isAsked, setAsked] = useState(false)
  const { data } = useQuery({
    queryKey: [...ownKey, row.id],
    queryFn: ({ signal }) => api.get<OfferView>(`/scenario-offers/${row.id}`, undefined, signal),
  })
  return (
    <article className="card case-card">
      <h3>{row.title}</h3>
      <p className="case-card-line">
        <WishTag state={row.state} /> <span className="numbers">{row.number}</span> {row.enterprise}
      </p>
      {data?.refusal != null && <p>{t('refusal', { reason: data.refusal })}</p>}
      {data?.needs.map((n) => (
        <p key={n.id} className="case-card-line">
          <Link to="/needs/$id" params={{ id: n.id }}>
            {n.title}
          </Link>{' '}
          <WishTag state={n.state} />
        </p>
      ))}
      {data?.may.includes('withdraw') === true &&
        (isAsked ? (
          <WithdrawForm o={data} onDone={() => setAsked(false)} />
        ) : (
          <Button aria-label={`${t('withdraw')} ${row.title}`} onClick={() => setAsked(true)}>
            {t('withdraw')}
          </Button>
        ))}
    </article>
  )
}

function WithdrawForm({ o, onDone }: { o: OfferView; onDone: () => void }) {
  const t = useText(needsTexts)
  const failureText = useFailureText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const isReady = reason.trim().length >= 2
  const act = useMutation({
    mutationFn: () =>
      api.post<unknown>(
        `/scenario-offers/${o.id}/withdraw`,
        { revision: o.revision, reason },
        newIntentionKey(),
      ),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ownKey }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !act.isPending) act.mutate()
  }
  return (
    <form className="group" onSubmit={submit} aria-label={`${t('withdraw')} ${o.title}`}>
      <TextArea
        id={`withdraw-${o.id}`}
        label={t('withdraw.why')}
        hint={t('withdraw.hint')}
        rows={2}
        maxLength={1000}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
      <Button kind="danger" type="submit" busy={act.isPending} aria-disabled={!isReady}>
        {t('withdraw')}
      </Button>
      <Button kind="quiet" onClick={onDone}>
        {t('cancel')}
      </Button>
    </form>
  )
}
