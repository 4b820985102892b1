import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { DeviceRow } from '#modules/devices/contract'
import { useText } from '../../ui/i18n.tsx'
import { usePublicSettings } from '../../ui/public-settings.ts'
import { deviceTexts } from '../messages/devices.ts'

/** Where the devices stand; shape and colour by state. The list says the same. */
export function DeviceMap({ rows }: { rows: readonly DeviceRow[] }) {
  const t = useText(deviceTexts)
  const box = useRef<HTMLDivElement>(null)
  const [hasFailed, setFailed] = useState(false)
  const tilesUrl = usePublicSettings()?.tilesUrl ?? null
  const points = rows.flatMap((r) => (r.point === null ? [] : [{ ...r.point, state: r.state, id: r.id }]))
  const key = points.map((p) => `${p.id} ${p.state}`).join()
  const draw = useEffectEvent(async () => {
    const [{ createCityMap }, { Marker }] = await Promise.all([
      import('../../ui/map.ts'),
      import('maplibre-gl'),
    ])
    const [first] = points
    if (box.current === null || first === undefined) return undefined
    const map = createCityMap(box.current, { tilesUrl, map: { center: [first.lon, first.lat], zoom: 11 } })
    for (const p of points) {
      const element = document.createElement('span')
      element.className = `device-pin device-pin-${p.state}`
      element.title = `${p.id} ${t(`state.${p.state}`)}`
      new Marker({ element }).setLngLat([p.lon, p.lat]).addTo(map)
    }
    return () => map.remove()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when another device or state is shown.
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
  if (points.length === 0 || hasFailed) return null
  return (
    <section aria-label={t('map.title')}>
      <div ref={box} className="point-map device-map" role="application" aria-label={t('map.title')} />
      <p className="muted">{t('map.note')}</p>
    </section>
  )
}
