import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { EntryView, SourceView } from '#modules/cap/contract'
import { Button } from '../../ui/controls.tsx'
import { ExactTime, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { Fact } from '../case/head.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { capSourceTexts } from '../messages/cap-sources.ts'
import { useCapAction, useSource } from './api.ts'
import { CapReason } from './faults.tsx'
import { SourceForm } from './source-form.tsx'
import { SourceState } from './sources.tsx'

/** One feed: how it stands, and what it listed. */
export function SourcePage({ id }: { id: string }) {
  const t = useText(capSourceTexts)
  const { data, error, isPending, refetch } = useSource(id)
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/cap" search={{ tab: 'sources' }}>
        {t('back')}
      </Link>
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Source source={data} />}
    </main>
  )
}

function Source({ source }: { source: SourceView }) {
  const t = useText(capSourceTexts)
  const failureText = useFailureText()
  const [isEditing, setEditing] = useState(false)
  const poll = useCapAction<unknown>(`/sources/${source.id}/poll`)
  return (
    <>
      <div className="page-head">
        <PageTitle title={source.name} />
        {source.simulated && <span className="cap-simulated">{t('simulated')}</span>}
        {source.may.manage && (
          <>
            <span role="status" className="field-error">
              {poll.error !== null && failureText(poll.error)}
            </span>
            <Button kind="main" busy={poll.isPending} onClick={() => poll.mutate({})}>
              {t('poll-now')}
            </Button>
            <Button aria-expanded={isEditing} onClick={() => setEditing(!isEditing)}>
              {t(isEditing ? 'close' : 'edit')}
            </Button>
          </>
        )}
      </div>
      {isEditing && <SourceForm source={source} onSaved={() => setEditing(false)} />}
      <dl className="facts">
        <Fact name={t('state')}>
          <SourceState row={source} />
        </Fact>
        <Fact name={t('url')}>
          <span className="cap-hash">{source.url}</span>
        </Fact>
        <Fact name={t('places')}>
          {source.places.length === 0
            ? '—'
            : source.places.map((p) => (
                <span key={p}>
                  <PlaceName path={p} />{' '}
                </span>
              ))}
        </Fact>
        <Fact name={t('every')}>{source.everyMinutes}</Fact>
        <Fact name={t('last-good')}>
          {source.lastGoodAt === null ? '—' : <RelativeTime at={source.lastGoodAt} />}
        </Fact>
        <Fact name={t('next-run')}>
          {source.nextRunAt === null ? '—' : <RelativeTime at={source.nextRunAt} />}
        </Fact>
        <Fact name={t('last-new')}>{source.lastNew ?? '—'}</Fact>
      </dl>
      <h2>{t('entries')}</h2>
      {source.entries.length === 0 ? (
        <p className="muted">{t('entries.empty')}</p>
      ) : (
        <Entries source={source} />
      )}
    </>
  )
}

function Entries({ source }: { source: SourceView }) {
  const t = useText(capSourceTexts)
  return (
    <TableScroll label={t('entries')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {(['entry', 'state', 'reason', 'tries', 'seen'] as const).map((name) => (
              <th key={name} scope="col" className={name === 'tries' ? 'number' : ''}>
                {t(name)}
              </th>
            ))}
            {source.may.manage && <th scope="col">{t('act')}</th>}
          </tr>
        </thead>
        <tbody>
          {source.entries.map((e) => (
            <tr key={e.key}>
              <th scope="row">
                {e.title || e.key}
                <br />
                <span className="muted cap-hash">{e.url ?? e.key}</span>
              </th>
              <td className="nowrap">{t(`entry.${e.state}`)}</td>
              <td data-label={t('reason')}>{e.reason === null ? '—' : <CapReason reason={e.reason} />}</td>
              <td className="number" data-label={t('tries')}>
                {e.tries}
              </td>
              <td className="nowrap" data-label={t('seen')}>
                <ExactTime at={e.seenAt} />
              </td>
              {source.may.manage && (
                <td>
                  {e.state === 'dead' || e.state === 'waiting' ? <Settle id={source.id} entry={e} /> : '—'}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Settle({ id, entry }: { id: string; entry: EntryView }) {
  const t = useText(capSourceTexts)
  const failureText = useFailureText()
  const settle = useCapAction<unknown>(`/sources/${id}/entries`)
  const as = (how: 'again' | 'dismiss') => settle.mutate({ key: entry.key, how })
  return (
    <span className="cap-buttons">
      <Button busy={settle.isPending} onClick={() => as('again')}>
        {t('again')}
      </Button>
      <Button busy={settle.isPending} onClick={() => as('dismiss')}>
        {t('dismiss')}
      </Button>
      <span role="status" className="field-error">
        {settle.error !== null && failureText(settle.error)}
      </span>
    </span>
  )
}
