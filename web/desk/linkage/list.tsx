import { Link } from '@tanstack/react-router'
import type { LinkageView } from '#modules/linkage/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { linkageTexts } from '../messages/linkage.ts'
import { useLinkages, useLinkageWrite } from './api.ts'
import { RunState } from './run-state.tsx'

/** The linkages that this reader may see, with what their last run came to. */
export function LinkageList() {
  const t = useText(linkageTexts)
  const { hasRole } = useSession()
  const isManager = hasRole('data-manager')
  const linkages = useLinkages()
  const rows = linkages.data?.rows
  return (
    <main id="main" tabIndex={-1} className="page linkage">
      <div className="page-head">
        <PageTitle title={t('title')} />
        {isManager && (
          <Link to="." search={{ linkage: 'new' }} className="button button-main">
            {t('new')}
          </Link>
        )}
      </div>
      <p className="muted">{t('intro')}</p>
      {linkages.isPending && <Loading lines={6} />}
      {linkages.error !== null && <Failure error={linkages.error} onRetry={() => void linkages.refetch()} />}
      {rows?.length === 0 && (
        <Empty title={t('empty')}>
          <p>{t(isManager ? 'empty.manager' : 'empty.reader')}</p>
        </Empty>
      )}
      {rows?.map((l) => (
        <LinkageCard key={l.id} l={l} />
      ))}
    </main>
  )
}

function LinkageCard({ l }: { l: LinkageView }) {
  const t = useText(linkageTexts)
  const may = (name: string) => l.may.includes(name)
  const heading = `linkage-${l.id}`
  return (
    <section className="card" aria-labelledby={heading}>
      <div className="linkage-head">
        <h2 id={heading}>{l.content.name}</h2>
        <span className="tag">{t(`kind.${l.content.kind}`)}</span>
        <span className="muted">
          <OrgName code={l.org} /> · {t('sources', { n: l.content.sources.length })}
        </span>
      </div>
      <p className="muted">{t('what-for', { purpose: l.content.purpose, basis: l.content.legalBasis })}</p>
      <RunState l={l} />
      <div className="linkage-buttons">
        {may('start') && <StartButton l={l} />}
        {may('review') && (
          <>
            <Link to="." search={{ linkage: l.id, view: 'doubts' }} className="button button-plain">
              {t('judge')}
            </Link>
            <Link to="." search={{ linkage: l.id, view: 'entity' }} className="button button-plain">
              {t('find')}
            </Link>
          </>
        )}
        {may('save') && (
          <Link to="." search={{ linkage: l.id, view: 'edit' }} className="button button-plain">
            {t('edit')}
          </Link>
        )}
      </div>
      {may('start') && l.blocked !== null && <Blocked l={l} blocked={l.blocked} />}
    </section>
  )
}

/** Starts a run; a button that cannot says why below. */
function StartButton({ l }: { l: LinkageView }) {
  const t = useText(linkageTexts)
  const failureText = useFailureText()
  const start = useLinkageWrite(`/linkages/${l.id}/start`)
  return (
    <>
      <Button
        kind="main"
        busy={start.isPending}
        disabled={l.blocked !== null}
        aria-describedby={l.blocked === null ? undefined : `blocked-${l.id}`}
        onClick={() => start.mutate({})}
      >
        {t(l.run === null ? 'start' : 'start.again')}
      </Button>
      {start.error !== null && l.blocked === null && (
        <p role="alert" className="field-error">
          {failureText(start.error)}
        </p>
      )}
    </>
  )
}

function Blocked({ l, blocked }: { l: LinkageView; blocked: NonNullable<LinkageView['blocked']> }) {
  const t = useText(linkageTexts)
  return (
    <p id={`blocked-${l.id}`} className="muted">
      {t(`blocked.${blocked}`)}{' '}
      {blocked === 'not-approved' && <Link to="/algorithms">{t('blocked.register')}</Link>}
    </p>
  )
}
