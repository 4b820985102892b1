import type { Map as MapLibre, Popup } from 'maplibre-gl'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { levels, type WarningRow } from '#modules/early-warning/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { usePublicSettings } from '../../ui/public-settings.ts'
import { light } from '../../ui/tokens.ts'
import {
  addWarningLayer,
  boundsOfWarnings,
  levelSigns,
  markColours,
  showWarnings,
} from '../../ui/warning-map.ts'
import { useWarnings } from '../../ui/warnings.ts'
import { boardTexts } from '../messages/warning-board.ts'
import { type Filters, useFilters } from '../shell/filters.ts'

/** The highest levels; a map with more marks would say less. */
const mostMarks = 200
const fromTheTop = levels.toReversed()
const townshipsUrl = '/api/v1/territory/demo-townships.geojson'

/** Where the warnings of the list are; a mark opens its warning. The list says the same in words. */
export function BoardMap({ asked }: { asked: Filters }) {
  const t = useText(boardTexts)
  const [, change] = useFilters()
  const { data } = useWarnings({ ...asked, limit: mostMarks, offset: 0 })
  const box = useRef<HTMLDivElement>(null)
  const hasFailed = useWarningMap(box, data?.rows, (id) => change({ warning: id }))
  const marked = data?.rows.filter((r) => r.point !== null).length ?? 0
  return (
    <section className="board-map" aria-labelledby="board-map-title">
      <h2 id="board-map-title" className="visually-hidden">
        {t('map')}
      </h2>
      {hasFailed && <p role="status">{t('map.failed')}</p>}
      {!hasFailed && (
        <div ref={box} className="board-map-box" role="application" aria-label={t('map.label')} />
      )}
      <Legend />
      {data !== undefined && <p className="muted">{t('map.marked', { count: marked, total: data.total })}</p>}
    </section>
  )
}

function Legend() {
  const t = useText(boardTexts)
  const colours = markColours(light)
  return (
    <p className="board-legend">
      {fromTheTop.map((l) => (
        <span key={l}>
          <span aria-hidden="true" style={{ color: colours[l] }}>
            {levelSigns[l]}
          </span>{' '}
          {t(`level.${l}`)}
        </span>
      ))}
      <span className="muted">{t('map.hollow')}</span>
      <span className="muted">{t('map.demo')}</span>
    </p>
  )
}

/** Opens the map once the first warnings are known. True: this device cannot show one. */
function useWarningMap(
  box: RefObject<HTMLDivElement | null>,
  rows: readonly WarningRow[] | undefined,
  onOpen: (id: string) => void,
): boolean {
  const { locale } = useLanguage()
  const map = useRef<MapLibre | null>(null)
  const [state, setState] = useState<'opening' | 'open' | 'failed'>('opening')
  const settings = usePublicSettings()
  const open = useEffectEvent(onOpen)
  const start = useEffectEvent(() => ({
    bounds: boundsOfWarnings(rows ?? []),
    tilesUrl: settings?.tilesUrl ?? null,
  }))
  const isReady = rows !== undefined
  useEffect(() => {
    if (!isReady) return
    let isGone = false
    const make = async () => {
      const [{ createCityMap }, maplibre] = await Promise.all([
        import('../../ui/map.ts'),
        import('maplibre-gl'),
      ])
      if (isGone || box.current === null) return
      const { bounds, tilesUrl } = start()
      const made = createCityMap(box.current, {
        tilesUrl,
        map: { ...(bounds === undefined ? {} : { bounds }), dragRotate: false, pitchWithRotate: false },
      })
      map.current = made
      made.once('style.load', () => {
        addTownships(made)
        addWarningLayer(made, 1, light)
        setState('open')
      })
      listen(made, new maplibre.Popup({ closeButton: false, offset: 14 }), open)
    }
    make().catch(() => setState('failed'))
    return () => {
      isGone = true
      map.current?.remove()
      map.current = null
      setState('opening')
    }
  }, [isReady, box])
  useEffect(() => {
    if (state === 'open' && map.current !== null) showWarnings(map.current, rows ?? [], locale)
  }, [state, rows, locale])
  return state === 'failed'
}

function addTownships(map: MapLibre): void {
  map.addSource('townships', { type: 'geojson', data: new URL(townshipsUrl, window.location.href).href })
  map.addLayer(
    {
      id: 'township-lines',
      type: 'line',
      source: 'townships',
      minzoom: 9,
      paint: { 'line-color': light.edge, 'line-width': 1, 'line-dasharray': [3, 2] },
    },
    'district-names',
  )
  map.addLayer({
    id: 'township-names',
    type: 'symbol',
    source: 'townships',
    minzoom: 10,
    layout: { 'text-field': ['get', 'name'], 'text-size': 12 },
    paint: { 'text-color': light.muted, 'text-halo-color': light.surface, 'text-halo-width': 1.5 },
  })
  // Below, the townships carry the names.
  map.setLayerZoomRange('district-names', 0, 10)
}

/** A mark says its warning under the pointer, and opens it. */
function listen(map: MapLibre, popup: Popup, open: (id: string) => void): void {
  map.on('mousemove', 'warning-marks', ({ features, lngLat }) => {
    map.getCanvas().style.cursor = 'pointer'
    popup
      .setLngLat(lngLat)
      .setText(String(features?.[0]?.properties.title ?? ''))
      .addTo(map)
  })
  map.on('mouseleave', 'warning-marks', () => {
    map.getCanvas().style.cursor = ''
    popup.remove()
  })
  map.on('click', 'warning-marks', ({ features }) => {
    const id: unknown = features?.[0]?.properties.warning
    if (typeof id === 'string') open(id)
  })
}
