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
              // biome-ignore lint/suspicious/noArrayIndexKey: a layer is named by its place in the block.
              <LayerList key={i} layer={layer} mark={markOf(layer, i, palette)} onFind={goTo} />
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
  readonly mark: Mark
  readonly onFind: (point: { readonly lon: number; readonly lat: number }) => void
}

function LayerList({ layer, mark, onFind }: LayerListProps) {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  const { look } = useRun()
  const [shown, setShown] = useState(listed)
  const rest = layer.points.length - shown
  return (
    <div>
      <h3>
        <Sign mark={mark} /> {layer.title[locale]} <span className="numbers">{layer.points.length}</span>
      </h3>
      {layer.personal !== null && look !== 'wall' && <Personal of={layer.personal} />}
      {layer.more && <p className="run-muted">{t('map.more')}</p>}
      {look !== 'wall' && (
        <>
          <ul className="run-points">
            {layer.points.slice(0, shown).map((point) => (
              <li key={point.key}>
                <button
                  type="button"
                  className="link-button"
                  title={t('map.find')}
                  onClick={() => onFind(point)}
                >
                  {point.label}
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
      )}
    </div>
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
