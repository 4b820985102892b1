import { Link } from '@tanstack/react-router'
import { domains, type PatternView, watchStates } from '#modules/early-warning/contract'
import { Button } from '../../ui/controls.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { LevelTag } from '../../ui/warning-level.tsx'
import { watchName } from '../../ui/warnings.ts'
import { TableScroll } from '../fields/table-scroll.tsx'
import { patternTexts } from '../messages/patterns.ts'
import { warningTexts } from '../messages/warnings.ts'
import { useFilters } from '../shell/filters.ts'
import { usePatterns } from './pattern-api.ts'
import { Reading } from './pattern-reading.tsx'
import { Views } from './views.tsx'

const pageSize = 50

/** Every pattern, read aloud, with what it has to say. */
export function PatternsPage() {
  const t = useText(patternTexts)
  const { hasRole } = useSession()
  const [filters, change] = useFilters()
  const { state, domain, q } = filters
  const offset = Number(filters.offset ?? 0)
  const list = usePatterns({ state, domain, q, limit: pageSize, offset })
  const total = list.data?.total ?? 0
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('patterns')} />
        <Views />
        {hasRole('warning-officer') && (
          <Link to="." search={{ pattern: 'new', view: 'patterns' }} className="button button-plain">
            {t('new')}
          </Link>
        )}
      </div>
      <p className="muted">{t('note')}</p>
      <PatternFilters />
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.rows.length === 0 && <Empty title={t('empty')}>{t('empty.text')}</Empty>}
      {list.data !== undefined && list.data.rows.length > 0 && <PatternTable rows={list.data.rows} />}
      <div className="page-filters">
        {offset > 0 && (
          <Button onClick={() => change({ offset: String(Math.max(0, offset - pageSize)) })}>
            {t('previous')}
          </Button>
        )}
        {total > offset + pageSize && (
          <Button onClick={() => change({ offset: String(offset + pageSize) })}>{t('next')}</Button>
        )}
      </div>
    </main>
  )
}

function PatternFilters() {
  const t = useText(warningTexts)
  const states = useText(patternTexts)
  const [filters, change] = useFilters()
  const set = (name: string, value: string) => change({ [name]: value || undefined, offset: undefined })
  return (
    <search className="page-filters">
      <label className="field">
        {t('state')}
        <select className="input" value={filters.state ?? ''} onChange={(e) => set('state', e.target.value)}>
          <option value="">{t('any')}</option>
          {watchStates.map((s) => (
            <option key={s} value={s}>
              {states(s)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('domain')}
        <select
          className="input"
          value={filters.domain ?? ''}
          onChange={(e) => set('domain', e.target.value)}
        >
          <option value="">{t('any')}</option>
          {domains.map((d) => (
            <option key={d} value={d}>
              {t(`domain.${d}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('watch.name')}
        <input
          className="input"
          type="search"
          maxLength={80}
          defaultValue={filters.q ?? ''}
          onChange={(e) => set('q', e.target.value.trim())}
        />
      </label>
    </search>
  )
}

function PatternTable({ rows }: { rows: readonly PatternView[] }) {
  const { locale } = useLanguage()
  const t = useText(patternTexts)
  const w = useText(warningTexts)
  const heads = [w('watch.name'), w('state'), t('sentence'), w('level'), t('matches'), w('watch.open')]
  return (
    <TableScroll label={t('patterns')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((p) => (
            <tr key={p.id}>
              <th scope="row">
                <Link to="." search={(old: object) => ({ ...old, pattern: p.id })}>
                  {watchName(locale, p.content)}
                </Link>
                <br />
                <span className="muted">{w(`domain.${p.content.domain}`)}</span>
              </th>
              <td className="nowrap">
                <PatternStateTag pattern={p} />
              </td>
              <td className="pattern-sentence">
                <Reading rule={p.content} />
              </td>
              <td>
                <LevelTag level={p.content.level} />
              </td>
              <td data-label={t('matches')}>{p.matches24h}</td>
              <td data-label={w('watch.open')}>{p.open}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

export function PatternStateTag({ pattern: { state, inEffect } }: { pattern: PatternView }) {
  const t = useText(patternTexts)
  if (state === 'on' && !inEffect) return <span className="tag">{t('starting')}</span>
  return <span className={`tag tag-${state === 'on' ? 'good' : 'quiet'}`}>{t(state)}</span>
}
