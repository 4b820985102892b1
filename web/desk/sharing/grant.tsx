import { Link } from '@tanstack/react-router'
import type { GrantView } from '#modules/sharing/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Fact } from '../case/head.tsx'
import { useResource } from '../catalogue/api.ts'
import { sharingTexts } from '../messages/sharing.ts'
import { sharingGrantTexts } from '../messages/sharing-grants.ts'
import { useGrant } from './api.ts'
import { RowsInWords, useSayings } from './diff.tsx'
import { GrantActions } from './grant-actions.tsx'
import { SimulationSection } from './simulation.tsx'
import { GrantLogSection, Uses } from './traces.tsx'
import { GrantState, usePurposeName } from './words.tsx'

/** One grant: read aloud, what it gives, the policy, how it is used and who did what. */
export function GrantPageOf({ id }: { id: string }) {
  const s = useText(sharingTexts)
  const grant = useGrant(id)
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/sharing" search={{ view: 'matrix' }}>
        ← {s('view.matrix')}
      </Link>
      {grant.isPending && <Loading lines={8} />}
      {grant.error !== null && <Failure error={grant.error} onRetry={() => void grant.refetch()} />}
      {grant.data !== undefined && <Body g={grant.data} />}
    </main>
  )
}

function Body({ g }: { g: GrantView }) {
  const t = useText(sharingGrantTexts)
  const { locale } = useLanguage()
  const { me } = useSession()
  const resource = useResource(g.resource)
  const items = resource.data?.content.items ?? []
  const isProvider = me?.posts.some((p) => p.role === 'data-manager' && p.org === g.provider)
  return (
    <>
      <div className="page-head">
        <PageTitle title={`${t('title')} · ${g.resourceName}`} />
        <GrantState state={g.state} />
      </div>
      {g.reason !== null && <Reason reason={g.reason} />}
      <GrantActions g={g} />
      <section className="card" aria-labelledby="grant-reading">
        <h2 id="grant-reading">{t('reading')}</h2>
        <p className="sharing-reading">{g.reading[locale]}</p>
        <details>
          <summary>{locale === 'zh' ? 'English' : '中文'}</summary>
          <p lang={locale === 'zh' ? 'en' : 'zh-CN'}>{g.reading[locale === 'zh' ? 'en' : 'zh']}</p>
        </details>
        <details>
          <summary>{t('policy')}</summary>
          <pre className="sharing-policy">{g.policy}</pre>
        </details>
      </section>
      <Conditions g={g} />
      {isProvider && g.state !== 'ended' && <SimulationSection grant={g.id} items={items} />}
      <Uses grant={g.id} />
      <GrantLogSection grant={g.id} />
    </>
  )
}

function Reason({ reason }: { reason: string }) {
  const t = useText(sharingGrantTexts)
  const known = ['expired', 'resource-retired', 'resource-breaking'].includes(reason)
  return (
    <p className="waiting">
      {t('reason')}：{known ? t(`reason.${reason}` as 'reason.expired') : reason}
    </p>
  )
}

function Conditions({ g }: { g: GrantView }) {
  const t = useText(sharingGrantTexts)
  const s = useText(sharingTexts)
  const purposeName = usePurposeName()
  const resource = useResource(g.resource)
  const say = useSayings(resource.data?.content.items ?? [])
  return (
    <section className="card" aria-labelledby="grant-conditions">
      <h2 id="grant-conditions">{t('conditions')}</h2>
      <dl className="facts">
        <Fact name={s('provider')}>
          <OrgName code={g.provider} full />
        </Fact>
        <Fact name={s('consumer')}>
          <OrgName code={g.consumer} full />
        </Fact>
        <Fact name={t('purpose')}>{purposeName(g.purpose)}</Fact>
        <Fact name={t('request')}>
          <Link to="/sharing" search={{ request: g.request }}>
            {s('facts')}
          </Link>
        </Fact>
        <Fact name={t('period')}>{say.period(g.terms)}</Fact>
        <Fact name={t('quota')}>
          {say.quota(g.terms)} · {say.mode(g.terms)}
        </Fact>
        <Fact name={t('rows')}>
          <RowsInWords rows={g.terms.rows} items={resource.data?.content.items ?? []} />
        </Fact>
      </dl>
      <ul className="sharing-places">
        {g.terms.items.map((item) => (
          <li key={item}>
            {say.title(item)} <span className="muted">{say.mask(g.terms, item)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
