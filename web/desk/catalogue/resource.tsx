import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Content, ResourceView } from '#modules/catalogue/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { catalogueTexts } from '../messages/catalogue.ts'
import { useFilters } from '../shell/filters.ts'
import { useResource } from './api.ts'
import { ResourceControls } from './controls.tsx'
import { Contract, Description, Items, Posts } from './description.tsx'
import { EditResource } from './editor/page.tsx'
import { GradingSection } from './grading.tsx'
import { LineageSection } from './lineage.tsx'
import { Versions } from './versions.tsx'
import { StateWord } from './words.tsx'

const sections = ['description', 'items', 'contract', 'grading', 'versions', 'lineage', 'posts'] as const

/** One resource: what it is, what holds, what it comes from, and what may be done with it. */
export function ResourcePageOf({ id }: { id: string }) {
  const t = useText(catalogueTexts)
  const [filters] = useFilters()
  const resource = useResource(id)
  const r = resource.data
  if (r !== undefined && filters.edit !== undefined && r.may.includes('edit'))
    return <EditResource resource={r} />
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/catalogue" search={(old: object) => ({ ...old, resource: undefined, edit: undefined })}>
        ← {t('back')}
      </Link>
      {resource.isPending && <Loading lines={10} />}
      {resource.error !== null && <Failure error={resource.error} onRetry={() => void resource.refetch()} />}
      {r !== undefined && <Body r={r} />}
    </main>
  )
}

function Body({ r }: { r: ResourceView }) {
  const t = useText(catalogueTexts)
  const [showsDraft, setShowsDraft] = useState(r.state === 'draft')
  const content = showsDraft && r.draft !== null ? r.draft : r.content
  return (
    <>
      <div className="page-head">
        <PageTitle title={content.name} />
        <StateWord state={r.state} />
        {r.version > 0 && <span>{t('version.value', { version: r.version })}</span>}
        <span className="hash muted">{r.code}</span>
      </div>
      {r.state === 'retired' && <p role="status">{t('retired.note')}</p>}
      {r.draft !== null && r.state === 'published' && (
        <p className="draft-note">
          {showsDraft ? t('viewing.draft') : t('has-draft')}{' '}
          <Button kind="quiet" onClick={() => setShowsDraft(!showsDraft)}>
            {t(showsDraft ? 'view.published' : 'view.draft')}
          </Button>
        </p>
      )}
      <ResourceControls r={r} />
      <nav className="section-links no-print" aria-label={t('sections')}>
        {sections.map((name) => (
          <a key={name} href={`#${name}`}>
            {t(name)}
          </a>
        ))}
      </nav>
      <Sections r={r} content={content} />
    </>
  )
}

function Sections({ r, content }: { r: ResourceView; content: Content }) {
  return (
    <>
      <Section name="description">
        <Description r={r} content={content} />
      </Section>
      <Section name="items">
        <Items content={content} />
      </Section>
      <Section name="contract">
        <Contract content={content} />
      </Section>
      <Section name="grading">
        <GradingSection r={r} />
      </Section>
      <Section name="versions">
        <Versions versions={r.versions} />
      </Section>
      <Section name="lineage">
        <LineageSection r={r} />
      </Section>
      <Section name="posts">
        <Posts content={content} />
      </Section>
    </>
  )
}

function Section({ name, children }: { name: (typeof sections)[number]; children: ReactNode }) {
  const t = useText(catalogueTexts)
  return (
    <section className="card" id={name} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>{t(name)}</h2>
      {children}
    </section>
  )
}
