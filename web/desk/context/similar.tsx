import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CaseView } from '#kernel/cases/contract'
import type { SimilarCase } from '#modules/appeals/contract'
import { api } from '../../ui/api.ts'
import { caseKeys } from '../../ui/cases.ts'
import { HighlightedText } from '../../ui/highlight.tsx'
import { useText } from '../../ui/i18n.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { Failure } from '../../ui/states.tsx'
import { contextTexts } from '../messages/context.ts'
import type { Filters } from '../shell/filters.ts'
import './similar.css'

export function useSimilar(id: string) {
  return useQuery({
    queryKey: caseKeys.similar('appeal', id),
    queryFn: ({ signal }) => api.get<SimilarCase[]>(`/appeals/${id}/similar`, undefined, signal),
    staleTime: 60_000,
  })
}

/** What else tells of the same: how alike, what it shares, how far and how long ago. */
export function Similar({ c }: { c: CaseView }) {
  const t = useText(contextTexts)
  const { data, error, refetch } = useSimilar(c.id)
  return (
    <section aria-labelledby="similar-title">
      <h3 id="similar-title">{t('similar')}</h3>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className="muted">{t('similar.none')}</p>}
      <ul className="related similar">
        {data?.map((similar) => (
          <li key={similar.row.id}>
            <SimilarItem similar={similar} />
          </li>
        ))}
      </ul>
      {(data?.length ?? 0) > 0 && <p className="muted">{t('similar.note')}</p>}
    </section>
  )
}

function SimilarItem({ similar: { row, excerpt, terms, ...found } }: { similar: SimilarCase }) {
  const t = useText(contextTexts)
  return (
    <>
      <Link to="/" search={(old: Filters) => ({ ...old, case: row.id })} title={row.title}>
        {row.title}
      </Link>
      <span className="related-facts">
        <strong className={found.likely ? 'similar-likely' : 'muted'}>
          {t(found.likely ? 'similar.likely' : 'similar.maybe', { score: found.score.toFixed(2) })}
        </strong>{' '}
        <StateTag state={row.state} />{' '}
        {row.followers > 0 && <span>{t('followers', { count: row.followers })}</span>}{' '}
        <span className="muted">
          <Distance place={found.place} metres={found.metres} />
          {' · '}
          {found.days === 0 ? t('similar.same-day') : t('similar.days', { days: found.days })}
        </span>
      </span>
      <HighlightedText text={excerpt} terms={terms} />
    </>
  )
}

function Distance({ place, metres }: Pick<SimilarCase, 'place' | 'metres'>) {
  const t = useText(contextTexts)
  if (metres === null) return t(`similar.place.${place}`)
  if (metres < 1000) return t('similar.metres', { metres })
  return t('similar.kilometres', { kilometres: (metres / 1000).toFixed(1) })
}
