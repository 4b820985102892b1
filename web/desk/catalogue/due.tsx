import { Link } from '@tanstack/react-router'
import type { DueGrade } from '#modules/catalogue/contract'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { catalogueTexts } from '../messages/catalogue.ts'
import { catalogueGradingTexts } from '../messages/catalogue-grading.ts'
import { useCatalogueRead } from './api.ts'
import { LevelTag } from './level.tsx'

/** What waits for a grade or a review, the oldest first. */
export function DueGradesPage() {
  const t = useText(catalogueGradingTexts)
  const c = useText(catalogueTexts)
  const due = useCatalogueRead<DueGrade[]>('/resources/grades/due')
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/catalogue">← {t('back')}</Link>
      <PageTitle title={t('due.title')} />
      {due.isPending && <Loading lines={8} />}
      {due.error !== null && <Failure error={due.error} onRetry={() => void due.refetch()} />}
      {due.data?.length === 0 && <Empty title={t('due.none')} />}
      {due.data !== undefined && due.data.length > 0 && (
        <TableScroll label={t('due.title')}>
          <table className="table catalogue-table">
            <thead>
              <tr>
                {[c('name'), c('provider'), t('level'), t('due.cause'), t('due.since'), t('review')].map(
                  (head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {due.data.map((d) => (
                <tr key={d.id}>
                  <th scope="row">
                    <Link to="/catalogue" search={{ resource: d.id }} hash="grading">
                      {d.name}
                    </Link>
                  </th>
                  <td data-label={c('provider')}>
                    <OrgName code={d.provider} />
                  </td>
                  <td data-label={t('level')}>
                    <LevelTag level={d.level} />
                  </td>
                  <td data-label={t('due.cause')}>
                    {t(d.cause === 'source' ? 'need.linked' : `need.${d.cause}`)}
                  </td>
                  <td data-label={t('due.since')} className="nowrap">
                    {d.since?.slice(0, 10) ?? c('none')}
                  </td>
                  <td data-label={t('review')} className="nowrap">
                    {d.review ?? c('none')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </main>
  )
}
