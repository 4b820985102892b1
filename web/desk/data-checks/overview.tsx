import { Link } from '@tanstack/react-router'
import type { ChecksOverview, RunDone } from '#modules/data-checks/contract'
import { Button } from '../../ui/controls.tsx'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { dataCheckTexts } from '../messages/data-checks.ts'
import { useDataChecks, useDataChecksWrite } from './api.ts'
import { useCheckName } from './lines.tsx'

/** Findings by check and by organization, and how many stood open day by day. */
export function OverviewView() {
  const overview = useDataChecks<ChecksOverview>('/data-checks/overview')
  const { data } = overview
  return (
    <>
      {overview.isPending && <Loading lines={8} />}
      {overview.error !== null && <Failure error={overview.error} onRetry={() => void overview.refetch()} />}
      {data !== undefined && (
        <>
          <LastRun data={data} />
          <ByCheck data={data} />
          <div className="check-columns">
            <ByOrg data={data} />
            <Trend data={data} />
          </div>
        </>
      )}
    </>
  )
}

function LastRun({ data }: { data: ChecksOverview }) {
  const t = useText(dataCheckTexts)
  const failureText = useFailureText()
  const run = useDataChecksWrite<RunDone>()
  return (
    <div className="check-bar">
      <span>
        {data.lastRun === null ? (
          t('last-run.none')
        ) : (
          <>
            {t('last-run')} <RelativeTime at={data.lastRun} />
          </>
        )}
      </span>
      {data.may.includes('run') && (
        <Button busy={run.isPending} onClick={() => run.mutate({ path: '/data-checks/run', input: {} })}>
          {t('run')}
        </Button>
      )}
      <span role="status">
        {run.data !== undefined && t('ran', { ...run.data })}
        {run.error !== null && <span className="field-error">{failureText(run.error)}</span>}
      </span>
    </div>
  )
}

const counts = ['open', 'overdue', 'excepted', 'opened30', 'ended30'] as const

function ByCheck({ data }: { data: ChecksOverview }) {
  const t = useText(dataCheckTexts)
  const name = useCheckName()
  return (
    <div className="check-form">
      <h2>{t('by-check')}</h2>
      <TableScroll label={t('by-check')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('check')}</th>
              {counts.map((c) => (
                <th key={c} scope="col" className="number">
                  {t(c)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.checks.map((row) => (
              <tr key={row.check}>
                <th scope="row">
                  <Link to="/data-checks" search={{ view: 'findings', check: row.check }}>
                    {name(row.check)}
                  </Link>{' '}
                  {!row.on && <span className="tag tag-quiet">{t('off')}</span>}
                </th>
                {counts.map((c) => (
                  <td key={c} className="number">
                    {c === 'overdue' && row.overdue > 0 ? (
                      <span className="tag tag-warn">▲ {row.overdue}</span>
                    ) : (
                      row[c]
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  )
}

function ByOrg({ data }: { data: ChecksOverview }) {
  const t = useText(dataCheckTexts)
  return (
    <section className="card" aria-labelledby="by-org">
      <h2 id="by-org">{t('by-org')}</h2>
      {data.orgs.length === 0 && <p className="muted">{t('none-open')}</p>}
      {data.orgs.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('org')}</th>
              <th scope="col" className="number">
                {t('open')}
              </th>
              <th scope="col" className="number">
                {t('overdue')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.orgs.map((o) => (
              <tr key={o.org}>
                <th scope="row">
                  <Link to="/data-checks" search={{ view: 'findings', org: o.org, state: 'open' }}>
                    <OrgName code={o.org} />
                  </Link>
                </th>
                <td className="number">{o.open}</td>
                <td className="number">{o.overdue}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Columns, with the same in words: first, last and highest day. */
function Trend({ data: { trend } }: { data: ChecksOverview }) {
  const t = useText(dataCheckTexts)
  const most = Math.max(1, ...trend.map((d) => d.open))
  const first = trend[0]
  const last = trend.at(-1)
  const width = 100 / Math.max(1, trend.length)
  return (
    <section className="card" aria-labelledby="check-trend">
      <h2 id="check-trend">{t('trend')}</h2>
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" className="check-trend" aria-hidden="true">
        {trend.map((d, i) => (
          <rect
            key={d.day}
            x={i * width + width * 0.15}
            width={width * 0.7}
            y={40 - (d.open / most) * 38}
            height={(d.open / most) * 38}
          >
            <title>{`${d.day}：${d.open}`}</title>
          </rect>
        ))}
      </svg>
      {first !== undefined && last !== undefined && (
        <p className="muted">
          {t('trend.text', {
            first: first.day,
            from: first.open,
            last: last.day,
            to: last.open,
            most: Math.max(...trend.map((d) => d.open)),
          })}
        </p>
      )}
    </section>
  )
}
