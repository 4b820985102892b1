import './needs.css'
import { useQuery } from '@tanstack/react-query'
import type { NeedView } from '#modules/scenarios/contract'
import { api } from '../../ui/api.ts'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { useParam } from '../../ui/links.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Link } from '../links.ts'
import { needsTexts } from '../messages/needs.ts'
import { WishTag } from './words.tsx'

/** One need as everybody may read it. */
export function NeedPage() {
  const t = useText(needsTexts)
  const id = useParam('id')
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['scenario-needs', 'one', id],
    queryFn: ({ signal }) => api.get<NeedView>(`/scenario-needs/${id}`, undefined, signal),
  })
  return (
    <div className="page">
      {isPending && <Loading lines={8} />}
      {error !== null && (
        <>
          <PageTitle title={t('title')} />
          <Failure error={error} onRetry={() => void refetch()} />
        </>
      )}
      {data !== undefined && <Content n={data} />}
      <p className="wish-links">
        {data?.state === 'open' && (
          <Link to="/offer" className="button button-main">
            {t('offer')}
          </Link>
        )}
        <Link to="/needs" className="button">
          {t('back')}
        </Link>
      </p>
    </div>
  )
}

function Content({ n }: { n: NeedView }) {
  const t = useText(needsTexts)
  const join = useJoin()
  return (
    <>
      <PageTitle title={n.title} />
      <p>
        <WishTag state={n.state} /> <OrgName code={n.org} full /> · {n.number} ·{' '}
        {t('until', { date: n.until })}
      </p>
      <section className="card" aria-labelledby="need-wanted">
        <h2 id="need-wanted">{t('wanted')}</h2>
        <p className="wish-text">{n.wanted}</p>
        {n.data !== '' && (
          <>
            <h3>{t('data')}</h3>
            <p className="wish-text">{n.data}</p>
          </>
        )}
        <p>
          {t('tags')}：{join(n.tags)}
        </p>
        {n.places.length > 0 && (
          <p>
            {t('places')}：
            {n.places.map((path) => (
              <PlaceName key={path} path={path} />
            ))}
          </p>
        )}
        {n.match !== null && (
          <p>
            {t('matched')}：{n.match.enterprise}
            {n.scenario !== null && ` · ${t('scenario')} ${n.scenario}`}
          </p>
        )}
      </section>
    </>
  )
}
