import type { CaseRow } from '#kernel/cases/contract'
import { Deadline, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { OrgName } from '../../ui/org-name.tsx'
import { StateTag, UrgencyTag } from '../../ui/state-tag.tsx'
import { ShortPlace } from '../fields/place-field.tsx'
import { queueTexts } from '../messages/queue.ts'
import { useDelayed } from '../shell/delayed.tsx'

interface QueueRowProps {
  readonly row: CaseRow
  readonly isOpen: boolean
  readonly isCursor: boolean
  readonly isSelected: boolean
  readonly onOpen: () => void
  readonly onFocus: () => void
  readonly onToggle: () => void
}

/** Three lines: what it is, when it is due, where it lies. */
export function QueueRow({ row, isOpen, isCursor, isSelected, onOpen, onFocus, onToggle }: QueueRowProps) {
  const t = useText(queueTexts)
  const { waiting } = useDelayed()
  return (
    <li className="queue-row" data-open={isOpen} data-cursor={isCursor} data-waiting={waiting.has(row.id)}>
      <input
        type="checkbox"
        checked={isSelected}
        onChange={onToggle}
        tabIndex={-1}
        aria-label={t('select', { number: row.number })}
      />
      <button
        type="button"
        id={`row-${row.id}`}
        className="queue-open"
        aria-current={isOpen ? 'true' : undefined}
        onClick={onOpen}
        onFocus={onFocus}
      >
        <span className="queue-line">
          <UrgencyTag urgency={row.urgency} />
          <span className="queue-title" title={row.title}>
            {row.title}
          </span>
        </span>
        <span className="queue-line queue-state">
          <StateTag state={row.state} />
          <RowDue row={row} />
          <Marks row={row} />
        </span>
        <span className="queue-line muted">
          <span className="numbers">{row.number}</span>
          <ShortPlace path={row.place} />
          {row.lead !== null && <OrgName code={row.lead} />}
        </span>
      </button>
    </li>
  )
}

function RowDue({ row }: { row: CaseRow }) {
  if (row.due === null && !row.held)
    return (
      <span className="muted">
        <RelativeTime at={row.updatedAt} />
      </span>
    )
  return <Deadline due={row.due} held={row.held} />
}

function Marks({ row }: { row: CaseRow }) {
  const t = useText(queueTexts)
  return (
    <>
      {row.disputed && <span className="mark-escalated">⚖ {t('mark.disputed')}</span>}
      {row.supervised && <span className="mark-supervised">⚑ {t('mark.supervised')}</span>}
      {row.escalation > 0 && (
        <span className="mark-escalated">▲ {t('mark.escalated', { level: row.escalation })}</span>
      )}
      {row.followers > 0 && (
        <span className="mark-followers">{t('mark.followers', { count: row.followers })}</span>
      )}
      {row.rating !== null && <span className="muted">{t('mark.rating', { score: row.rating })}</span>}
    </>
  )
}
