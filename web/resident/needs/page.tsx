import './needs.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { NeedPage, NeedRow } from '#modules/scenarios/contract'
import { api } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { Link } from '../links.ts'
import { needsTexts } from '../messages/needs.ts'
import { WishTag } from './words.tsx'

const step = 20
const most = 100

/** What offices need, for everybody to read. */
export function NeedsPage() {
  const t = useText(needsTexts)
  const [words, setWords] = useState('')
  const [limit, setLimit] = useState(step)
  const q = useSettled(words).trim()
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['scenario-needs', q, limit],
    queryFn: ({ signal }) => api.get<NeedPage>('/scenario-needs', { q, limit }, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="page">
      <PageTitle title={t('title')} />
      <p>{t('intro')}</p>
      <p>
        <Link to="/offer" className="button button-main">
          {t('offer.mine')}
        </Link>
      </p>
      <TextField
        id="needs-search"
        type="search"
        label={t('search')}
        maxLength={100}
        value={words}
        onChange={(e) => setWords(e.target.value)}
      />
      {isPending && <Loading lines={6} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <p role="status">{t('count', { count: data.total })}</p>}
      {data?.rows.length === 0 && <Empty title={q === '' ? t('empty') : t('empty.search', { q })} />}
      {data !== undefined && data.rows.length > 0 && (
        <ul className="case-list">
          {data.rows.map((n) => (
            <li key={n.id}>
              <Row n={n} />
            </li>
          ))}
        </ul>
      )}
      {data !== undefined && data.total > data.rows.length && limit < most && (
        <Button onClick={() => setLimit(Math.min(most, limit + step))}>{t('more')}</Button>
      )}
    </div>
  )
}

function Row({ n }: { n: NeedRow }) {
  const t = useText(needsTexts)
  const join = useJoin()
  return (
    <Link to="/needs/$id" params={{ id: n.id }} className="door">
      <span>
        <span className="door-name">{n.title}</span>
        <span className="door-hint">
          <WishTag state={n.state} /> <OrgName code={n.org} /> · {t('until', { date: n.until })} ·{' '}
          {join(n.tags)}
        </span>
      </span>
    </Link>
  )
}
