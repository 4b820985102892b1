import { Link } from '@tanstack/react-router'
import { type CaseDoor, useCaseList } from '../../ui/cases.ts'
import { Deadline } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { correctionTexts } from '../messages/protection-corrections.ts'
import { useFilters } from '../shell/filters.ts'
import { CorrectionPage } from './correction.tsx'
import { ProtectionFrame } from './frame.tsx'

const corrections: CaseDoor = { type: 'data-correction', path: '/data-corrections' }

function CorrectionState({ state }: { state: string }) {
  const t = useText(correctionTexts)
  const tone = state === 'submitted' ? 'open' : state === 'refused' ? 'warn' : 'quiet'
  return <span className={`tag tag-${tone}`}>{t(`state.${state}` as 'state.submitted')}</span>
}

/** What people ask about their rows, what is due first on top; one where the address names it. */
export function CorrectionsPage() {
  const t = useText(correctionTexts)
  const [{ request }] = useFilters()
  const list = useCaseList(corrections, { sort: 'due' }, request === undefined)
  if (request !== undefined) return <CorrectionPage key={request} id={request} />
  return (
    <ProtectionFrame>
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && list.rows.length === 0 && <Empty title={t('empty')} />}
      {list.rows.length > 0 && (
        <TableScroll label={t('request')}>
          <table className="table catalogue-table">
            <thead>
              <tr>
                {(['request', 'state', 'provider', 'due'] as const).map((h) => (
                  <th key={h} scope="col">
                    {t(h)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to="/protection" search={{ view: 'corrections', request: row.id }}>
                      {row.title}
                    </Link>{' '}
                    <span className="muted">{row.number}</span>
                  </th>
                  <td data-label={t('state')}>
                    <CorrectionState state={row.state} />
                  </td>
                  <td data-label={t('provider')}>
                    {row.lead === null ? t('none') : <OrgName code={row.lead} />}
                  </td>
                  <td data-label={t('due')}>
                    {row.due === null ? t('none') : <Deadline due={row.due} held={row.held} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </ProtectionFrame>
  )
}
