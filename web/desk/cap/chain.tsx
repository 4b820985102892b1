import { Link } from '@tanstack/react-router'
import type { ChainLink } from '#modules/cap/contract'
import { ExactTime } from '../../ui/deadline.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { capTexts } from '../messages/cap.ts'
import { StateMark } from './marks.tsx'

/** Alert, updates and cancellation in the order of their sending. */
export function Chain({ current, links }: { current: string; links: readonly ChainLink[] }) {
  const t = useText(capTexts)
  const join = useJoin()
  const isAlone = links.length <= 1 && links.every((l) => l.missing.length + l.foreign.length === 0)
  if (isAlone) return <p className="muted">{t('chain.only')}</p>
  return (
    <ol className="cap-chain">
      {links.map((link) => (
        <li key={link.id} aria-current={link.id === current ? 'true' : undefined}>
          <span className="cap-chain-line">
            <ExactTime at={link.sent} />
            <strong>{t(`type.${link.msgType}`)}</strong>
            {link.id === current ? (
              <span>
                {link.headline || link.identifier} · {t('chain.this')}
              </span>
            ) : (
              <Link to="/cap" search={{ alert: link.id }}>
                {link.headline || link.identifier}
              </Link>
            )}
            <StateMark state={link.state} />
          </span>
          {link.missing.length > 0 && (
            <p className="muted">▲ {t('chain.missing', { names: join(link.missing) })}</p>
          )}
          {link.foreign.length > 0 && (
            <p className="muted">▲ {t('chain.foreign', { names: join(link.foreign) })}</p>
          )}
        </li>
      ))}
    </ol>
  )
}
