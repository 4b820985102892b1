import { levels } from '#modules/early-warning/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { useWarnings } from '../../ui/warnings.ts'
import { boardTexts } from '../messages/warning-board.ts'
import { type Filters, useFilters } from '../shell/filters.ts'
import { BoardFilters } from './board-filters.tsx'
import { BoardMap } from './board-map.tsx'
import { BoardPlaces } from './board-places.tsx'
import { OutsideAlerts } from './outside.tsx'
import { Views } from './views.tsx'
import { WarningTable } from './warning-table.tsx'

const pageSize = 50
const fromTheTop = levels.toReversed()
/** Room for a map beside the list. */
const wide = '(min-width: 1200px)'

/** Every warning that this reader may see, as it changes: a list or by place, and beside it on a map. */
export function Board() {
  const t = useText(boardTexts)
  const [filters, change] = useFilters()
  const isMapped = (filters.map ?? (window.matchMedia(wide).matches ? 'on' : 'off')) === 'on'
  const isByPlace = filters.by === 'place'
  const asked = askedBy(filters)
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        <Views />
      </div>
      <LevelCounts asked={asked} />
      <BoardFilters />
      <OutsideAlerts place={filters.place} />
      <fieldset className="board-forms">
        <legend className="visually-hidden">{t('forms')}</legend>
        <Button aria-pressed={!isByPlace} onClick={() => change({ by: undefined })}>
          {t('form.list')}
        </Button>
        <Button aria-pressed={isByPlace} onClick={() => change({ by: 'place', offset: undefined })}>
          {t('form.place')}
        </Button>
        <Button aria-pressed={isMapped} onClick={() => change({ map: isMapped ? 'off' : 'on' })}>
          {t('form.map')}
        </Button>
      </fieldset>
      <div className={isMapped ? 'board-beside' : undefined}>
        <div className="board-rows">
          {isByPlace ? <BoardPlaces asked={asked} /> : <BoardList asked={asked} />}
        </div>
        {isMapped && <BoardMap asked={asked} />}
      </div>
    </main>
  )
}

/** What the filters of the address ask the server for. */
function askedBy({
  state,
  level,
  domain,
  place,
  q,
  from,
  until,
  highest,
  exercise,
  within,
}: Filters): Filters {
  return { state, level, domain, place, q, from, until, highest, exercise, within }
}

function LevelCounts({ asked }: { asked: Filters }) {
  const t = useText(boardTexts)
  const [{ level }, change] = useFilters()
  const { data } = useWarnings({ ...asked, limit: pageSize, offset: 0 })
  return (
    <ul className="level-counts">
      {fromTheTop.map((l) => (
        <li key={l}>
          <button
            type="button"
            className={`level level-${l}`}
            aria-pressed={level === l}
            onClick={() => change({ level: level === l ? undefined : l, offset: undefined })}
          >
            {t(`level.${l}`)} <strong>{data?.byLevel[l] ?? '·'}</strong>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The highest level on top, then the newest. */
function BoardList({ asked }: { asked: Filters }) {
  const t = useText(boardTexts)
  const [filters, change] = useFilters()
  const offset = Number(filters.offset ?? 0)
  const list = useWarnings({ ...asked, limit: pageSize, offset })
  const total = list.data?.total ?? 0
  return (
    <>
      {list.isPending && <Loading lines={8} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && list.data.rows.length === 0 && (
        <Empty title={t('empty')}>{t('empty.text')}</Empty>
      )}
      {list.data !== undefined && list.data.rows.length > 0 && (
        <WarningTable rows={list.data.rows} label={t('title')} />
      )}
      <div className="button-row">
        {offset > 0 && (
          <Button onClick={() => change({ offset: String(Math.max(0, offset - pageSize)) })}>
            {t('newer')}
          </Button>
        )}
        {total > offset + pageSize && (
          <Button onClick={() => change({ offset: String(offset + pageSize) })}>{t('more')}</Button>
        )}
      </div>
    </>
  )
}
