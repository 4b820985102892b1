import './running.css'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { CommandAnswer, PageView } from '#modules/scenarios/contract'
import { request } from '../../ui/api.ts'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { PageBlocks } from '../../ui/running/blocks.tsx'
import { Entries } from '../../ui/running/entries.tsx'
import { giveLater } from '../../ui/running/give-later.ts'
import { type Giving, keepNothing, type RunAt, RunProvider, useRunPage } from '../../ui/running/run.ts'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { deskRunningTexts } from '../messages/running.ts'
import { useFilters } from '../shell/filters.ts'

const refreshMs = 30_000

/** One page of a running scenario, drawn from the blocks of its package. */
export function RunPage() {
  const t = useText(deskRunningTexts)
  const { code = '', page = '' } = useParams({ strict: false })
  const [{ sandbox }] = useFilters()
  const at = useMemo(() => ({ code, page, sandbox: sandbox === '1' }), [code, page, sandbox])
  const { data, error, isPending, refetch } = useRunPage(at)
  return (
    <main id="main" tabIndex={-1} className="page running">
      <Link to="/scenarios/run" search={{}}>
        ← {t('back')}
      </Link>
      {isPending && <Loading lines={8} />}
      {error !== null && data === undefined && (
        <>
          <PageTitle title={t('title')} />
          <Failure error={error} onRetry={() => void refetch()} />
        </>
      )}
      {data !== undefined && <Drawn key={`${code} ${page} ${sandbox}`} at={at} view={data} />}
    </main>
  )
}

function Drawn({ at, view }: { at: RunAt; view: PageView }) {
  const t = useText(deskRunningTexts)
  const { locale } = useLanguage()
  const owner = useSession().me?.id ?? ''
  // On the road there may be no network: what is given waits on the phone. What is read is not
  // kept: the desk does not open without one.
  const isForPhone = view.layout === 'phone'
  const run = useMemo(
    () => ({
      at,
      view,
      look: isForPhone ? ('phone' as const) : ('desk' as const),
      refreshMs,
      keep: keepNothing,
      give: isForPhone ? giveLater(owner, at) : giveFor(at),
    }),
    [at, view, owner, isForPhone],
  )
  return (
    <>
      <div className="page-head">
        <PageTitle title={`${view.scenario.name[locale]} · ${view.title[locale]}`} />
        {view.layout === 'wall' && (
          <a
            className="button button-plain"
            href={`/command/run/${at.code}/${at.page}${at.sandbox ? '?sandbox=1' : ''}`}
          >
            {t('wall.open')}
          </a>
        )}
      </div>
      <RunProvider value={run}>
        {isForPhone && <Entries owner={owner} />}
        <PageBlocks />
      </RunProvider>
    </>
  )
}

/** At the desk an officer gives a command at once, by the own post. */
function giveFor({ code, sandbox }: RunAt) {
  return async ({ command, input, key }: Giving) => {
    const path = `/scenario-runs/${code}/commands/${command}`
    const answer = await request<CommandAnswer>('POST', path, { body: { sandbox, input }, key })
    return { kept: false as const, ...answer }
  }
}
