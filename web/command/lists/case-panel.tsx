import type { ReactNode } from 'react'
import type { CaseRow } from '#kernel/cases/contract'
import { appeals, type CaseFilter, useCaseList } from '../../ui/cases.ts'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName, PlaceName } from '../../ui/org-name.tsx'
import { StateTag, UrgencyTag } from '../../ui/state-tag.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { type ListName, openView } from '../address.ts'
import { commandTexts } from '../messages/command.ts'

interface CasePanelProps {
  readonly list: ListName
  readonly title: string
  readonly filter: CaseFilter
  readonly empty: string
  /** How many there are, where the statistics say it. */
  readonly count?: number | undefined
}

/** A short list that explains a number; a row opens the case, the head opens all of them. */
export function CasePanel({ list, title, filter, empty, count }: CasePanelProps) {
  const t = useText(commandTexts)
  const { rows, isPending, error, refetch } = useCaseList(appeals, filter)
  return (
    <section className={`panel ${list}-panel`} aria-labelledby={`${list}-title`}>
      <PanelHead id={`${list}-title`} title={title} count={count} onAll={() => openView({ list })} />
      {isPending && <Loading lines={6} />}
      {error !== null && rows.length === 0 && <Failure error={error} onRetry={() => void refetch()} />}
      {!isPending && error === null && rows.length === 0 && <p className="muted">{empty}</p>}
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.id}>
            <CaseLine row={row} onOpen={() => openView({ list, case: row.id })}>
              {list === 'newest' ? (
                <RelativeTime at={row.createdAt} />
              ) : (
                <Deadline due={row.due} held={row.held} />
              )}
              {row.supervised && <span className="tag tag-warn">{t('supervised')}</span>}
            </CaseLine>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface PanelHeadProps {
  readonly id: string
  readonly title: string
  readonly count?: number | undefined
  readonly onAll: () => void
}

export function PanelHead({ id, title, count, onAll }: PanelHeadProps) {
  const t = useText(commandTexts)
  return (
    <header className="panel-head">
      <h2 id={id}>
        {title} {count !== undefined && <span className="numbers">{count}</span>}
      </h2>
      <button type="button" className="panel-more" aria-label={t('all.of', { name: title })} onClick={onAll}>
        {t('all')}
      </button>
    </header>
  )
}

/** Title, when, who holds it, where. */
export function CaseLine({
  row,
  onOpen,
  children,
}: {
  row: CaseRow
  onOpen: () => void
  children?: ReactNode
}) {
  const t = useText(commandTexts)
  return (
    <button type="button" className="case-line" onClick={onOpen}>
      <span className="case-title">{row.title}</span>
      <span className="case-facts">
        {children}
        <UrgencyTag urgency={row.urgency === 'normal' ? null : row.urgency} />
      </span>
      <span className="case-facts muted">
        <StateTag state={row.state} />
        {row.lead === null ? t('holder.none') : <OrgName code={row.lead} />}
        <PlaceName path={row.place} />
      </span>
    </button>
  )
}
