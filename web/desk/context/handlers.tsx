import type { CaseView } from '#kernel/cases/contract'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { OfficerName } from '../fields/officer-field.tsx'
import { contextTexts } from '../messages/context.ts'

type Handler = CaseView['handlers']['co'][number]

/** The lead and the co-handlers, each with its own clock and answer. */
export function Handlers({ c }: { c: CaseView }) {
  const t = useText(contextTexts)
  const { lead, co } = c.handlers
  if (lead === null && co.length === 0) return null
  return (
    <section>
      <h3>{t('handlers')}</h3>
      <ul className="handlers">
        {lead !== null && <HandlerItem handler={lead} role={t('lead')} />}
        {co.map((handler) => (
          <HandlerItem key={handler.org} handler={handler} role={t('co')} />
        ))}
      </ul>
    </section>
  )
}

function HandlerItem({ handler, role }: { handler: Handler; role: string }) {
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
      </p>
      {handler.answeredAt === null
        ? handler.due !== null && <Deadline due={handler.due} />
        : handler.answer !== null && <blockquote>{handler.answer}</blockquote>}
    </li>
  )
}
