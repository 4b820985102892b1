import { useQuery } from '@tanstack/react-query'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import type { CellPage } from '#modules/territory/contract'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { usePublicSettings } from '../../ui/public-settings.ts'
import { light } from '../../ui/tokens.ts'
import { territoryTexts } from '../messages/territory.ts'
import { cellsKey } from './query.ts'

const city = '50'

/** The own cells on a small map, so that a wrong coordinate system is seen at a glance. */
export function CellMap({ covered }: { covered: readonly string[] }) {
  const t = useText(territoryTexts)
  const townships = [...new Set(covered.filter((code) => code.length === 12).map((code) => code.slice(0, 9)))]
  const [chosen, setChosen] = useState<string>()
  const below = chosen ?? townships[0] ?? city
  const { data } = useQuery({
    queryKey: cellsKey(below),
    queryFn: ({ signal }) => api.get<CellPage>('/territory/cells', { below }, signal),
  })
  return (
    <section className="card" aria-labelledby="cell-map">
      <h2 id="cell-map">{t('map')}</h2>
      {townships.length > 0 && (
        <label className="field">
          {t('map.where')}
          <select className="input" value={below} onChange={(event) => setChosen(event.target.value)}>
            <option value={city}>{t('map.all')}</option>
            {townships.map((code) => (
              <option key={code} value={code}>
                {code}
              </option>
            ))}
          </select>
        </label>
      )}
      {data?.more === true && <p className="muted">{t('map.more', { count: data.cells.length })}</p>}
      {data !== undefined && <Cells cells={data.cells} />}
    </section>
  )
}

type Cell = CellPage['cells'][number]

function Cells({ cells }: { cells: readonly Cell[] }) {
  const t = useText(territoryTexts)
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre>()
  const [hasFailed, setFailed] = useState(false)
  const tilesUrl = usePublicSettings()?.tilesUrl ?? null
  useEffect(() => {
    let opened: MapLibre | undefined
    let isGone = false
    const open = async () => {
      const { createCityMap } = await import('../../ui/map.ts')
      if (isGone || box.current === null) return
      opened = createCityMap(box.current, { tilesUrl })
      opened.on('load', () => setMap(opened))
    }
    open().catch(() => setFailed(true))
    return () => {
      isGone = true
      setMap(undefined)
      opened?.remove()
    }
  }, [tilesUrl])
  useEffect(() => {
    if (map !== undefined) draw(map, cells)
  }, [map, cells])
  if (hasFailed) return <p role="status">{t('map.failed')}</p>
  return (
    <div
      ref={box}
      className="point-map"
      role="application"
      aria-label={t('map.label', { count: cells.length })}
    />
  )
}

function draw(map: MapLibre, cells: readonly Cell[]): void {
  const data = {
    type: 'FeatureCollection' as const,
    features: cells.map(({ code, name, shape }) => ({
      type: 'Feature' as const,
      properties: { code, name },
      geometry: { type: 'MultiPolygon' as const, coordinates: shape },
    })),
  }
  const known = map.getSource<GeoJSONSource>('cells')
  if (known !== undefined) known.setData(data)
  else {
    map.addSource('cells', { type: 'geojson', data })
    map.addLayer({
      id: 'cells',
      type: 'fill',
      source: 'cells',
      paint: { 'fill-color': light.accent, 'fill-opacity': 0.15 },
    })
    map.addLayer({
      id: 'cell-lines',
      type: 'line',
      source: 'cells',
      paint: { 'line-color': light.accent, 'line-width': 1 },
    })
  }
  const bounds = boundsOf(cells)
  if (bounds !== undefined) map.fitBounds(bounds, { padding: 24, maxZoom: 16, animate: false })
}

function boundsOf(cells: readonly Cell[]): [number, number, number, number] | undefined {
  const positions = cells.flatMap((cell) => cell.shape.flat(2))
  if (positions.length === 0) return undefined
  const box: [number, number, number, number] = [180, 90, -180, -90]
  for (const [lon = 0, lat = 0] of positions) {
    box[0] = Math.min(box[0], lon)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lon)
    box[3] = Math.max(box[3], lat)
  }
  return box
}
