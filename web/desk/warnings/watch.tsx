import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { WatchView } from '#modules/early-warning/contract'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { watchName } from '../../ui/warnings.ts'
import { warningTexts } from '../messages/warnings.ts'
import { useFilters } from '../shell/filters.ts'
import { useWatch, useWatchAction } from './api.ts'
import { ConsentCard } from './consent.tsx'
import { newDraft } from './draft.ts'
import { WatchForm } from './watch-form.tsx'
import { WatchStateTag } from './words.tsx'

/** One watch: its content, a trial on the past, and its switch; or a new one. */
export function WatchPage({ id }: { id: string }) {
  const { locale } = useLanguage()
  const t = useText(warningTexts)
  const [filters, change] = useFilters()
  const isNew = id === 'new'
  const watch = useWatch(isNew ? undefined : id)
  const { watch: _own, ...rest } = filters
  const w = watch.data
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="." search={{ ...rest, view: 'watches' }}>
        ← {t('back')}
      </Link>
      {!isNew && watch.isPending && <Loading lines={8} />}
      {watch.error !== null && <Failure error={watch.error} onRetry={() => void watch.refetch()} />}
      {isNew && (
        <>
          <PageTitle title={t('watches.new')} />
          <WatchForm start={newDraft} mayEdit onSaved={(saved) => change({ watch: saved })} />
        </>
      )}
      {w !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={watchName(locale, w.content)} />
            <WatchStateTag watch={w} />
          </div>
          <ConsentCard w={w} />
          <Switch w={w} />
          <WatchForm
            key={w.version}
            start={w.content}
            of={w}
            mayEdit={w.can.includes('save')}
            onSaved={() => undefined}
          />
        </>
      )}
    </main>
  )
}

/** On or off, with the reason. */
function Switch({ w }: { w: WatchView }) {
  const t = useText(warningTexts)
  const failureText = useFailureText()
  const [reason, setReason] = useState<string>()
  const act = useWatchAction()
  const name = w.state === 'on' ? 'switchOff' : 'switchOn'
  if (!w.can.includes(name)) return null
  const send = () =>
    act.mutate(
      { path: `/${w.id}/switch`, body: { version: w.version, on: w.state !== 'on', reason } },
      { onSuccess: () => setReason(undefined) },
    )
  return (
    <section className="no-print">
      {reason === undefined ? (
        <Button onClick={() => setReason('')}>{t(`watch.${name}`)}</Button>
      ) : (
        <form
          className="card"
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim().length >= 2) send()
          }}
        >
          <TextArea
            id="switch-reason"
            label={t('watch.reason')}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="action-send">
            <Button kind="main" type="submit" busy={act.isPending} disabled={reason.trim().length < 2}>
              {t(`watch.${name}`)}
            </Button>
            <Button onClick={() => setReason(undefined)}>{t('back')}</Button>
          </div>
        </form>
      )}
      {act.error !== null && (
        <p role="alert" className="field-error">
          {failureText(act.error)}
        </p>
      )}
    </section>
  )
}
