import type { CaseView } from '#kernel/cases/contract'
import { formatSpan } from '#kernel/clock/rules'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { OfficerName } from '../fields/officer-field.tsx'
import { contextTexts } from '../messages/context.ts'

type Handler = CaseView['handlers']['co'][number]
type Late = CaseView['late'][number]

/** The lead and the co-handlers, each with its own clock and answer. */
export function Handlers({ c }: { c: CaseView }) {
  const t = useText(contextTexts)
  const { lead, co } = c.handlers
  if (lead === null && co.length === 0) return null
  const late = (part: 'lead' | 'co', org: string) => c.late.find((l) => l.part === part && l.org === org)
  return (
    <section>
      <h3>{t('handlers')}</h3>
      <ul className="handlers">
        {lead !== null && <HandlerItem handler={lead} role={t('lead')} late={late('lead', lead.org)} />}
        {co.map((handler) => (
          <HandlerItem key={handler.org} handler={handler} role={t('co')} late={late('co', handler.org)} />
        ))}
      </ul>
    </section>
  )
}

interface HandlerItemProps {
  readonly handler: Handler
  readonly role: string
  readonly late: Late | undefined
}

function HandlerItem({ handler, role, late }: HandlerItemProps) {
  const t = useText(contextTexts)
  return (
    <li>
      <p>
        <span className="tag">{role}</span> <OrgName code={handler.org} full />
      </p>
      {handler.assignee !== null && (
        <p>
          <span className="muted">{t('assignee')}</span>{' '}
          <OfficerName id={handler.assignee} org={handler.org} />
        </p>
      )}
      <p className="muted">
        {t('since')} <RelativeTime at={handler.since} />
        {handler.acceptedAt !== null && (
          <>
            {' · '}
            {t('accepted')} <RelativeTime at={handler.acceptedAt} />
          </>
        )}
        {handler.urgedAt !== null && (
          <>
            {' · '}
            {t('urged')} <RelativeTime at={handler.urgedAt} />
          </>
        )}
      </p>
      {late !== undefined && <LateMark late={late} />}
      {handler.answeredAt === null
        ? handler.due !== null && <Deadline due={handler.due} />
        : handler.answer !== null && <blockquote>{handler.answer}</blockquote>}
    </li>
  )
}

/** Each one's own delay; the lead's says for whom it still waited. */
function LateMark({ late: { part, due, at, waitedFor } }: { late: Late }) {
  const t = useText(contextTexts)
  const { locale } = useLanguage()
  const time = at === null ? null : formatSpan(Date.parse(at) - Date.parse(due), locale)
  return (
    <p className="late-mark">
      ▲ {t(`late.${part}`)}
      {time === null ? t('late.open') : t('late.by', { time })}
      {waitedFor.length > 0 && (
        <span className="muted">
          {' '}
          {t('late.waited')}
          {waitedFor.map((org) => (
            <span key={org} className="inline-item">
              <OrgName code={org} />
            </span>
          ))}
        </span>
      )}
    </p>
  )
}
