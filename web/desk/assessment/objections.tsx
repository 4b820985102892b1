import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Objection, ObjectionPage } from '#modules/assessment/contract'
import { api } from '../../ui/api.ts'
import { Deadline } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { assessmentTexts } from '../messages/assessment.ts'
import { useFilters } from '../shell/filters.ts'
import { StateChoice } from './state-choice.tsx'
import { VerdictForm } from './verdict-form.tsx'

const states = ['open', 'granted', 'refused'] as const

export function ObjectionList() {
  const t = useText(assessmentTexts)
  const [{ org }] = useFilters()
  const [state, setState] = useState<(typeof states)[number]>('open')
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['assessment-objections', state, org],
    queryFn: ({ signal }) => api.get<ObjectionPage>('/assessment/objections', { state, org }, signal),
  })
  return (
    <div className="card">
      <h2>{t('objections')}</h2>
      <p className="muted">{t('objections.lead')}</p>
      <StateChoice states={states} value={state} onChange={setState} />
      {isPending && <Loading lines={3} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <Empty title={t('objections.empty')} />}
      {data !== undefined && data.rows.length > 0 && <ObjectionTable rows={data.rows} />}
    </div>
  )
}

function ObjectionTable({ rows }: { rows: readonly Objection[] }) {
  const t = useText(assessmentTexts)
  return (
    <TableScroll label={t('objections')}>
      <table className="table">
        <thead>
          <tr>
            {(['what', 'org', 'case', 'due', 'verdict'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {t(`kind.${row.kind}`)}
                <br />
                <span className="muted">{row.reason}</span>
              </th>
              <td>
                <OrgName code={row.org} full />
              </td>
              <td>
                <Link to="/" search={{ tab: 'all', case: row.case.id }}>
                  {row.case.number}
                </Link>
              </td>
              <td>{row.state === 'open' ? <Deadline due={row.due} /> : t('none')}</td>
              <td>
                <Verdict row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Verdict({ row }: { row: Objection }) {
  const t = useText(assessmentTexts)
  const { hasRole } = useSession()
  if (row.state !== 'open')
    return (
      <>
        {t(`state.${row.state}`)} <span className="muted">{`${row.decidedBy}：${row.decision}`}</span>
      </>
    )
  if (!hasRole('supervisor')) return <>{t('state.open')}</>
  return (
    <VerdictForm path={`/assessment/objections/${row.id}/decide`} field="grant" yes="grant" no="refuse" />
  )
}
