import './linkage.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { LinkageView } from '#modules/linkage/contract'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { linkageTexts } from '../messages/linkage.ts'
import { useFilters } from '../shell/filters.ts'
import { useLinkage } from './api.ts'
import { DoubtsPage } from './doubts.tsx'
import { EntityPage } from './entity.tsx'
import { LinkageForm } from './form.tsx'
import { LinkageList } from './list.tsx'

/** All linkages; the form, the doubts or the entities of one where the address names it. */
export function LinkagePage() {
  const [{ linkage, view }] = useFilters()
  if (linkage === undefined) return <LinkageList />
  if (linkage === 'new') return <Inside>{<LinkageForm />}</Inside>
  return <OneLinkage key={`${linkage} ${view}`} id={linkage} view={view} />
}

function OneLinkage({ id, view }: { id: string; view: string | undefined }) {
  const linkage = useLinkage(id)
  const l = linkage.data
  const may = (name: string) => l?.may.includes(name) === true
  return (
    <Inside>
      {linkage.isPending && <Loading lines={6} />}
      {linkage.error !== null && <Failure error={linkage.error} onRetry={() => void linkage.refetch()} />}
      {l !== undefined && (may('review') ? <View l={l} view={view} /> : <NotForYou l={l} />)}
    </Inside>
  )
}

function View({ l, view }: { l: LinkageView; view: string | undefined }) {
  if (view === 'edit') return <LinkageForm linkage={l} />
  return view === 'entity' ? <EntityPage l={l} /> : <DoubtsPage l={l} />
}

function NotForYou({ l }: { l: LinkageView }) {
  const t = useText(linkageTexts)
  return (
    <>
      <PageTitle title={l.content.name} />
      <p role="note">{t('not-for-you')}</p>
    </>
  )
}

function Inside({ children }: { children: ReactNode }) {
  const t = useText(linkageTexts)
  return (
    <main id="main" tabIndex={-1} className="page linkage">
      <Link to="." search={{}}>
        ← {t('back')}
      </Link>
      {children}
    </main>
  )
}
