import { Link } from '@tanstack/react-router'
import type { SubjectView } from '#modules/control/contract'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { controlTexts } from '../messages/control.ts'

/** What the level brings with it, and what inspections found. */
export function SubjectWork({ s }: { s: SubjectView }) {
  const t = useText(controlTexts)
  const plans = s.plans.filter((p) => p.due !== null)
  return (
    <>
      <section className="card" aria-labelledby="control-plans">
        <h2 id="control-plans">{t('plans')}</h2>
        {plans.length === 0 && <p>{t('plans.none')}</p>}
        <ul className="control-findings">
          {plans.map((p) => (
            <li key={p.measure}>
              <strong>{t(`measure.${p.measure}` as 'measure.inspection')}</strong> {t('due')} {p.due}
              <span className="muted">
                {' '}
                {t('last')} {p.last ?? t('none')}
              </span>
              {p.case !== null && (
                <>
                  {' '}
                  <Link to="/control" search={{ task: p.case }}>
                    {t('task.open')}
                  </Link>
                </>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="card" aria-labelledby="control-found">
        <h2 id="control-found">{t('findings')}</h2>
        {s.findings.length === 0 && <p>{t('findings.none')}</p>}
        <ul className="control-findings">
          {s.findings.map((f) => (
            <li key={f.id}>
              <Link to="/control" search={{ task: f.case }}>
                {f.text}
              </Link>{' '}
              {f.serious && <span className="tag tag-warn">{t('serious')}</span>}{' '}
              <span className={f.resolvedAt === null ? 'tag tag-open' : 'tag tag-good'}>
                {t(f.resolvedAt === null ? 'open' : 'resolved')}
              </span>{' '}
              <span className="muted">
                <ExactTime at={f.at} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
