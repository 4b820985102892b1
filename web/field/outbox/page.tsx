import { useState } from 'react'
import { Button } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { actionLabels, stateLabels, useLabel } from '../../ui/labels.ts'
import { canRetry, type Entry } from '../../ui/outbox/entry.ts'
import { record, removeEntry, useOutbox } from '../../ui/outbox/store.ts'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Loading } from '../../ui/states.tsx'
import { FormRefusal } from '../collect/refusal.tsx'
import { Link } from '../links.ts'
import { outboxTexts } from '../messages/outbox.ts'
import { PhotoPreview } from '../photos/photo-field.tsx'

/** Everything that the phone holds and the server does not, and what arrived in the last day. */
export function OutboxPage() {
  const t = useText(outboxTexts)
  const { entries, isLoaded } = useOutbox()
  if (!isLoaded) return <Loading />
  const unsent = entries.filter((e) => e.state !== 'sent')
  const sent = entries.filter((e) => e.state === 'sent').toReversed()
  return (
    <div className="group">
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      {unsent.length === 0 && <Empty title={t('empty')}>{sent.length > 0 && <p>{t('empty.text')}</p>}</Empty>}
      {unsent.length > 0 && (
        <section className="group">
          <h2>{t('unsent')}</h2>
          {unsent.map((entry) => (
            <EntryCard key={entry.id} entry={entry} />
          ))}
        </section>
      )}
      {sent.length > 0 && (
        <section className="group">
          <h2>{t('sent')}</h2>
          {sent.map((entry) => (
            <EntryCard key={entry.id} entry={entry} />
          ))}
        </section>
      )}
    </div>
  )
}

const shapes: Readonly<Record<Entry['state'], string>> = {
  waiting: '◷',
  sending: '↑',
  refused: '▲',
  sent: '✓',
}

function EntryCard({ entry }: { entry: Entry }) {
  const t = useText(outboxTexts)
  const pictures = entry.photos.length
  const words = wordsOf(entry)
  return (
    <article className={`entry entry-${entry.state}`}>
      <p className="entry-state" role="status">
        <span aria-hidden="true">{shapes[entry.state]}</span> {t(`state.${entry.state}`)}
        <span className="muted">
          <RelativeTime at={new Date(entry.sentAt ?? entry.createdAt).toISOString()} />
        </span>
      </p>
      <h3>{entry.title}</h3>
      {typeof words === 'string' && <p className="words">{words}</p>}
      {pictures > 0 && <p className="muted">{t('photos', { count: pictures })}</p>}
      <ul className="photos">
        {entry.photos.map((photo, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pictures of an entry never move.
          <li key={i}>
            <PhotoPreview photo={photo} alt="" />
          </li>
        ))}
      </ul>
      <WhyWaiting entry={entry} />
      <WhyRefused entry={entry} />
      {entry.receipt !== null && <p>{t('receipt', { number: entry.receipt })}</p>}
      {entry.state !== 'sent' && <Buttons entry={entry} />}
    </article>
  )
}

function wordsOf({ work }: Entry): unknown {
  if (work.kind === 'action') return work.input.text
  return work.kind === 'report' ? work.body.text : undefined
}

function WhyWaiting({ entry }: { entry: Entry }) {
  const t = useText(outboxTexts)
  const { me } = useSession()
  const { entries } = useOutbox()
  if (entry.state !== 'waiting') return null
  const { work } = entry
  const isBehind =
    work.kind === 'action' &&
    entries.some(
      (e) =>
        e.state !== 'sent' &&
        e.createdAt < entry.createdAt &&
        e.work.kind === 'action' &&
        e.work.caseId === work.caseId,
    )
  const reason = entry.owner !== me?.id ? 'owner' : isBehind ? 'behind' : entry.reason
  return <p className="muted">{t(`reason.${reason}`, { attempts: entry.attempts })}</p>
}

/** What the server said, and what is possible with the case as it is now. */
function WhyRefused({ entry: { state, refusal, work } }: { entry: Entry }) {
  const t = useText(outboxTexts)
  const join = useJoin()
  const label = useLabel()
  if (state !== 'refused' || refusal === null) return null
  const names = refusal.available.map((name) => label(actionLabels, name))
  return (
    <div className="entry-refusal">
      <p>{refusal.title}</p>
      {refusal.code === 'forbidden' && <p>{t('refused.moved')}</p>}
      {refusal.state !== null && <p>{t('now.state', { state: label(stateLabels, refusal.state) })}</p>}
      {refusal.state !== null && (
        <p>{names.length === 0 ? t('now.nothing') : t('now.available', { actions: join(names) })}</p>
      )}
      {work.kind === 'form' && <FormRefusal work={work} refusal={refusal} />}
      {refusal.trace !== '' && <p className="muted">{t('trace', { trace: refusal.trace })}</p>}
    </div>
  )
}

function retryWord({ work, refusal }: Entry) {
  if (work.kind === 'form' && refusal?.current !== undefined) return 'form.mine'
  return refusal?.code === 'conflict' ? 'retry.conflict' : 'retry'
}

function Buttons({ entry }: { entry: Entry }) {
  const t = useText(outboxTexts)
  const { me } = useSession()
  const [isAsking, setAsking] = useState(false)
  const { work } = entry
  if (entry.state === 'sending') return null
  const isOwn = entry.owner === me?.id
  return (
    <div className="entry-buttons">
      {work.kind === 'action' && (
        <Link to="/case/$id" params={{ id: work.caseId }} className="button">
          {t('open')}
        </Link>
      )}
      {work.kind === 'form' && isOwn && (
        <Link to="/collect/$id/$entry" params={{ id: work.resource, entry: entry.id }} className="button">
          {t('form.edit')}
        </Link>
      )}
      {isOwn && canRetry(entry) && (
        <Button onClick={() => void record(entry.id, { type: 'retry' })}>{t(retryWord(entry))}</Button>
      )}
      {isAsking ? (
        <>
          <p role="alert">{t('remove.sure')}</p>
          <Button kind="danger" onClick={() => void removeEntry(entry.id)}>
            {t('remove.yes')}
          </Button>
        </>
      ) : (
        <Button kind="danger" onClick={() => setAsking(true)}>
          {t('remove')}
        </Button>
      )}
    </div>
  )
}
