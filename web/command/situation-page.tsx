import { formatDateTime } from '#kernel/clock/rules'
import { useNow } from '../ui/clock.ts'
import { useLanguage, useText } from '../ui/i18n.tsx'
import { type LiveState, useLive } from '../ui/live.ts'
import { commonTexts } from '../ui/messages/common.ts'
import { PageTitle, SkipLink } from '../ui/page.tsx'
import { useSession, useSignIn } from '../ui/session.tsx'
import { Failure, OfflineBanner } from '../ui/states.tsx'
import { LanguageSwitch } from '../ui/switches.tsx'
import { useView } from './address.ts'
import { Drawer } from './drawer/drawer.tsx'
import { FiguresPanel } from './figures/panel.tsx'
import { CasePanel } from './lists/case-panel.tsx'
import { CategoriesPanel } from './lists/categories.tsx'
import { HotIssuesPanel } from './lists/hot-issues.tsx'
import { WarningsPanel } from './lists/warnings.tsx'
import { MapPanel } from './map/panel.tsx'
import { commandTexts } from './messages/command.ts'
import { usePeriods, useStatistics } from './statistics.ts'
import { TrendPanel } from './trend/panel.tsx'

const overdueRows = 12
const newestRows = 12

/** The situation in five seconds: numbers, map, and the lists that explain them. */
export function SituationPage() {
  const t = useText(commandTexts)
  const live = useLive(true)
  const view = useView()
  const periods = usePeriods()
  const month = useStatistics(periods.month)
  const week = useStatistics(periods.week).data
  const weekBefore = useStatistics(periods.weekBefore).data
  const input = month.data === undefined ? undefined : { month: month.data, week, weekBefore }
  return (
    <div className="situation">
      <SkipLink />
      <Header live={live} at={month.data?.at} />
      <OfflineBanner />
      <main id="main" tabIndex={-1} className="board">
        <FiguresPanel input={input} />
        {month.error !== null && month.data === undefined && (
          <Failure error={month.error} onRetry={() => void month.refetch()} />
        )}
        <MapPanel />
        <CasePanel
          list="overdue"
          title={t('overdue')}
          filter={{ overdue: true, sort: 'due', limit: overdueRows }}
          empty={t('overdue.none')}
          count={month.data?.open.overdue}
        />
        <CasePanel
          list="newest"
          title={t('newest')}
          filter={{ sort: 'newest', limit: newestRows }}
          empty={t('newest.none')}
        />
        <TrendPanel days={month.data?.days ?? []} />
        <WarningsPanel />
        <HotIssuesPanel />
        <CategoriesPanel categories={month.data?.categories ?? []} />
      </main>
      <Drawer view={view} />
    </div>
  )
}

function Header({ live, at }: { live: LiveState; at: string | undefined }) {
  const t = useText(commandTexts)
  const common = useText(commonTexts)
  const { locale } = useLanguage()
  const { me } = useSession()
  const { signOut } = useSignIn()
  const now = useNow(10)
  return (
    <header className="top">
      <div className="brand">
        {common('product')} <PageTitle title={t('app')} />
      </div>
      <p className="top-source muted">
        {at === undefined ? t('source.waiting') : t('source', { time: formatDateTime(new Date(at), locale) })}
      </p>
      <p role="status" className={`live live-${live}`}>
        <span aria-hidden="true">{live === 'live' ? '●' : '○'}</span> {common(`live.${live}`)}
      </p>
      <time className="top-now numbers" dateTime={now.toISOString()} title={t('now')}>
        {formatDateTime(now, locale)}
      </time>
      <span className="top-name">{me?.name}</span>
      <LanguageSwitch />
      <button type="button" className="switch" onClick={() => signOut.mutate()}>
        {t('sign-out')}
      </button>
    </header>
  )
}
