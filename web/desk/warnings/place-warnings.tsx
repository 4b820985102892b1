import { Link } from '@tanstack/react-router'
import type { WarningRow } from '#modules/early-warning/contract'
import { useCaseTitle } from '../../ui/cases.ts'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { LevelTag, shown, WarningState } from '../../ui/warning-level.tsx'
import { unitIn } from '../../ui/warnings.ts'
import { boardTexts } from '../messages/warning-board.ts'

/** The warnings of one place, whose name stands above them. */
export function PlaceWarnings({ rows }: { rows: readonly WarningRow[] }) {
  return (
    <ul className="board-warnings">
      {rows.map((row) => (
        <Line key={row.id} row={row} />
      ))}
    </ul>
  )
}

function Line({ row }: { row: WarningRow }) {
  const t = useText(boardTexts)
  const { locale } = useLanguage()
  const title = useCaseTitle()
  return (
    <li>
      <span>
        <LevelTag level={row.level} />{' '}
        <Link to="." search={(old: object) => ({ ...old, warning: row.id })}>
          {title(row)}
        </Link>
      </span>
      <span className="board-facts muted">
        <WarningState state={row.state} />
        {row.exercise && <span className="tag tag-quiet">{t('exercise')}</span>}
        <span className="nowrap">{shown(row.peak, unitIn(locale, row))}</span>
        <span>
          {t('last')} <RelativeTime at={row.lastAt} />
        </span>
        {row.lead !== null && <OrgName code={row.lead} />}
        {row.due !== null && <Deadline due={row.due} />}
      </span>
    </li>
  )
}
