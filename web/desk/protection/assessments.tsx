import { Link } from '@tanstack/react-router'
import type { Assessment } from '#modules/protection/contract'
import { purposeNames } from '#modules/sharing/rules'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { hasRole, useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { assessmentTexts } from '../messages/protection-assessments.ts'
import { useFilters } from '../shell/filters.ts'
import { useProtectionRead } from './api.ts'
import { AssessmentEditor } from './assessment-form.tsx'
import { AssessmentState } from './assessment-state.tsx'
import { AssessmentTablePart } from './assessment-table.tsx'
import { AssessmentPage } from './assessment-view.tsx'
import { ProtectionFrame } from './frame.tsx'

/** Impact assessments; one where the address names it. */
export function AssessmentsPage() {
  const [{ assessment }] = useFilters()
  if (assessment === 'new') return <AssessmentEditor />
  return assessment === undefined ? <AssessmentList /> : <AssessmentPage key={assessment} id={assessment} />
}

function AssessmentList() {
  const t = useText(assessmentTexts)
  const { me } = useSession()
  const list = useProtectionRead<{ rows: Assessment[] }>('/protection/assessments')
  const rows = list.data?.rows
  return (
    <ProtectionFrame>
      <div className="page-head">
        {hasRole(me, 'data-manager') && (
          <Link
            className="button button-main"
            to="/protection"
            search={{ view: 'assessments', assessment: 'new' }}
          >
            {t('new')}
          </Link>
        )}
      </div>
      {list.isPending && <Loading lines={6} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {rows?.length === 0 && (
        <Empty title={t('empty')}>
          <p>{t('empty.text')}</p>
        </Empty>
      )}
      {rows !== undefined && rows.length > 0 && <Rows rows={rows} />}
      <AssessmentTablePart />
    </ProtectionFrame>
  )
}

function Rows({ rows }: { rows: readonly Assessment[] }) {
  const t = useText(assessmentTexts)
  const { locale } = useLanguage()
  return (
    <TableScroll label={t('title')}>
      <table className="table catalogue-table">
        <thead>
          <tr>
            {(['title', 'org', 'resource', 'purpose', 'state', 'valid'] as const).map((h) => (
              <th key={h} scope="col">
                {t(h)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((a) => (
            <tr key={a.id}>
              <th scope="row">
                <Link to="/protection" search={{ view: 'assessments', assessment: a.id }}>
                  {a.content.title}
                </Link>
              </th>
              <td data-label={t('org')}>
                <OrgName code={a.org} />
              </td>
              <td data-label={t('resource')}>{a.resourceName}</td>
              <td data-label={t('purpose')}>{purposeNames[a.content.purpose][locale]}</td>
              <td data-label={t('state')}>
                <AssessmentState state={a.state} />
              </td>
              <td data-label={t('valid')} className="nowrap">
                {a.validUntil ?? t('none')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}
