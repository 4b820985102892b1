import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AlertView, CapInfo } from '#modules/cap/contract'
import { Button, TextField } from '../../ui/controls.tsx'
import { ExactTime, RelativeTime } from '../../ui/deadline.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Fact } from '../case/head.tsx'
import { capTexts } from '../messages/cap.ts'
import { useFilters } from '../shell/filters.ts'
import { useAlert, useCapAction } from './api.ts'
import { Areas } from './areas.tsx'
import { Chain } from './chain.tsx'
import { ComposeForm } from './compose.tsx'
import { draftOf } from './draft.ts'
import { FaultList, Refused } from './faults.tsx'
import { StateMark, StatusTag } from './marks.tsx'

/** One alert: what it says, how it stands, what it hangs together with. */
export function AlertPage({ id }: { id: string }) {
  const t = useText(capTexts)
  const { data, error, isPending, refetch } = useAlert(id)
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/cap" search={{ tab: data?.origin ?? 'received' }}>
        {t('back')}
      </Link>
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Alert a={data} />}
    </main>
  )
}

function Alert({ a }: { a: AlertView }) {
  const t = useText(capTexts)
  return (
    <>
      <div className="page-head">
        <PageTitle title={a.headline || a.identifier} />
        <StatusTag status={a.status} />
        <StateMark state={a.state} />
        {a.simulated && <span className="cap-simulated">{t('simulated')}</span>}
      </div>
      {a.status !== 'Actual' && (
        <p className="cap-warning" role="note">
          {t('not-real', { status: t(`status.${a.status}`) })}
        </p>
      )}
      {(a.may.update || a.may.cancel) && <FollowUp a={a} />}
      <Head a={a} />
      {a.alert.info.map((info, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message have no other name than their place.
        <Info key={i} info={info} />
      ))}
      <Areas alert={a.alert} />
      <section className="card" aria-label={t('chain')}>
        <h2>{t('chain')}</h2>
        <Chain current={a.id} links={a.chain} />
      </section>
      <section className="card" aria-label={t('faults')}>
        <h2>{t('faults')}</h2>
        <FaultList faults={a.faultList} />
      </section>
    </>
  )
}

function Head({ a }: { a: AlertView }) {
  const t = useText(capTexts)
  return (
    <dl className="facts cap-facts">
      <Fact name={t('type')}>{t(`type.${a.msgType}`)}</Fact>
      <Fact name={t('scope')}>{t(`scope.${a.scope}`)}</Fact>
      <Fact name={t('sent')}>
        <ExactTime at={a.sent} />
      </Fact>
      <Fact name={t('expires')}>
        <RelativeTime at={a.expires} />
      </Fact>
      <Fact name={t('by')}>{a.by}</Fact>
      <Fact name={t('sender')}>{a.sender}</Fact>
      <Fact name={t('identifier')}>{a.identifier}</Fact>
      {a.alert.incidents.length > 0 && (
        <Fact name={t('incidents')}>
          {a.alert.incidents.map((number) => (
            <Link key={number} to="/warnings" search={{ q: number, state: 'any' }}>
              {number}
            </Link>
          ))}
        </Fact>
      )}
      {a.alert.note !== undefined && <Fact name={t('note')}>{a.alert.note}</Fact>}
      {a.alert.restriction !== undefined && <Fact name={t('restriction')}>{a.alert.restriction}</Fact>}
      <Fact name={t('signature')}>{t(a.isSigned ? 'signed' : 'unsigned')}</Fact>
      {a.origin === 'published' && <Fact name={t('told')}>{a.told}</Fact>}
      {a.origin === 'published' && (
        <Fact name={t('address')}>
          {a.address === null ? t('address.none') : <a href={a.address}>{a.address}</a>}
        </Fact>
      )}
      <Fact name={t('xml')}>
        <a href={`/api/v1/cap/alerts/${a.id}/xml`} download>
          CAP {a.version}
        </a>
      </Fact>
      <Fact name={t('hash')}>
        <span className="cap-hash">{a.hash}</span>
      </Fact>
    </dl>
  )
}

function Info({ info }: { info: CapInfo }) {
  const t = useText(capTexts)
  const join = useJoin()
  const words = [
    ['event', info.event],
    ['category', join(info.category.map((c) => t(`category.${c}`)))],
    ['urgency', t(`urgency.${info.urgency}`)],
    ['severity', t(`severity.${info.severity}`)],
    ['certainty', t(`certainty.${info.certainty}`)],
    ['response', join(info.responseType.map((r) => t(`response.${r}`)))],
    ['office', info.senderName ?? ''],
    ['contact', info.contact ?? ''],
    ['web', info.web ?? ''],
  ] as const
  return (
    <section className="card cap-info" lang={info.language}>
      <h2>
        {info.headline ?? info.event} <span className="muted cap-small">{info.language}</span>
      </h2>
      <dl className="facts cap-facts">
        {words.map(
          ([name, text]) =>
            text !== '' && (
              <Fact key={name} name={t(name)}>
                {text}
              </Fact>
            ),
        )}
        {(['effective', 'onset', 'expires'] as const).map(
          (name) =>
            info[name] !== undefined && (
              <Fact key={name} name={t(name)}>
                <ExactTime at={info[name]} />
              </Fact>
            ),
        )}
      </dl>
      {(['description', 'instruction'] as const).map(
        (name) =>
          info[name] !== undefined && (
            <div key={name}>
              <h3>{t(name)}</h3>
              <p className="cap-text">{info[name]}</p>
            </div>
          ),
      )}
    </section>
  )
}

function FollowUp({ a }: { a: AlertView }) {
  const t = useText(capTexts)
  const [, change] = useFilters()
  const [open, setOpen] = useState<'update' | 'cancel' | null>(null)
  const toggle = (which: 'update' | 'cancel') => setOpen(open === which ? null : which)
  return (
    <>
      <p className="cap-buttons">
        <Button aria-expanded={open === 'update'} onClick={() => toggle('update')}>
          {t('update')}
        </Button>
        <Button kind="danger" aria-expanded={open === 'cancel'} onClick={() => toggle('cancel')}>
          {t('cancel')}
        </Button>
      </p>
      {open === 'update' && (
        <ComposeForm
          start={draftOf(a.alert, a.places)}
          follows={a.id}
          onDone={(id) => change({ alert: id })}
        />
      )}
      {open === 'cancel' && <CancelForm id={a.id} />}
    </>
  )
}

function CancelForm({ id }: { id: string }) {
  const t = useText(capTexts)
  const [, change] = useFilters()
  const [reason, setReason] = useState('')
  const send = useCapAction<{ id: string }>(`/alerts/${id}/cancel`)
  const isReady = reason.trim().length >= 2
  return (
    <form
      className="card cap-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !send.isPending)
          send.mutate({ reason }, { onSuccess: (done) => change({ alert: done.id }) })
      }}
    >
      <TextField
        id="cap-reason"
        label={t('cancel.reason')}
        value={reason}
        maxLength={500}
        onChange={(e) => setReason(e.target.value)}
      />
      <Refused error={send.error} />
      <p>
        <Button kind="danger" type="submit" busy={send.isPending} aria-disabled={!isReady}>
          {t('cancel.do')}
        </Button>
      </p>
    </form>
  )
}
