import type { CaseView } from '#kernel/cases/contract'
import { useText } from '../../ui/i18n.tsx'
import { Fact } from '../case/head.tsx'
import { contextTexts } from '../messages/context.ts'

/** Who asked, as far as this reader may know. */
export function Applicant({ c }: { c: CaseView }) {
  const t = useText(contextTexts)
  return (
    <section>
      <h3>{t('applicant')}</h3>
      {c.anonymous || c.applicant === null ? (
        <p>{t(c.anonymous ? 'applicant.anonymous' : 'applicant.hidden')}</p>
      ) : (
        <dl className="facts">
          <Fact name={t('applicant.name')}>{c.applicant.name || t('none')}</Fact>
          <Fact name={t('applicant.phone')}>
            <span className="numbers">{c.applicant.phone || t('none')}</span>
          </Fact>
        </dl>
      )}
      {!c.anonymous && <p className="muted">{t(c.masked ? 'applicant.masked' : 'applicant.logged')}</p>}
    </section>
  )
}
