import type { ReactNode } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import { appeals, useCase } from '../../ui/cases.ts'
import { Deadline, ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { channelLabels, useLabel } from '../../ui/labels.ts'
import { CategoryName, OrgName, PlaceName } from '../../ui/org-name.tsx'
import { StateTag, UrgencyTag } from '../../ui/state-tag.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { commandTexts } from '../messages/command.ts'
import { drawerTexts } from '../messages/drawer.ts'
import { Supervise } from './supervise.tsx'

/** One case on one page: what, where, who holds it, how long, what happened; supervision beside it. */
export function CaseSummary({ id }: { id: string }) {
  const t = useText(drawerTexts)
  const { data: view, error, refetch } = useCase(appeals, id)
  if (view === undefined && error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  if (view === undefined) return <Loading lines={10} />
  return (
    <article className="drawer-body">
      <h2 id="drawer-title">{view.title}</h2>
      <p className="case-facts">
        <span className="muted numbers">{view.number}</span>
        <StateTag state={view.state} />
        <UrgencyTag urgency={view.urgency} />
        <Deadline due={view.due} held={view.held} />
      </p>
      {view.can.includes('supervise') && <Supervise view={view} />}
      <h3>{t('message')}</h3>
      <p className="words">{view.body}</p>
      {view.masked && <p className="muted">{t('masked')}</p>}
      <Facts view={view} />
      <h3>{t('history')}</h3>
      <Timeline steps={view.timeline} />
      <p>
        <a className="button" href={`/desk/?case=${view.id}`}>
          {t('desk')}
        </a>
      </p>
    </article>
  )
}

function Facts({ view }: { view: CaseView }) {
  const t = useText(drawerTexts)
  const command = useText(commandTexts)
  const label = useLabel()
  const rows: [string, ReactNode][] = [
    [t('holder'), view.lead === null ? command('holder.none') : <OrgName key="lead" code={view.lead} full />],
    ...view.co.map((org): [string, ReactNode] => [t('co'), <OrgName key={org} code={org} full />]),
    [t('category'), view.category === null ? '—' : <CategoryName key="category" code={view.category} full />],
    [t('place'), <Where key="place" view={view} />],
    [t('channel'), label(channelLabels, view.channel)],
    [t('received'), <ExactTime key="at" at={view.createdAt} />],
  ]
  return (
    <dl className="facts">
      {rows.map(([name, value], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a case keep their order.
        <div key={i}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Where({ view }: { view: CaseView }) {
  return (
    <>
      <PlaceName path={view.place} /> {view.address}
    </>
  )
}
