import type { GrantUses } from '#modules/sharing/contract'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { sharingGrantTexts } from '../messages/sharing-grants.ts'
import { useLog, useUses } from './api.ts'

/** How a grant is used, day by day: bars, and the same as a table. */
export function Uses({ grant }: { grant: string }) {
  const t = useText(sharingGrantTexts)
  const uses = useUses(grant)
  return (
    <section className="card">
      <h2>{t('uses')}</h2>
      {uses.isPending && <Loading lines={3} />}
      {uses.error !== null && <Failure error={uses.error} onRetry={() => void uses.refetch()} />}
      {uses.data?.days.length === 0 && <Empty title={t('uses.none')} />}
      {uses.data !== undefined && uses.data.days.length > 0 && <UsesTable days={uses.data.days} />}
    </section>
  )
}

function UsesTable({ days }: { days: GrantUses['days'] }) {
  const t = useText(sharingGrantTexts)
  const most = Math.max(...days.map((d) => d.calls + d.reads))
  return (
    <>
      <svg
        className="sharing-bars"
        viewBox={`0 0 ${Math.max(60, days.length) * 12} 60`}
        preserveAspectRatio="xMinYMax meet"
        role="img"
        aria-label={t('uses.chart')}
      >
        {days.toReversed().map((d, n) => {
          const height = Math.max(1, ((d.calls + d.reads) / most) * 56)
          return <rect key={d.day} x={n * 12 + 1} y={60 - height} width={10} height={height} />
        })}
      </svg>
      <TableScroll label={t('uses')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('uses.day')}</th>
              <th scope="col" className="number">
                {t('uses.calls')}
              </th>
              <th scope="col" className="number">
                {t('uses.rows')}
              </th>
              <th scope="col" className="number">
                {t('uses.reads')}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((d) => (
              <tr key={d.day}>
                <th scope="row">{d.day}</th>
                <td className="number">{d.calls}</td>
                <td className="number">{d.rows}</td>
                <td className="number">{d.reads}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  )
}

const actions = ['rows', 'export', 'simulate', 'suspend', 'resume', 'end', 'expire', 'tell', 'stop-all'].map(
  (name) => `grant.${name}`,
)

/** Who did or read what by the grant, refusals too: both sides see the same list. */
export function GrantLogSection({ grant }: { grant: string }) {
  const t = useText(sharingGrantTexts)
  const log = useLog(grant)
  const name = (action: string) =>
    actions.includes(action) || action === 'sharing.prefill' ? t(`log.${action}` as 'log.grant.rows') : action
  return (
    <section className="card">
      <h2>{t('log')}</h2>
      {log.isPending && <Loading lines={3} />}
      {log.error !== null && <Failure error={log.error} onRetry={() => void log.refetch()} />}
      {log.data?.entries.length === 0 && <Empty title={t('log.none')} />}
      {log.data !== undefined && log.data.entries.length > 0 && (
        <TableScroll label={t('log')}>
          <table className="table table-stack">
            <thead>
              <tr>
                <th scope="col">{t('log.at')}</th>
                <th scope="col">{t('log.who')}</th>
                <th scope="col">{t('log.what')}</th>
                <th scope="col">{t('log.result')}</th>
              </tr>
            </thead>
            <tbody>
              {log.data.entries.map((e) => (
                <tr key={e.seq}>
                  <th scope="row" className="nowrap">
                    <ExactTime at={e.at} />
                  </th>
                  <td>
                    {e.org !== null && <OrgName code={e.org} />} {e.actor}
                  </td>
                  <td>{name(e.action)}</td>
                  <td>{t(`log.${e.outcome}` as 'log.read')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </section>
  )
}
