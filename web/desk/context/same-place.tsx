import { Link } from '@tanstack/react-router'
import type { CaseView } from '#kernel/cases/contract'
import { appeals, useCaseList } from '../../ui/cases.ts'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { contextTexts } from '../messages/context.ts'
import type { Filters } from '../shell/filters.ts'

const shown = 6

/** Other appeals from the same place: the same trouble is often told twice. */
export function SamePlace({ c }: { c: CaseView }) {
  const t = useText(contextTexts)
  const place = c.place.split('/').slice(0, 3).join('/')
  const list = useCaseList(appeals, { place, limit: shown + 1, sort: 'newest' })
  const others = list.rows.filter((row) => row.id !== c.id).slice(0, shown)
  return (
    <section>
      <h3>
        {t('same-place')}{' '}
        <Link to="/" search={{ tab: 'all', place, case: c.id }} className="section-link">
          {t('same-place.all')}
        </Link>
      </h3>
      {!list.isPending && others.length === 0 && <p className="muted">{t('same-place.none')}</p>}
      <ul className="related">
        {others.map((row) => (
          <li key={row.id}>
            <Link to="/" search={(old: Filters) => ({ ...old, case: row.id })} title={row.title}>
              {row.title}
            </Link>
            <span className="related-facts">
              <StateTag state={row.state} />{' '}
              <span className="muted">
                <RelativeTime at={row.createdAt} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
