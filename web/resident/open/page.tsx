import '../../ui/release-card.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OpenReleasePage, ReleaseCard } from '#modules/releases/contract'
import { api } from '../../ui/api.ts'
import { Button, TextField } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useParam } from '../../ui/links.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { ReleaseCardView } from '../../ui/release-card.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { useSettled } from '../../ui/use-settled.ts'
import { Link } from '../links.ts'
import { openDataTexts } from '../messages/open-data.ts'

const step = 20

/** Anonymised data that everybody may fetch. */
export function OpenDataPage() {
  const t = useText(openDataTexts)
  const [words, setWords] = useState('')
  const [limit, setLimit] = useState(step)
  const q = useSettled(words).trim()
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['open-releases', q, limit],
    queryFn: ({ signal }) => api.get<OpenReleasePage>('/open-releases', { q, limit }, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="page">
      <PageTitle title={t('title')} />
      <p>{t('intro')}</p>
      <TextField
        id="open-search"
        type="search"
        label={t('search')}
        maxLength={200}
        value={words}
        onChange={(e) => setWords(e.target.value)}
      />
      {isPending && <Loading lines={6} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <p role="status">{t('count', { count: data.total })}</p>}
      {data?.rows.length === 0 && (
        <Empty title={q === '' ? t('empty') : t('empty.search', { q })}>
          {q === '' && <p>{t('empty.text')}</p>}
        </Empty>
      )}
      {data !== undefined && data.rows.length > 0 && (
        <ul className="case-list">
          {data.rows.map((card) => (
            <li key={card.id}>
              <Row card={card} />
            </li>
          ))}
        </ul>
      )}
      {data !== undefined && data.total > data.rows.length && limit < 100 && (
        <Button onClick={() => setLimit(Math.min(100, limit + step))}>{t('more')}</Button>
      )}
    </div>
  )
}

function Row({ card }: { card: ReleaseCard }) {
  const t = useText(openDataTexts)
  return (
    <Link to="/open/$id" params={{ id: card.id }} className="door">
      <span>
        <span className="door-name">{card.title}</span>
        <span className="door-hint">
          {t('facts', { number: card.number, rows: card.rows, k: card.k })}
          {card.state !== 'published' && ` · ${t(card.state)}`}
        </span>
      </span>
    </Link>
  )
}

/** One open release with its card and files. */
export function OpenReleasePageView() {
  const t = useText(openDataTexts)
  const id = useParam('id')
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['open-releases', 'one', id],
    queryFn: ({ signal }) => api.get<ReleaseCard>(`/open-releases/${id}`, undefined, signal),
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
      {data !== undefined && (
        <>
          <PageTitle title={data.title} />
          <ReleaseCardView card={data} door="/open-releases" />
        </>
      )}
      <Link to="/open" className="button">
        {t('back')}
      </Link>
    </div>
  )
}
