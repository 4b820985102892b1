import { Link } from '@tanstack/react-router'
import type { AlertRow } from '#modules/cap/contract'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { maySeeAlerts, useOutside } from '../cap/api.ts'
import { capWords } from '../messages/cap.ts'
import { warningAlertTexts } from '../messages/warning-alerts.ts'
import '../cap/cap.css'

const mostPlaces = 3

/** What other offices warn of here and now, above our own; nothing where there is nothing. */
export function OutsideAlerts({ place }: { place: string | undefined }) {
  const t = useText(warningAlertTexts)
  const { me } = useSession()
  const { data } = useOutside(maySeeAlerts(me))
  const rows = (data?.rows ?? []).filter(
    (a) => place === undefined || a.places.some((p) => touches(p, place)),
  )
  if (rows.length === 0) return null
  return (
    <section className="warning-outside" aria-labelledby="outside-title">
      <h2 id="outside-title">
        {t('outside')} <span className="numbers">{rows.length}</span>
      </h2>
      <ul>
        {rows.map((a) => (
          <Line key={a.id} a={a} />
        ))}
      </ul>
    </section>
  )
}

function Line({ a }: { a: AlertRow }) {
  const t = useText(warningAlertTexts)
  const words = useText(capWords)
  return (
    <li>
      <span className="tag tag-warn">{a.severity === null ? '—' : words(`severity.${a.severity}`)}</span>{' '}
      <Link to="/cap" search={{ alert: a.id }}>
        {a.headline || a.event}
      </Link>{' '}
      <span className="muted">
        {a.by} ·{' '}
        {a.places.slice(0, mostPlaces).map((p) => (
          <span key={p}>
            <PlaceName path={p} />{' '}
          </span>
        ))}
        {a.places.length > mostPlaces && t('outside.more', { count: a.places.length - mostPlaces })} ·{' '}
        {t('outside.until')} <RelativeTime at={a.expires} />
      </span>{' '}
      {a.simulated && <span className="cap-simulated">{t('simulated')}</span>}
    </li>
  )
}

/** One place holds the other: a warning for a district concerns its townships, and the other way round. */
function touches(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`)
}
