import './parties.css'
import { useMemo } from 'react'
import type { PageView } from '#modules/scenarios/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useParam } from '../../ui/links.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { PageBlocks } from '../../ui/running/blocks.tsx'
import { Entries } from '../../ui/running/entries.tsx'
import { giveLater } from '../../ui/running/give-later.ts'
import { type Keep, type Run, type RunAt, RunProvider, useRunning, useRunPage } from '../../ui/running/run.ts'
import { useSession } from '../../ui/session.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Link } from '../links.ts'
import { partiesTexts } from '../messages/parties.ts'
import { SignInForm } from '../sign-in.tsx'
import { AsOf } from './as-of.tsx'
import { useKeep, useOpensOffline } from './keep.ts'

const refreshMs = 30_000

/** A page of a scenario for one of the person's parties, for one hand and with or without a network. */
export function PartyPage() {
  const t = useText(partiesTexts)
  const { me, isPending, error, refetch } = useSession()
  return (
    <div className="page party">
      <p>
        <Link to="/parties">‹ {t('back')}</Link>
      </p>
      {isPending && <Loading />}
      {!isPending && me?.kind !== 'resident' && (
        <>
          <PageTitle title={t('title')} />
          {me === undefined ? <Failure error={error} onRetry={() => void refetch()} /> : <SignInForm />}
        </>
      )}
      {me?.kind === 'resident' && <OfParty owner={me.id} />}
    </div>
  )
}

function OfParty({ owner }: { owner: string }) {
  const t = useText(partiesTexts)
  const party = useParam('party')
  const page = useParam('page')
  const keep = useKeep(owner)
  const { data, error, isPending, refetch } = useRunning(owner, keep)
  const scenario = data?.rows.find((s) => s.parties.some((p) => p.id === party))
  useOpensOffline(scenario !== undefined)
  const [code, sandbox] = [scenario?.code, scenario?.sandbox]
  const at = useMemo(
    () => (code === undefined || sandbox === undefined ? undefined : { code, sandbox, page, party }),
    [code, sandbox, page, party],
  )
  if (isPending) return <Loading lines={6} />
  if (at === undefined)
    return (
      <>
        <PageTitle title={t('title')} />
        {error !== null && data === undefined ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <Empty title={t('missing.title')}>
            <p>{t('missing.text')}</p>
          </Empty>
        )}
      </>
    )
  const label = scenario?.parties.find((p) => p.id === party)?.label ?? ''
  return <OnePage key={`${party} ${page}`} owner={owner} at={at} keep={keep} label={label} />
}

interface OnePageProps {
  readonly owner: string
  readonly at: RunAt
  readonly keep: Keep
  readonly label: string
}

function OnePage({ owner, at, keep, label }: OnePageProps) {
  const t = useText(partiesTexts)
  const { data, error, isPending, refetch } = useRunPage(at, keep)
  if (isPending) return <Loading lines={8} />
  if (data === undefined)
    return (
      <>
        <PageTitle title={t('title')} />
        <Failure error={error} onRetry={() => void refetch()} />
      </>
    )
  return <Drawn owner={owner} at={at} keep={keep} label={label} view={data} />
}

function Drawn({ owner, at, keep, label, view }: OnePageProps & { view: PageView }) {
  const t = useText(partiesTexts)
  const { locale } = useLanguage()
  const run = useMemo<Run>(
    () => ({ at, view, look: 'phone', refreshMs, keep, give: giveLater(owner, at) }),
    [owner, at, keep, view],
  )
  return (
    <RunProvider value={run}>
      <div>
        <PageTitle title={view.title[locale]} />
        <p className="field-hint">
          {view.scenario.name[locale]} · {label}
        </p>
        <p className="field-hint">{t('custody')}</p>
        <AsOf />
      </div>
      <Entries owner={owner} />
      <PageBlocks />
    </RunProvider>
  )
}
