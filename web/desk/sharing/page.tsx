import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { sharingTexts } from '../messages/sharing.ts'
import { useFilters } from '../shell/filters.ts'
import { ClocksView } from './clocks.tsx'
import { ConsentsView } from './consents.tsx'
import { GrantPageOf } from './grant.tsx'
import { MatrixView } from './matrix.tsx'
import { MineView } from './mine.tsx'
import { RequestPage } from './request.tsx'
import { RequestList } from './requests.tsx'
import { ViewerPage } from './viewer.tsx'

const views = ['requests', 'mine', 'matrix', 'watches', 'clocks'] as const
type View = (typeof views)[number]

/** Requests, what one may see, who may see what, and the clocks; one request or grant where the address names it. */
export function SharingPage() {
  const [{ request, grant, show }] = useFilters()
  if (request !== undefined) return <RequestPage key={request} id={request} />
  if (grant !== undefined && show === 'rows') return <ViewerPage key={grant} id={grant} />
  if (grant !== undefined) return <GrantPageOf key={grant} id={grant} />
  return <Views />
}

function Views() {
  const t = useText(sharingTexts)
  const { hasRole } = useSession()
  const [{ view }] = useFilters()
  const isManager = hasRole('data-manager')
  const seesWatches = isManager || hasRole('data-authority') || hasRole('auditor')
  const shown = views.filter((v) => (v === 'mine' ? isManager : v !== 'watches' || seesWatches))
  const current: View = shown.find((v) => v === view) ?? 'requests'
  const content: Readonly<Record<View, () => ReactNode>> = {
    requests: () => <RequestList />,
    mine: () => <MineView />,
    matrix: () => <MatrixView />,
    watches: () => <ConsentsView />,
    clocks: () => <ClocksView />,
  }
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <nav className="button-row" aria-label={t('views')}>
          {shown.map((v) => (
            <Link
              key={v}
              to="/sharing"
              search={{ view: v }}
              aria-current={v === current ? 'page' : undefined}
              className="sharing-tab"
            >
              {t(`view.${v}`)}
            </Link>
          ))}
        </nav>
      </div>
      {content[current]()}
    </main>
  )
}
