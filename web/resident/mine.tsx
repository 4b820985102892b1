import type { ReactNode } from 'react'
import type { CaseRow } from '#kernel/cases/contract'
import { appeals, useCaseList } from '../ui/cases.ts'
import { Button } from '../ui/controls.tsx'
import { Deadline, RelativeTime } from '../ui/deadline.tsx'
import { useText } from '../ui/i18n.tsx'
import { OrgName } from '../ui/org-name.tsx'
import { PageTitle } from '../ui/page.tsx'
import { useSession } from '../ui/session.tsx'
import { StateTag } from '../ui/state-tag.tsx'
import { Empty, Failure, Loading } from '../ui/states.tsx'
import { Stages } from './appeal/stages.tsx'
import { Link } from './links.ts'
import { ownCareTexts } from './messages/care.ts'
import { appealTexts, mineTexts } from './messages/mine.ts'
import { myDataTexts } from './messages/my-data.ts'
import { partiesTexts } from './messages/parties.ts'
import { warningTexts } from './messages/warnings.ts'
import { clearReceipts, useDraft } from './report/draft-store.ts'
import { SignInForm } from './sign-in.tsx'
import { SignedIn } from './signed-in.tsx'

export function MinePage() {
  const t = useText(mineTexts)
  return (
    <div className="page">
      <PageTitle title={t('title')} />
      <GoOn />
      <MineContent />
      <Receipts />
    </div>
  )
}

/** Whoever came here to sign in, in the middle of a report, finds the way back. */
function GoOn() {
  const t = useText(mineTexts)
  const { draft } = useDraft()
  if (draft.text === '') return null
  return (
    <p>
      <Link to="/report">‹ {t('go-on')}</Link>
    </p>
  )
}

function MineContent() {
  const t = useText(mineTexts)
  const data = useText(myDataTexts)
  const warning = useText(warningTexts)
  const care = useText(ownCareTexts)
  const parties = useText(partiesTexts)
  const { me, isSignedIn, isPending, error, refetch } = useSession()
  if (isPending) return <Loading />
  if (error !== null && me === undefined) return <Failure error={error} onRetry={() => void refetch()} />
  if (!isSignedIn) return <SignInForm />
  if (me?.kind !== 'resident')
    return (
      <Empty title={t('officer')}>
        <a className="button button-main" href="/desk/">
          {t('officer.desk')}
        </a>
      </Empty>
    )
  return (
    <>
      <SignedIn />
      <p>
        <Link to="/data">{data('intro.link')} ›</Link>
      </p>
      <p>
        <Link to="/warnings">{warning('link.mine')} ›</Link>
        <Link to="/care">{care('intro.link')} ›</Link>
      </p>
      <p>
        <Link to="/parties">{parties('link')} ›</Link>
      </p>
      <MyAppeals />
    </>
  )
}

function MyAppeals() {
  const t = useText(mineTexts)
  const { rows, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useCaseList(
    appeals,
    {
      scope: 'mine',
      limit: 20,
    },
  )
  if (isPending) return <Loading lines={6} />
  if (error !== null && rows.length === 0) return <Failure error={error} onRetry={() => void refetch()} />
  if (rows.length === 0)
    return (
      <Empty title={t('empty')}>
        <Link to="/report" className="button button-main">
          {t('empty.report')}
        </Link>
      </Empty>
    )
  return (
    <>
      <ul className="case-list">
        {rows.map((row) => (
          <li key={row.id}>
            <CaseCard row={row} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}

function CaseCard({ row }: { row: CaseRow }) {
  const t = useText(appealTexts)
  return (
    <article className="card case-card">
      <h2>
        <Link to="/appeal/$id" params={{ id: row.id }}>
          {row.title}
        </Link>
      </h2>
      <p className="case-card-line">
        <StateTag state={row.state} resident={row.following ? 'follower' : true} />
        {row.following && <span className="follow-mark">{t('follow.mark')}</span>}
        <Facts>
          <span className="numbers">{row.number}</span>
          <RelativeTime at={row.createdAt} />
        </Facts>
      </p>
      <Stages state={row.state} />
      {row.closedAt === null && row.lead !== null && (
        <p className="case-card-line">
          <OrgName code={row.lead} />
          {row.due !== null && <Deadline due={row.due} held={row.held} />}
        </p>
      )}
      {row.can.includes('rate') && <p className="case-card-ask">{t('rate.open')} ›</p>}
    </article>
  )
}

function Facts({ children }: { children: ReactNode }) {
  return <span className="facts">{children}</span>
}

/** For people without an account: what this device has sent. */
function Receipts() {
  const t = useText(mineTexts)
  const { receipts } = useDraft()
  if (receipts.length === 0) return null
  return (
    <section className="group" aria-labelledby="receipts">
      <h2 id="receipts">{t('receipts.title')}</h2>
      <p className="field-hint">{t('receipts.hint')}</p>
      <ul className="receipt-list">
        {receipts.map(({ id, number, title }) => (
          <li key={id}>
            <Link to="/track/$number/$id" params={{ number, id }} className="receipt-link">
              <span>{title}</span>
              <span className="numbers field-hint">{number}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Button kind="quiet" onClick={clearReceipts}>
        {t('receipts.clear')}
      </Button>
    </section>
  )
}
