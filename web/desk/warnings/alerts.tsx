import { Link } from '@tanstack/react-router'
import type { CaseView } from '#kernel/cases/contract'
import { useText } from '../../ui/i18n.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure } from '../../ui/states.tsx'
import { maySeeAlerts, useAlertsOf } from '../cap/api.ts'
import { StateMark, StatusTag } from '../cap/marks.tsx'
import { capWords } from '../messages/cap.ts'
import { warningAlertTexts } from '../messages/warning-alerts.ts'
import '../cap/cap.css'

/** What was told to the world of this warning, and the way to tell it. */
export function AlertsCard({ c }: { c: CaseView }) {
  const t = useText(warningAlertTexts)
  const words = useText(capWords)
  const { me, hasRole } = useSession()
  const maySee = maySeeAlerts(me)
  const alerts = useAlertsOf(c.id, c.number, maySee)
  if (!maySee) return null
  const rows = alerts.data?.rows ?? []
  const standing = rows.filter((a) => a.state === 'in-force' || a.state === 'coming')
  return (
    <section className="card" aria-labelledby="warning-alerts">
      <h2 id="warning-alerts">{t('alerts')}</h2>
      {alerts.error !== null && <Failure error={alerts.error} onRetry={() => void alerts.refetch()} />}
      {alerts.isSuccess && rows.length === 0 && <p className="muted">{t('alerts.none')}</p>}
      {c.state === 'closed' && standing.length > 0 && (
        <p className="cap-warning" role="alert">
          ▲ {t('alerts.stand')}
        </p>
      )}
      <ul className="warning-levels">
        {rows.map((a) => (
          <li key={a.id}>
            <StatusTag status={a.status} /> {words(`type.${a.msgType}`)}{' '}
            <Link to="/cap" search={{ alert: a.id }}>
              {a.headline}
            </Link>{' '}
            <StateMark state={a.state} />
          </li>
        ))}
      </ul>
      {hasRole('warning-officer') && c.state !== 'closed' && (
        <p>
          <Link className="button" to="/cap" search={{ tab: 'published', warning: c.id }}>
            {t('alerts.publish')}
          </Link>
        </p>
      )}
    </section>
  )
}
