import { useQuery } from '@tanstack/react-query'
import type { OwnCare } from '#modules/control/contract'
import { api } from '../../ui/api.ts'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { ownCareTexts } from '../messages/care.ts'
import { SignInForm } from '../sign-in.tsx'
import { CareSteps } from './actions.tsx'
import { OwnLevels } from './levels.tsx'

/** What care is recorded about the signed-in person, why, by whom and until when; and levels of one's enterprise. */
export function OwnCarePage() {
  const t = useText(ownCareTexts)
  const { me, isSignedIn, isPending } = useSession()
  return (
    <div className="page">
      <PageTitle title={t('title')} />
      <p>{t('intro')}</p>
      {isPending && <Loading />}
      {!isPending && (!isSignedIn || me?.kind !== 'resident') && <SignInForm />}
      {me?.kind === 'resident' && <Content />}
    </div>
  )
}

function Content() {
  const t = useText(ownCareTexts)
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['me', 'care'],
    queryFn: ({ signal }) => api.get<{ rows: OwnCare[] }>('/me/care-levels', undefined, signal),
  })
  if (isPending) return <Loading lines={6} />
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  return (
    <>
      {data.rows.length === 0 && (
        <Empty title={t('empty')}>
          <p>{t('empty.text')}</p>
        </Empty>
      )}
      {data.rows.map((c) => (
        <CareCard key={c.id} c={c} />
      ))}
      <OwnLevels />
    </>
  )
}

function CareCard({ c }: { c: OwnCare }) {
  const t = useText(ownCareTexts)
  const { locale } = useLanguage()
  return (
    <article className="card data-card">
      <h2>
        {c.group[locale]} · {t(`level.${c.level}`)}
      </h2>
      <p>
        <span className="tag tag-open">{t(`state.${c.state}`)}</span>{' '}
        {c.as === 'guardian' && t('as.guardian')}
      </p>
      <dl className="data-facts">
        <dt>{t('why')}</dt>
        <dd>{c.reason === '' ? t('none') : c.reason}</dd>
        <dt>{t('what')}</dt>
        <dd>{c.purpose}</dd>
        <dt>{t('who')}</dt>
        <dd>
          <OrgName code={c.owner} full />
          {c.confirmedBy !== null && <> · {t('confirmed', { name: c.confirmedBy })}</>}
        </dd>
        <dt>{t('until')}</dt>
        <dd>{c.until ?? t('none')}</dd>
        <dt>{t('next')}</dt>
        <dd>{c.nextVisit ?? t('none')}</dd>
        <dt>{t('law')}</dt>
        <dd>
          {c.legalBasis}
          <br />
          {c.ground.kind === 'consent'
            ? t('consent', { on: c.ground.on, how: c.ground.how })
            : t('duty', { law: c.ground.law })}
        </dd>
      </dl>
      {c.objection !== null && (
        <p role="note">
          {t('object.wait')}
          {c.objection}
        </p>
      )}
      <CareSteps c={c} />
      <details>
        <summary>{t('history')}</summary>
        <ol className="timeline">
          {c.steps.toReversed().map((s) => (
            <li key={`${s.at} ${s.what}`} className="timeline-step">
              <p className="timeline-title">
                {t(`step.${s.what}`)} ·{' '}
                {new Date(Date.parse(s.at) + 8 * 3_600_000).toISOString().slice(0, 10)} · {s.by}
              </p>
              {s.text !== '' && <p className="as-written">{s.text}</p>}
            </li>
          ))}
        </ol>
      </details>
    </article>
  )
}
