import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CapAlert, CapArea } from '#modules/cap/contract'
import { useText } from '../../ui/i18n.tsx'
import { usePublicSettings } from '../../ui/public-settings.ts'
import { light } from '../../ui/tokens.ts'
import { capTexts } from '../messages/cap.ts'

/** For where it is: in words and codes, and on a map where it gives shapes. */
export function Areas({ alert }: { alert: CapAlert }) {
  const t = useText(capTexts)
  const areas = [...new Map(alert.info.flatMap((i) => i.area).map((a) => [JSON.stringify(a), a])).values()]
  if (areas.length === 0) return null
  return (
    <section className="card" aria-label={t('area')}>
      <h2>{t('area')}</h2>
      <ul className="cap-areas">
        {areas.map((area) => (
          <li key={JSON.stringify(area)}>
            <strong>{area.areaDesc}</strong>
            <span className="muted">
              {area.geocode.map((g) => `${g.valueName} ${g.value}`).join(' · ')}{' '}
              {area.polygon.length + area.circle.length > 0 &&
                t('area.shapes', { p: area.polygon.length, c: area.circle.length })}
            </span>
          </li>
        ))}
      </ul>
      <AreaMap areas={areas} />
    </section>
  )
}

type Ring = [number, number][]

/** Polygons as they are, circles as 64 corners; longitude first, as GeoJSON has it. */
function ringsOf(areas: readonly CapArea[]): Ring[] {
  const circles = areas
    .flatMap((a) => a.circle)
    .map(({ centre: [lat, lon], radiusKm }): Ring => {
      const high = Math.max(radiusKm, 0.2) / 111.2
      const wide = high / Math.max(0.05, Math.cos((lat * Math.PI) / 180))
      return Array.from({ length: 65 }, (_, i) => {
        const turn = (i / 64) * 2 * Math.PI
        return [lon + wide * Math.cos(turn), lat + high * Math.sin(turn)]
      })
    })
  const polygons = areas.flatMap((a) => a.polygon).map((p): Ring => p.map(([lat, lon]) => [lon, lat]))
  return [...polygons, ...circles].filter((ring) => ring.length >= 4)
}

function AreaMap({ areas }: { areas: readonly CapArea[] }) {
  const t = useText(capTexts)
  const box = useRef<HTMLDivElement>(null)
  const [hasFailed, setFailed] = useState(false)
  const tilesUrl = usePublicSettings()?.tilesUrl ?? null
  const rings = ringsOf(areas)
  const key = JSON.stringify(rings)
  const draw = useEffectEvent(async () => {
    const { createCityMap } = await import('../../ui/map.ts')
    if (box.current === null || rings.length === 0) return undefined
    const points = rings.flat()
    const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)]
    const bounds: [number, number, number, number] = [
      Math.min(...lons),
      Math.min(...lats),
      Math.max(...lons),
      Math.max(...lats),
    ]
    const map = createCityMap(box.current, { tilesUrl, map: { bounds, fitBoundsOptions: { padding: 40 } } })
    map.on('load', () => {
      map.addSource('alert', {
        type: 'geojson',
        data: {
          type: 'Feature',
          properties: {},
          geometry: { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) },
        },
      })
      map.addLayer({
        id: 'alert',
        type: 'fill',
        source: 'alert',
        paint: { 'fill-color': light.warn, 'fill-opacity': 0.2 },
      })
      map.addLayer({
        id: 'alert-line',
        type: 'line',
        source: 'alert',
        paint: { 'line-color': light.warn, 'line-width': 2 },
      })
    })
    return () => map.remove()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when the shapes change.
  useEffect(() => {
    let isGone = false
    let stop: (() => void) | undefined
    draw()
      .then((remove) => {
        if (isGone) remove?.()
        else stop = remove
      })
      .catch(() => setFailed(true))
    return () => {
      isGone = true
      stop?.()
    }
  }, [key, tilesUrl])
  if (rings.length === 0 || hasFailed) return null
  return (
    <>
      <div ref={box} className="point-map cap-map" role="application" aria-label={t('map')} />
      <p className="muted">{t('map.note')}</p>
    </>
  )
}
