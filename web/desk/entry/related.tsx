import { Link } from '@tanstack/react-router'
import type { CaseRow } from '#kernel/cases/contract'
import { RelativeTime } from '../../ui/deadline.tsx'
import { StateTag } from '../../ui/state-tag.tsx'

/** Cases beside the form; each opens in a tab of its own, so that the call is not lost. */
export function Related({ rows }: { rows: readonly CaseRow[] }) {
  return (
    <ul className="related">
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/" search={{ tab: 'all', case: row.id }} target="_blank" title={row.title}>
            {row.title}
          </Link>
          <span className="related-facts">
            <span className="numbers">{row.number}</span> <StateTag state={row.state} />{' '}
            <RelativeTime at={row.createdAt} />
          </span>
        </li>
      ))}
    </ul>
  )
}
