import { Link } from '@tanstack/react-router'
import { domains, type WatchView, watchStates } from '#modules/early-warning/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { watchName } from '../../ui/warnings.ts'
import { TableScroll } from '../fields/table-scroll.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { useFilters } from '../shell/filters.ts'
import { useWatches } from './api.ts'
import { Views } from './views.tsx'
import { detectorName, WatchStateTag } from './words.tsx'

/** What is watched, and how much each watch has to say. */
export function WatchesPage() {
  const t = useText(warningTexts)
  const { hasRole } = useSession()
  const [filters, change] = useFilters()
  const { state, domain, q } = filters
  const list = useWatches({ state, domain, q, limit: 200 })
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('watches')} />
        <Views />
        {hasRole('warning-officer') && (
          <Link to="." search={{ watch: 'new', view: 'watches' }} className="button button-plain">
            {t('watches.new')}
          </Link>
        )}
      </div>
      <p className="muted">{t('watches.note')}</p>
      <search className="page-filters">
        <label className="field">
          {t('state')}
          <select
            className="input"
            value={state ?? ''}
            onChange={(e) => change({ state: e.target.value || undefined })}
          >
            <option value="">{t('any')}</option>
            {watchStates.map((s) => (
              <option key={s} value={s}>
                {t(`watch.${s}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {t('domain')}
          <select
            className="input"
            value={domain ?? ''}
            onChange={(e) => change({ domain: e.target.value || undefined })}
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
            defaultValue={q ?? ''}
            onChange={(e) => change({ q: e.target.value.trim() || undefined })}
          />
        </label>
      </search>
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.rows.length === 0 && <Empty title={t('watches.empty')} />}
      {list.data !== undefined && list.data.rows.length > 0 && <WatchTable rows={list.data.rows} />}
    </main>
  )
}

function WatchTable({ rows }: { rows: readonly WatchView[] }) {
  const { locale } = useLanguage()
  const t = useText(warningTexts)
  const columns = [
    'watch.name',
    'state',
    'watch.detector',
    'watch.objects',
    'watch.signals',
    'watch.open',
    'watch.late',
  ] as const
  return (
    <TableScroll label={t('watches')}>
      <table className="table table-stack">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((w) => (
            <tr key={w.id}>
              <th scope="row">
                <Link to="." search={(old: object) => ({ ...old, watch: w.id })}>
                  {watchName(locale, w.content)}
                </Link>
                <br />
                <span className="muted">
                  {w.resourceName} · {t(`domain.${w.content.domain}`)}
                </span>
              </th>
              <td>
                <WatchStateTag watch={w} />
              </td>
              <td data-label={t('watch.detector')}>{detectorName(t, w.content.detector.kind)}</td>
              <td data-label={t('watch.objects')}>{w.objects}</td>
              <td data-label={t('watch.signals')}>{w.signals24h}</td>
              <td data-label={t('watch.open')}>{w.open}</td>
              <td data-label={t('watch.late')}>{w.late}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
