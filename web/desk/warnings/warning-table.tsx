import { Link } from '@tanstack/react-router'
import type { WarningRow } from '#modules/early-warning/contract'
import { useCaseTitle } from '../../ui/cases.ts'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { LevelTag, shown, WarningState } from '../../ui/warning-level.tsx'
import { unitIn } from '../../ui/warnings.ts'
import { TableScroll } from '../fields/table-scroll.tsx'
import { warningTexts } from '../messages/warnings.ts'

/** Warnings as lines that open them; the name of the table tells it from others of the page. */
export function WarningTable({ rows, label }: { rows: readonly WarningRow[]; label: string }) {
  const t = useText(warningTexts)
  const columns = ['level', 'what', 'state', 'peak', 'last', 'lead', 'due'] as const
  return (
    <TableScroll label={label}>
      <table className="table table-stack">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <WarningLine key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function WarningLine({ row }: { row: WarningRow }) {
  const t = useText(warningTexts)
  const { locale } = useLanguage()
  const title = useCaseTitle()
  return (
    <tr>
      <td>
        <LevelTag level={row.level} />
      </td>
      <th scope="row">
        <Link to="." search={(old: object) => ({ ...old, warning: row.id })}>
          {title(row)}
        </Link>
        <br />
        <span className="muted">
          {row.number} · {t(`domain.${row.domain}`)} · <PlaceName path={row.place} />
        </span>
      </th>
      <td>
        <WarningState state={row.state} />{' '}
        {row.calmSince !== null && row.state !== 'closed' && (
          <span className="tag tag-quiet">{t('calm')}</span>
        )}{' '}
        {row.verdict !== null && <span className="tag tag-quiet">{t(`verdict.${row.verdict}`)}</span>}{' '}
        {row.exercise && <span className="tag tag-quiet">{t('exercise')}</span>}
      </td>
      <td data-label={t('peak')} className="nowrap">
        {shown(row.peak, unitIn(locale, row))}
      </td>
      <td data-label={t('last')}>
        <RelativeTime at={row.lastAt} />
      </td>
      <td data-label={t('lead')}>{row.lead === null ? t('none') : <OrgName code={row.lead} />}</td>
      <td data-label={t('due')}>
        <Deadline due={row.due} />
      </td>
    </tr>
  )
}
