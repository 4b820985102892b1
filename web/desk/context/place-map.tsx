import { Marker } from 'maplibre-gl'
import { useEffect, useRef } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { createCityMap } from '../../ui/map.ts'
import { light } from '../../ui/tokens.ts'
import { contextTexts } from '../messages/context.ts'

/** Where the case lies, to look at only. */
export function PlaceMap({ point }: { point: { lon: number; lat: number } }) {
  const t = useText(contextTexts)
  const box = useRef<HTMLDivElement>(null)
  const { lon, lat } = point
  useEffect(() => {
    if (box.current === null) return
    const map = createCityMap(box.current, { map: { center: [lon, lat], zoom: 11 } })
    new Marker({ color: light.danger }).setLngLat([lon, lat]).addTo(map)
    return () => map.remove()
  }, [lon, lat])
  return (
    <>
      <div ref={box} className="place-map" role="img" aria-label={t('place.map')} />
      <p className="muted numbers">
        {lon.toFixed(5)}, {lat.toFixed(5)} (WGS-84)
      </p>
    </>
  )
}
