import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Finding, FindingPage } from '#modules/assessment/contract'
import { api } from '../../ui/api.ts'
import { RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { assessmentTexts } from '../messages/assessment.ts'
import { useFilters } from '../shell/filters.ts'
import { StateChoice } from './state-choice.tsx'
import { VerdictForm } from './verdict-form.tsx'

const states = ['open', 'confirmed', 'dismissed'] as const

export function FindingList() {
  const t = useText(assessmentTexts)
  const [{ org }] = useFilters()
  const [state, setState] = useState<(typeof states)[number]>('open')
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['assessment-findings', state, org],
    queryFn: ({ signal }) => api.get<FindingPage>('/assessment/findings', { state, org }, signal),
  })
  return (
    <div className="card">
      <h2>{t('findings')}</h2>
      <p className="muted">{t('findings.lead')}</p>
      <StateChoice states={states} value={state} onChange={setState} />
      {isPending && <Loading lines={3} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <Empty title={t('findings.empty')} />}
      {data !== undefined && data.rows.length > 0 && <FindingTable rows={data.rows} />}
    </div>
  )
}

function FindingTable({ rows }: { rows: readonly Finding[] }) {
  const t = useText(assessmentTexts)
  const { hasRole } = useSession()
  return (
    <TableScroll label={t('findings')}>
      <table className="table">
        <thead>
          <tr>
            {(['what', 'org', 'case', 'when', 'verdict'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{t(`rule.${row.rule}`, row.facts)}</th>
              <td>
                <OrgName code={row.org} full />
              </td>
              <td>
                <Link to="/" search={{ tab: 'all', case: row.case.id }}>
                  {row.case.number}
                </Link>
              </td>
              <td>
                <RelativeTime at={row.at} />
              </td>
              <td>
                {row.state !== 'open' && (
                  <>
                    {t(`state.${row.state}`)}{' '}
                    <span className="muted">{`${row.judgedBy}：${row.reason}`}</span>
                  </>
                )}
                {row.state === 'open' && hasRole('supervisor') && (
                  <VerdictForm
                    path={`/assessment/findings/${row.id}/judge`}
                    field="confirm"
                    yes="confirm"
                    no="dismiss"
                  />
                )}
                {row.state === 'open' && !hasRole('supervisor') && t('state.open')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
