import './data-checks.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Role } from '#kernel/identity/define'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { dataCheckTexts } from '../messages/data-checks.ts'
import { useFilters } from '../shell/filters.ts'
import { DutiesView } from './duties.tsx'
import { FindingPage } from './finding.tsx'
import { FindingsView } from './findings.tsx'
import { OverviewView } from './overview.tsx'
import { OwnView } from './own.tsx'
import { ParametersView } from './parameters.tsx'
import { RiskReportPage } from './report.tsx'
import { RiskReportsView } from './reports.tsx'

const watching: readonly Role[] = ['data-manager', 'data-authority', 'auditor', 'supervisor', 'leader']
const reporting: readonly Role[] = ['data-manager', 'data-authority', 'auditor', 'leader']

/** Each part of the page, and whose it is; everyone sees what they answer for themselves. */
const views = [
  { name: 'overview', roles: watching, content: () => <OverviewView /> },
  { name: 'findings', roles: watching, content: () => <FindingsView /> },
  { name: 'duties', roles: watching, content: () => <DutiesView /> },
  { name: 'own', roles: null, content: () => <OwnView /> },
  { name: 'reports', roles: reporting, content: () => <RiskReportsView /> },
  { name: 'parameters', roles: watching, content: () => <ParametersView /> },
] as const satisfies readonly { name: string; roles: readonly Role[] | null; content: () => ReactNode }[]

/** Duties, findings and reports; one finding or one report where the address names it. */
export function DataChecksPage() {
  const [{ finding, check, report, view }] = useFilters()
  const { hasRole } = useSession()
  const t = useText(dataCheckTexts)
  if (report !== undefined) return <RiskReportPage key={report} id={report} />
  if (finding !== undefined) return <FindingPage key={finding} finding={finding} />
  if (check !== undefined && view === 'case') return <FindingPage key={check} check={check} />
  const shown = views.filter((v) => v.roles === null || v.roles.some((r) => hasRole(r)))
  const current = shown.find((v) => v.name === view) ?? shown[0]
  return (
    <main id="main" tabIndex={-1} className="page data-checks">
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      <nav className="section-links" aria-label={t('views')}>
        {shown.map((v) => (
          <Link
            key={v.name}
            to="/data-checks"
            search={{ view: v.name }}
            aria-current={v === current ? 'page' : undefined}
          >
            {t(`view.${v.name}`)}
          </Link>
        ))}
      </nav>
      {current?.content()}
    </main>
  )
}
