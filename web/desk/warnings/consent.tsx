import { type FormEvent, type ReactNode, useState } from 'react'
import type { ConsentView, WatchWithConsent } from '#modules/early-warning/contract'
import { Button, TextArea } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useListed } from '../../ui/listed.ts'
import { OrgName } from '../../ui/org-name.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { watchConsentTexts } from '../messages/watch-consents.ts'
import { useWatchAction } from './api.ts'

/** Why a watch may read its resource, and what its provider answered. */
export function ConsentCard({ w }: { w: WatchWithConsent }) {
  const t = useText(watchConsentTexts)
  const { consent, basis } = w
  const isBeyond = basis === null && consent?.state === 'given'
  return (
    <section className="card" aria-labelledby="consent-title">
      <h2 id="consent-title">{t('title')}</h2>
      <p role={basis === null ? 'note' : undefined}>
        {t(isBeyond ? 'basis.beyond' : `basis.${basis ?? 'none'}`)}
      </p>
      <dl className="warning-facts">
        {w.owner !== null && (
          <Said name={t('owner')}>
            <OrgName code={w.owner} />
          </Said>
        )}
        <Said name={t('provider')}>
          <OrgName code={w.provider} />
        </Said>
        {consent !== null && <Asked consent={consent} />}
      </dl>
      {w.can.includes('askConsent') && <Ask w={w} />}
    </section>
  )
}

function Said({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Asked({ consent: c }: { consent: ConsentView }) {
  const t = useText(watchConsentTexts)
  return (
    <>
      <Said name={t('state')}>
        <ConsentStateTag state={c.state} />
      </Said>
      <Said name={t('purpose')}>{c.purpose}</Said>
      <Said name={t('reads')}>
        <Reads consent={c} />
      </Said>
      <Said name={t('asked')}>
        {c.askedBy} <ExactTime at={c.askedAt} />
      </Said>
      {c.answeredAt !== null && (
        <Said name={t('answered')}>
          {c.reason} <span className="muted">{c.answeredBy}</span> <ExactTime at={c.answeredAt} />
        </Said>
      )}
    </>
  )
}

/** What is read, in the provider's own words for its items. */
export function Reads({ consent: { reach, titles } }: { consent: ConsentView }) {
  const t = useText(watchConsentTexts)
  const listed = useListed()
  const { where, items } = reach
  return (
    <>
      {listed(titles)}
      {where !== null && (
        <>
          <br />
          <span className="muted">
            {t('rows', { item: titles[items.indexOf(where.item)] ?? where.item, equals: where.equals })}
          </span>
        </>
      )}
    </>
  )
}

const tags = { asked: 'open', given: 'good', refused: 'warn', withdrawn: 'warn', replaced: 'quiet' } as const

export function ConsentStateTag({ state }: { state: ConsentView['state'] }) {
  const t = useText(watchConsentTexts)
  return <span className={`tag tag-${tags[state]}`}>{t(`state.${state}`)}</span>
}

function Ask({ w }: { w: WatchWithConsent }) {
  const t = useText(watchConsentTexts)
  const failureText = useFailureText()
  const [purpose, setPurpose] = useState<string>()
  const act = useWatchAction()
  const isReady = (purpose ?? '').trim().length >= 5
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || act.isPending) return
    act.mutate(
      { path: `/${w.id}/ask-consent`, body: { version: w.version, purpose } },
      { onSuccess: () => setPurpose(undefined) },
    )
  }
  return (
    <div className="no-print">
      {purpose === undefined ? (
        <Button onClick={() => setPurpose('')}>{t('ask')}</Button>
      ) : (
        <form className="consent-form" onSubmit={submit} aria-label={t('ask')}>
          <TextArea
            id="consent-purpose"
            label={t('purpose')}
            hint={t('purpose.hint')}
            rows={3}
            maxLength={1000}
            value={purpose}
            onChange={(event) => setPurpose(event.target.value)}
          />
          <div className="action-send">
            <Button kind="main" type="submit" busy={act.isPending} disabled={!isReady}>
              {t('ask')}
            </Button>
            <Button onClick={() => setPurpose(undefined)}>{t('cancel')}</Button>
          </div>
        </form>
      )}
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
    </div>
  )
}
