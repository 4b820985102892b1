import './wall.css'
import { useMemo } from 'react'
import { formatDateTime } from '#kernel/clock/rules'
import type { PageView } from '#modules/scenarios/contract'
import { useNow } from '../../ui/clock.ts'
import { useLanguage } from '../../ui/i18n.tsx'
import { PageTitle, SkipLink } from '../../ui/page.tsx'
import { PageBlocks } from '../../ui/running/blocks.tsx'
import { keepNothing, type RunAt, RunProvider, useRunPage } from '../../ui/running/run.ts'
import { Failure, Loading, OfflineBanner } from '../../ui/states.tsx'
import { LanguageSwitch } from '../../ui/switches.tsx'

/** A wall is looked at and not worked with: it reads everything again so often. */
const refreshMs = 15_000

/** A page of a scenario over the whole screen, without navigation. */
export function RunWall({ at }: { at: RunAt }) {
  const { data, error, isPending, refetch } = useRunPage(at)
  return (
    <div className="run-screen">
      <SkipLink />
      {data !== undefined && <Top view={data} />}
      <OfflineBanner />
      <main id="main" tabIndex={-1} className="run-board">
        {isPending && <Loading lines={10} />}
        {error !== null && data === undefined && (
          <>
            <PageTitle title={`${at.code} · ${at.page}`} />
            <Failure error={error} onRetry={() => void refetch()} />
          </>
        )}
        {data !== undefined && <Drawn at={at} view={data} />}
      </main>
    </div>
  )
}

function Top({ view }: { view: PageView }) {
  const { locale } = useLanguage()
  const now = useNow(10)
  return (
    <header className="top">
      <div className="brand">
        <PageTitle title={`${view.scenario.name[locale]} · ${view.title[locale]}`} />
      </div>
      <time className="top-now numbers" dateTime={now.toISOString()}>
        {formatDateTime(now, locale)}
      </time>
      <LanguageSwitch />
    </header>
  )
}

function Drawn({ at, view }: { at: RunAt; view: PageView }) {
  const run = useMemo(
    () => ({ at, view, look: 'wall' as const, refreshMs, keep: keepNothing, give: refuse }),
    [at, view],
  )
  return (
    <RunProvider value={run}>
      <PageBlocks />
    </RunProvider>
  )
}

/** Nothing on a wall gives a command. */
async function refuse(): Promise<never> {
  throw new Error('A wall gives no commands')
}
