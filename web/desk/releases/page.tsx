import '../../ui/release-card.css'
import './releases.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { releasesTexts } from '../messages/releases.ts'
import { useFilters } from '../shell/filters.ts'
import { EditRelease, NewRelease } from './form.tsx'
import { ReleaseList } from './list.tsx'
import { ReleasePageView } from './release.tsx'

/** The list of releases; one of them or its plan where the address names it. */
export function ReleasesPage() {
  const [{ release, view }] = useFilters()
  if (release === undefined) return <ReleaseList />
  if (release === 'new')
    return (
      <Inside>
        <NewRelease />
      </Inside>
    )
  return (
    <Inside>
      {view === 'edit' ? (
        <EditRelease key={release} id={release} />
      ) : (
        <ReleasePageView key={release} id={release} />
      )}
    </Inside>
  )
}

function Inside({ children }: { children: ReactNode }) {
  const t = useText(releasesTexts)
  return (
    <main id="main" tabIndex={-1} className="page releases">
      <Link to="." search={{}}>
        ← {t('back')}
      </Link>
      {children}
    </main>
  )
}
