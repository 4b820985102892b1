import { levels, type WarningPlace } from '#modules/early-warning/contract'
import { useText } from '../../ui/i18n.tsx'
import { PlaceName } from '../../ui/org-name.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { LevelTag } from '../../ui/warning-level.tsx'
import { boardTexts } from '../messages/warning-board.ts'
import { type Filters, useFilters } from '../shell/filters.ts'
import { useWarningPlaces } from './api.ts'
import { PlaceWarnings } from './place-warnings.tsx'

const fromTheTop = levels.toReversed()

/** Township by township its warnings, the place with the highest level first. */
export function BoardPlaces({ asked }: { asked: Filters }) {
  const t = useText(boardTexts)
  const list = useWarningPlaces(asked)
  return (
    <>
      {list.isPending && <Loading lines={8} />}
      {list.error !== null && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.places.length === 0 && <Empty title={t('empty')}>{t('empty.text')}</Empty>}
      {list.data?.places.map((p) => (
        <Place key={p.place} place={p} />
      ))}
      {list.data !== undefined && list.data.more > 0 && (
        <p className="muted">{t('places.more', { count: list.data.more })}</p>
      )}
    </>
  )
}

/** Open at first; its head says how many of each level there are. */
function Place({ place: { place, total, byLevel, rows } }: { place: WarningPlace }) {
  const t = useText(boardTexts)
  const [, change] = useFilters()
  return (
    <details className="board-place" open>
      <summary>
        <h2>
          <PlaceName path={place} />
        </h2>
        <span className="numbers">{t('places.total', { count: total })}</span>
        <span className="board-levels">
          {fromTheTop
            .filter((l) => byLevel[l] > 0)
            .map((l) => (
              <span key={l}>
                <LevelTag level={l} /> <strong className="numbers">{byLevel[l]}</strong>
              </span>
            ))}
        </span>
      </summary>
      <PlaceWarnings rows={rows} />
      {total > rows.length && (
        <button
          type="button"
          className="link-button"
          onClick={() => change({ place, by: undefined, offset: undefined })}
        >
          {t('places.all', { count: total })}
        </button>
      )}
    </details>
  )
}
