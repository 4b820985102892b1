import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useText } from './i18n.tsx'
import { commonTexts } from './messages/common.ts'
import { usePublicSettings } from './public-settings.ts'

export interface GeoPoint {
  readonly lon: number
  readonly lat: number
}

interface PointMapProps {
  readonly point: GeoPoint | null
  readonly onPick: (point: GeoPoint) => void
}

/** A map to choose a point on. It loads when it is opened; lists and address say the same without it. */
export function PointMap({ point, onPick }: PointMapProps) {
  const t = useText(commonTexts)
  const box = useRef<HTMLDivElement>(null)
  const [hasFailed, setFailed] = useState(false)
  const pick = useEffectEvent(onPick)
  const start = useEffectEvent(() => point)
  const tilesUrl = usePublicSettings()?.tilesUrl ?? null
  const marker = useRef<((at: GeoPoint | null) => void) | null>(null)
  useEffect(() => {
    let stop: (() => void) | undefined
    let isGone = false
    const open = async () => {
      const [{ createCityMap }, { Marker }] = await Promise.all([import('./map.ts'), import('maplibre-gl')])
      if (isGone || box.current === null) return
      const at = start()
      const map = createCityMap(box.current, {
        tilesUrl,
        ...(at === null ? {} : { map: { center: [at.lon, at.lat], zoom: 11 } }),
      })
      const pin = new Marker({ color: '#b3261e' })
      marker.current = (p) => {
        if (p === null) pin.remove()
        else pin.setLngLat([p.lon, p.lat]).addTo(map)
      }
      marker.current(at)
      map.on('click', ({ lngLat }) => pick({ lon: lngLat.lng, lat: lngLat.lat }))
      stop = () => map.remove()
    }
    open().catch(() => setFailed(true))
    return () => {
      isGone = true
      marker.current = null
      stop?.()
    }
  }, [tilesUrl])
  useEffect(() => marker.current?.(point), [point])
  if (hasFailed) return <p role="status">{t('map.failed')}</p>
  return <div ref={box} className="point-map" role="application" aria-label={t('map.label')} />
}
