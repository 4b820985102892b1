import { useRef, useState } from 'react'
import type { OwnBlock, PagePointList } from '#modules/scenarios/contract'
import { Button } from '../controls.tsx'
import { RelativeTime } from '../deadline.tsx'
import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { Failure, Loading } from '../states.tsx'
import { dark, light } from '../tokens.ts'
import { type Mark, markOf } from './point-layer.ts'
import { usePoints, useRun } from './run.ts'
import { usePointMap } from './use-point-map.ts'

/** Points of a layer that its list shows at once. */
const listed = 30

/** Where things are, a shape and a colour a layer; the list beside it says the same in words. */
export function MapBlock({ block, n }: { block: Extract<OwnBlock, { kind: 'map' }>; n: number }) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const { look } = useRun()
  const palette = look === 'wall' ? dark : light
  const { data, error, isPending, refetch } = usePoints(n)
  const box = useRef<HTMLDivElement>(null)
  const { hasFailed, goTo } = usePointMap(box, data, { palette, locale })
  const title = block.title?.[locale] ?? t('map')
  const isEmpty = data?.layers.every((l) => l.points.length === 0) ?? false
  return (
    <article className="run-block run-block-wide" aria-labelledby={`run-block-${n}`}>
      <h2 id={`run-block-${n}`}>{title}</h2>
      {isPending && <Loading lines={6} />}
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {hasFailed && <p role="status">{t('map.failed')}</p>}
      {data !== undefined && (
        <div className="run-map">
          {!hasFailed && <div ref={box} className="run-map-box" role="application" aria-label={title} />}
          <div className="run-map-lists">
            {isEmpty && <p className="run-muted">{t('map.none')}</p>}
            {data.layers.map((layer, i) => (
              <LayerList
                // biome-ignore lint/suspicious/noArrayIndexKey: a layer is named by its place in the block.
                key={i}
                layer={layer}
                isOnly={data.layers.length === 1}
                mark={markOf(layer, i, palette)}
                onFind={goTo}
              />
            ))}
            {look === 'wall' &&
              // biome-ignore lint/suspicious/noArrayIndexKey: a layer is named by its place in the block.
              data.layers.map((l, i) => l.personal !== null && <Personal key={i} of={l.personal} />)}
          </div>
        </div>
      )}
    </article>
  )
}

interface LayerListProps {
  readonly layer: PagePointList['layers'][number]
  /** The only layer of the map: its list is open. */
  readonly isOnly: boolean
  readonly mark: Mark
  readonly onFind: (point: { readonly lon: number; readonly lat: number }) => void
}

/** The layer in the legend, and what it shows in words; on a wall the legend alone. */
function LayerList({ layer, isOnly, mark, onFind }: LayerListProps) {
  const { locale } = useLanguage()
  const { look } = useRun()
  const head = (
    <h3>
      <Sign mark={mark} /> {layer.title[locale]} <span className="numbers">{layer.points.length}</span>
    </h3>
  )
  if (look === 'wall') return head
  return (
    <div>
      <details open={isOnly}>
        <summary>{head}</summary>
        <PointList layer={layer} onFind={onFind} />
      </details>
      {layer.personal !== null && <Personal of={layer.personal} />}
    </div>
  )
}

function PointList({ layer, onFind }: Pick<LayerListProps, 'layer' | 'onFind'>) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const [shown, setShown] = useState(listed)
  const rest = layer.points.length - shown
  return (
    <>
      {layer.more && <p className="run-muted">{t('map.more')}</p>}
      <ul className="run-points">
        {layer.points.slice(0, shown).map((point) => (
          <li key={point.key}>
            <button type="button" className="link-button" title={t('map.find')} onClick={() => onFind(point)}>
              {point.label[locale]}
            </button>{' '}
            <span className="run-muted">
              <RelativeTime at={point.at} />
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button onClick={() => setShown(shown + listed)}>
          {t('map.shown', { count: Math.min(rest, listed) })}
        </Button>
      )}
    </>
  )
}

/** The mark as the map draws it. */
function Sign({ mark }: { mark: Mark }) {
  return (
    <svg className="run-sign" viewBox="-1.1 -1.1 2.2 2.2" aria-hidden="true">
      <path d={mark.path} fill={mark.colour} />
    </svg>
  )
}

/** What personal positions are shown for, how old they may be, and whether they are exact. */
function Personal({ of }: { of: NonNullable<PagePointList['layers'][number]['personal']> }) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  return (
    <p className="run-muted">
      {t('map.purpose', { purpose: of.purpose[locale], minutes: of.freshMinutes })}
      {of.coarse && ` ${t('map.coarse')}`}
    </p>
  )
}
