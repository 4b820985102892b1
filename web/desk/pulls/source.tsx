import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { RunView, SourceView } from '#modules/pulls/contract'
import { Button } from '../../ui/controls.tsx'
import { ExactTime, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { Fact } from '../case/head.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { pullTexts } from '../messages/pulls.ts'
import { usePullAction, useSource } from './api.ts'
import { draftOf } from './draft.ts'
import { SourceForm } from './form.tsx'
import { ReasonText } from './reason.tsx'
import { Settle } from './settle.tsx'
import { SourceState } from './source-state.tsx'

/** One source: how it stands, what ran, what could not be read. */
export function SourcePage({ id }: { id: string }) {
  const t = useText(pullTexts)
  const { data, error, isPending, refetch } = useSource(id)
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/pulls">{t('back')}</Link>
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Source source={data} />}
    </main>
  )
}

function Source({ source }: { source: SourceView }) {
  const t = useText(pullTexts)
  const [isEditing, setEditing] = useState(false)
  return (
    <>
      <div className="page-head">
        <PageTitle title={source.name} />
        {source.simulated && <span className="pull-simulated">{t('simulated')}</span>}
        {source.may.run && <Controls source={source} />}
        {source.may.save && (
          <Button aria-expanded={isEditing} onClick={() => setEditing(!isEditing)}>
            {t(isEditing ? 'close' : 'edit')}
          </Button>
        )}
      </div>
      {isEditing && (
        <SourceForm start={draftOf(source)} hasSecret={source.hasSecret} onSaved={() => setEditing(false)} />
      )}
      <dl className="facts">
        <Fact name={t('state')}>
          <SourceState row={source} />
        </Fact>
        <Fact name={t('resource')}>{source.resourceName}</Fact>
        <Fact name={t('kind')}>{t(`kind.${source.kind}` as 'kind.http')}</Fact>
        <Fact name={t('mode')}>{t(`mode.${source.settings.mode}`)}</Fact>
        <Fact name={t('last-good')}>
          {source.lastGoodAt === null ? '—' : <RelativeTime at={source.lastGoodAt} />}
        </Fact>
        <Fact name={t('next-run')}>
          {source.nextRunAt === null ? '—' : <RelativeTime at={source.nextRunAt} />}
        </Fact>
      </dl>
      <h2>{t('runs')}</h2>
      {source.runs.length === 0 ? <p className="muted">{t('runs.empty')}</p> : <Runs rows={source.runs} />}
      <h2>{t('dead.title')}</h2>
      {source.dead.length === 0 ? <p className="muted">{t('dead.empty')}</p> : <Letters source={source} />}
    </>
  )
}

function Controls({ source }: { source: SourceView }) {
  const t = useText(pullTexts)
  const failureText = useFailureText()
  const run = usePullAction<unknown>(`/${source.id}/run`)
  const pause = usePullAction<unknown>(`/${source.id}/pause`)
  const isPaused = source.state === 'paused'
  const error = run.error ?? pause.error
  return (
    <>
      <span role="status" className="field-error">
        {error !== null && failureText(error)}
      </span>
      {source.error?.key === 'shrinks' && (
        <Button kind="danger" busy={run.isPending} onClick={() => run.mutate({ accept: true })}>
          {t('run-accept')}
        </Button>
      )}
      <Button kind="main" busy={run.isPending || source.running} onClick={() => run.mutate({})}>
        {t('run-now')}
      </Button>
      <Button busy={pause.isPending} onClick={() => pause.mutate({ paused: !isPaused })}>
        {t(isPaused ? 'resume' : 'pause')}
      </Button>
    </>
  )
}

const figures = ['rows', 'added', 'changed', 'quarantined', 'removed'] as const

function Runs({ rows }: { rows: readonly RunView[] }) {
  const t = useText(pullTexts)
  const took = (r: RunView) =>
    r.endedAt === null
      ? '—'
      : t('seconds', { n: ((Date.parse(r.endedAt) - Date.parse(r.beganAt)) / 1000).toFixed(1) })
  return (
    <TableScroll label={t('runs')}>
      <table className="table">
        <thead>
          <tr>
            {(['began', 'took', 'by', 'result'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
            {figures.map((name) => (
              <th key={name} scope="col" className="number">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.id}>
              <th scope="row" className="nowrap">
                <ExactTime at={r.beganAt} />
              </th>
              <td className="nowrap">{took(r)}</td>
              <td>{r.by === 'schedule' ? t('by.schedule') : r.by}</td>
              <td>
                <span className={r.state === 'failed' ? 'pull-failing' : ''}>{t(`result.${r.state}`)}</span>
                {r.error !== null && (
                  <>
                    {' '}
                    <span className="muted">
                      <ReasonText reason={r.error} />
                    </span>
                  </>
                )}
              </td>
              {figures.map((name) => (
                <td key={name} className="number">
                  {r[name]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Letters({ source }: { source: SourceView }) {
  const t = useText(pullTexts)
  return (
    <TableScroll label={t('dead.title')}>
      <table className="table">
        <thead>
          <tr>
            {(['dead.name', 'trouble', 'began', 'dead.times', 'state'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name === 'began' ? 'last-run' : name)}
              </th>
            ))}
            {source.may.run && <th scope="col">{t('act')}</th>}
          </tr>
        </thead>
        <tbody>
          {source.dead.map((letter) => (
            <tr key={letter.id}>
              <th scope="row">{letter.name}</th>
              <td>
                <ReasonText reason={letter.reason} />
              </td>
              <td className="nowrap">
                <ExactTime at={letter.at} />
              </td>
              <td className="number">{letter.times}</td>
              <td className="nowrap">{t(`dead.${letter.state}`)}</td>
              {source.may.run && (
                <td>{letter.state === 'waiting' ? <Settle source={source.id} letter={letter} /> : '—'}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
