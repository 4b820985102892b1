import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Resource } from '#modules/catalogue/contract'
import type { DraftedTerms } from '#modules/sharing/contract'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { useResource } from '../catalogue/api.ts'
import { sharingTexts } from '../messages/sharing.ts'
import { sharingTermsTexts } from '../messages/sharing-terms.ts'
import { useFilters } from '../shell/filters.ts'
import { useDrafts, useGrant, useMyOrgs } from './api.ts'
import { ApplyForm } from './apply-form.tsx'
import { OwnPlaces } from './own-places.tsx'

/** Asking for data of the resource that the address names. */
export function ApplyPage() {
  const t = useText(sharingTermsTexts)
  const s = useText(sharingTexts)
  const [{ resource: id, renews }] = useFilters()
  const resource = useResource(id)
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/sharing">← {s('back')}</Link>
      <div className="page-head">
        <PageTitle title={t('apply.title')} />
      </div>
      {id === undefined && (
        <Empty title={t('apply.choose')}>
          <Link to="/catalogue">{s('requests.catalogue')}</Link>
        </Empty>
      )}
      {id !== undefined && resource.isPending && <Loading lines={8} />}
      {resource.error !== null && <Failure error={resource.error} onRetry={() => void resource.refetch()} />}
      {resource.data !== undefined && <Apply r={resource.data} renews={renews} />}
    </main>
  )
}

function Apply({ r, renews }: { r: Resource; renews: string | undefined }) {
  const t = useText(sharingTermsTexts)
  const orgs = useMyOrgs()
  const [consumer, setConsumer] = useState<string>()
  const org = consumer ?? orgs.find((o) => o !== r.provider)
  const drafts = useDrafts(r.id, org)
  const old = useGrant(renews)
  const navigate = useNavigate()
  const open = ({ id }: { id: string }) => void navigate({ to: '/sharing', search: { request: id } })
  if (orgs.length === 0) return <Empty title={t('apply.nobody')} />
  if (org === undefined) return <Empty title={t('apply.own')} />
  const { share } = r.content
  if (share.type === 'none') return <Empty title={t('apply.closed', { condition: share.condition || '—' })} />
  return (
    <>
      <ResourceNote r={r} />
      {orgs.length > 1 && (
        <label className="field">
          {t('apply.consumer')}
          <select className="input" value={org} onChange={(e) => setConsumer(e.target.value)}>
            {orgs.map((o) => (
              <option key={o} value={o}>
                {o}
              </option>
            ))}
          </select>
        </label>
      )}
      {(drafts.isPending || (renews !== undefined && old.isPending)) && <Loading lines={8} />}
      {drafts.error !== null && <Failure error={drafts.error} onRetry={() => void drafts.refetch()} />}
      {drafts.data !== undefined && (renews === undefined || old.data !== undefined) && (
        <>
          {renews === undefined && drafts.data['own-places'] !== null && (
            <OwnPlaces resource={r.id} consumer={org} onDone={open} />
          )}
          <ApplyForm
            key={org}
            r={r}
            consumer={org}
            drafts={drafts.data as DraftedTerms}
            renews={old.data}
            onDone={open}
          />
        </>
      )}
    </>
  )
}

function ResourceNote({ r }: { r: Resource }) {
  const t = useText(sharingTermsTexts)
  const s = useText(sharingTexts)
  const { share, abstract, name } = r.content
  return (
    <section className="card">
      <p>
        <Link to="/catalogue" search={{ resource: r.id }}>
          {name}
        </Link>{' '}
        <span className="hash muted">{r.code}</span> · <OrgName code={r.provider} full /> ·{' '}
        {s(`share.${share.type}`)}
      </p>
      <p className="muted">{abstract}</p>
      {share.condition !== '' && <p>{t('apply.condition', { condition: share.condition })}</p>}
    </section>
  )
}
