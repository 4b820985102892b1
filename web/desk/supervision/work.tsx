import { Link } from '@tanstack/react-router'
import type { OverdueWork } from '#modules/supervision/contract'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { supervisionTexts } from '../messages/supervision.ts'

/** Where a case of a kind is opened; a person's request is between the person and the provider, and a check has its finding. */
const pages: Readonly<Record<string, (id: string) => { to: string; search: Record<string, string> }>> = {
  'data-request': (id) => ({ to: '/sharing', search: { request: id } }),
  'data-task': (id) => ({ to: '/collection', search: { task: id } }),
  inspection: (id) => ({ to: '/control', search: { task: id } }),
  'scenario-case': (id) => ({ to: '/scenarios/cases', search: { case: id } }),
  warning: (id) => ({ to: '/warnings', search: { warning: id } }),
}

/** Work beside appeals that runs late: a row a kind, then the longest delays of all kinds. */
export function OtherWork({ work }: { work: readonly OverdueWork[] }) {
  const t = useText(supervisionTexts)
  const late = work
    .flatMap(({ type, cases }) => cases.map((c) => ({ ...c, type })))
    .toSorted((a, b) => (a.due < b.due ? -1 : 1))
  return (
    <section>
      <h2>{t('work')}</h2>
      {work.length === 0 ? <p className="muted">{t('work.empty')}</p> : <KindTable work={work} />}
      {late.length > 0 && <LateTable late={late} />}
    </section>
  )
}

function KindTable({ work }: { work: readonly OverdueWork[] }) {
  const t = useText(supervisionTexts)
  return (
    <TableScroll label={t('work')}>
      <table className="table table-stack">
        <thead>
          <tr>
            <th scope="col">{t('work.kind')}</th>
            {(['overdue', 'today', 'rung.1', 'rung.2', 'rung.3'] as const).map((name) => (
              <th key={name} scope="col" className="number">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {work.map((w) => (
            <tr key={w.type}>
              <th scope="row">{t(`type.${w.type}` as 'type.warning')}</th>
              <td className="number" data-label={t('overdue')}>
                {w.overdue > 0 ? <span className="tag tag-warn">▲ {w.overdue}</span> : 0}
              </td>
              <td className="number" data-label={t('today')}>
                {w.today}
              </td>
              {w.rungs.map((count, n) => {
                const name = `rung.${(n + 1) as 1 | 2 | 3}` as const
                return (
                  <td key={name} className="number" data-label={t(name)}>
                    {count}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function LateTable({ late }: { late: readonly (OverdueWork['cases'][number] & { type: string })[] }) {
  const t = useText(supervisionTexts)
  return (
    <TableScroll label={t('work.late')}>
      <table className="table table-stack">
        <caption>{t('work.late')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('case')}</th>
            <th scope="col">{t('work.kind')}</th>
            <th scope="col">{t('org')}</th>
            <th scope="col" className="number">
              {t('work.delay')}
            </th>
          </tr>
        </thead>
        <tbody>
          {late.map((c) => {
            const page = pages[c.type]?.(c.id)
            return (
              <tr key={c.id}>
                <th scope="row" className="nowrap">
                  {page === undefined ? c.number : <Link {...page}>{c.number}</Link>}
                </th>
                <td data-label={t('work.kind')}>{t(`type.${c.type}` as 'type.warning')}</td>
                <td data-label={t('org')}>
                  {c.org === null ? t('org.none') : <OrgName code={c.org} full />}
                </td>
                <td className="number" data-label={t('work.delay')}>
                  {t('working-hours', { hours: c.workingHours })}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableScroll>
  )
}
