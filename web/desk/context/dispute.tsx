import type { CaseView } from '#kernel/cases/contract'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { contextTexts } from '../messages/context.ts'

/** Who objected and why, who handles meanwhile, and what was decided. */
export function DisputeBox({ dispute }: { dispute: NonNullable<CaseView['dispute']> }) {
  const t = useText(contextTexts)
  const { from, reason, legalBasis, suggested, backstop, verdict, at } = dispute
  return (
    <section>
      <h3>{t('dispute')}</h3>
      <p>{reason}</p>
      <p className="muted">{legalBasis}</p>
      <p className="muted">
        {t('dispute.from')} <OrgName code={from} />
        {suggested !== null && (
          <>
            {t('dispute.suggested')} <OrgName code={suggested} full />
          </>
        )}
        {' · '}
        <RelativeTime at={at} />
      </p>
      {verdict === null ? (
        <p>
          {t('dispute.meanwhile')} <OrgName code={backstop} full /> {t('dispute.handles')}
        </p>
      ) : (
        <>
          <p>
            {t('dispute.verdict')} <OrgName code={verdict.org} full /> {t('dispute.responsible')}{' '}
            <span className="muted">
              <RelativeTime at={verdict.at} />
            </span>
          </p>
          <p>{verdict.reason}</p>
          {verdict.precedent !== 'none' && (
            <p className="muted">{t(`dispute.precedent.${verdict.precedent}`)}</p>
          )}
        </>
      )}
    </section>
  )
}
