import { Link } from '@tanstack/react-router'
import type { Overview, OverviewGroup } from '#modules/supervision/contract'
import { useText } from '../../ui/i18n.tsx'
import { OrgName, useOrgName } from '../../ui/org-name.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { supervisionTexts } from '../messages/supervision.ts'
import type { Filters } from '../shell/filters.ts'

const counts = [
  ['overdue', 'overdue', { overdue: 'true' }],
  ['hours', 'hours', { due: 'hours' }],
  ['today', 'today', { due: 'today' }],
  ['tomorrow', 'tomorrow', { due: 'tomorrow' }],
  ['lateLead', 'late-lead', { late: 'true', open: 'true' }],
  ['lateCo', 'late-co', { lateCo: 'true' }],
] as const satisfies readonly (readonly [keyof OverviewGroup, keyof typeof supervisionTexts, Filters])[]

/** Worst first. Delays of the lead and of co-handlers stand apart; a count opens its list, a delay its case. */
export function GroupTable({
  overview,
  onSupervise,
}: {
  overview: Overview
  onSupervise: (org: string) => void
}) {
  const t = useText(supervisionTexts)
  return (
    <TableScroll label={t('groups')}>
      <table className="table supervision-groups">
        <caption>{t('groups')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('org')}</th>
            {counts.map(([, name]) => (
              <th key={name} scope="col" className="number">
                {t(name)}
              </th>
            ))}
            <th scope="col">{t('longest')}</th>
            <th scope="col" className="no-print">
              {t('supervise')}
            </th>
          </tr>
        </thead>
        <tbody>
          {overview.groups.map((group) => (
            <GroupRow key={group.org ?? ''} group={group} onSupervise={onSupervise} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            {counts.map(([field]) => (
              <td key={field} className="number">
                {overview.total[field]}
              </td>
            ))}
            <td />
            <td className="no-print" />
          </tr>
        </tfoot>
      </table>
    </TableScroll>
  )
}

/** The filter of a lead; what has none waits for its dispatch. */
function leadOf(org: string | null): Filters {
  return org === null ? { state: 'submitted,classified' } : { org }
}

function GroupRow({ group, onSupervise }: { group: OverviewGroup; onSupervise: (org: string) => void }) {
  const t = useText(supervisionTexts)
  const name = useOrgName()
  const { org, longest } = group
  return (
    <tr>
      <th scope="row">{org === null ? t('org.none') : <OrgName code={org} full />}</th>
      {counts.map(([field, , list]) => (
        <td key={field} className="number">
          {group[field] === 0 ? (
            0
          ) : (
            // A late co-handler is not the lead: its list is not cut by the lead's name.
            <Link to="/" search={{ tab: 'all', ...list, ...(field === 'lateCo' ? {} : leadOf(org)) }}>
              {group[field]}
            </Link>
          )}
        </td>
      ))}
      <td className="nowrap">
        {longest === null ? (
          '—'
        ) : (
          <Link to="/" search={{ tab: 'all', case: longest.id }}>
            {t('working-hours', { hours: longest.workingHours })}
          </Link>
        )}
      </td>
      <td className="no-print">
        {org !== null && group.overdue > 0 && (
          <button
            type="button"
            className="link-button"
            aria-label={t('supervise.of', { org: name(org) })}
            onClick={() => onSupervise(org)}
          >
            {t('supervise')}
          </button>
        )}
      </td>
    </tr>
  )
}
