import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { ResourceView } from '#modules/catalogue/contract'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { collectionTexts } from '../messages/collection.ts'
import { useFilters } from '../shell/filters.ts'
import { useResource } from './api.ts'
import { Deliveries } from './deliveries.tsx'
import { Quarantine } from './quarantine.tsx'
import { Rows } from './rows.tsx'
import { Upload } from './upload.tsx'

const Quality = lazy(async () => ({ default: (await import('./quality.tsx')).Quality }))

const tabs = ['deliveries', 'quarantine', 'rows', 'quality', 'upload'] as const
type Tab = (typeof tabs)[number]

/** One resource as it arrives. */
export function ResourcePage({ id }: { id: string }) {
  const t = useText(collectionTexts)
  const [filters] = useFilters()
  const resource = useResource(id)
  const { me } = useSession()
  const r = resource.data
  const keeps = me?.posts.some((p) => p.role === 'data-manager' && p.org === r?.provider) ?? false
  const shown = tabs.filter((name) => keeps || (name !== 'upload' && name !== 'rows'))
  const tab: Tab = shown.find((name) => name === filters.tab) ?? 'deliveries'
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="." search={{}}>
        ← {t('back')}
      </Link>
      {resource.isPending && <Loading lines={6} />}
      {resource.error !== null && <Failure error={resource.error} onRetry={() => void resource.refetch()} />}
      {r !== undefined && (
        <>
          <div className="page-head">
            <PageTitle title={r.content.name} />
            <span className="muted">
              {r.code} · <OrgName code={r.provider} />
            </span>
          </div>
          <nav className="collection-tabs" aria-label={t('view')}>
            {shown.map((name) => (
              <Link
                key={name}
                to="."
                search={{ resource: id, tab: name }}
                className={`button ${name === tab ? 'button-main' : 'button-plain'}`}
                aria-current={name === tab ? 'page' : undefined}
              >
                {t(`tab.${name}`)}
              </Link>
            ))}
          </nav>
          <TabBody tab={tab} resource={r} />
        </>
      )}
    </main>
  )
}

function TabBody({ tab, resource }: { tab: Tab; resource: ResourceView }) {
  if (tab === 'deliveries') return <Deliveries id={resource.id} />
  if (tab === 'quarantine') return <Quarantine resource={resource} />
  if (tab === 'rows') return <Rows resource={resource} />
  if (tab === 'upload') return <Upload resource={resource} />
  return (
    <Suspense fallback={<Loading lines={6} />}>
      <Quality id={resource.id} />
    </Suspense>
  )
}
