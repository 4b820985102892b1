import type { Map as MapLibre } from 'maplibre-gl'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { PlaceCount } from '#kernel/cases/contract'
import { usePublicSettings } from '../../ui/public-settings.ts'
import { dark } from '../../ui/tokens.ts'
import { addWarningLayer } from '../../ui/warning-map.ts'
import type { Level } from '../statistics.ts'
import { addLayers, boundsOf, townshipZoom } from './layers.ts'

export type MapState = 'opening' | 'open' | 'failed'

interface CityMapInput {
  readonly box: RefObject<HTMLDivElement | null>
  /** Where to look first. */
  readonly places: readonly PlaceCount[] | undefined
  onLevel(level: Level): void
  /** Path or code of a place. */
  onPlace(place: string): void
  onCase(id: string): void
  onWarning(id: string): void
}

const wallWidth = 2400
/** What opens something; the first that is hit counts. */
const touchable = ['warning-marks', 'case-points', 'overdue', 'place-names', 'township-fill', 'district-fill']

/** Opens the map once the first places are known, and says when zooming changes the level. */
export function useCityMap(input: CityMapInput) {
  const { box, places } = input
  const map = useRef<MapLibre | null>(null)
  const [state, setState] = useState<MapState>('opening')
  const settings = usePublicSettings()
  const level = useEffectEvent((next: Level) => input.onLevel(next))
  const place = useEffectEvent((path: string) => input.onPlace(path))
  const openCase = useEffectEvent((id: string) => input.onCase(id))
  const openWarning = useEffectEvent((id: string) => input.onWarning(id))
  const start = useEffectEvent(() => ({
    bounds: boundsOf(places ?? []),
    tilesUrl: settings?.tilesUrl ?? null,
  }))
  const isReady = places !== undefined
  useEffect(() => {
    if (!isReady) return
    let isGone = false
    const open = async () => {
      const { createCityMap } = await import('../../ui/map.ts')
      if (isGone || box.current === null) return
      const { bounds, tilesUrl } = start()
      const made = createCityMap(box.current, {
        palette: dark,
        tilesUrl,
        map: { ...(bounds === undefined ? {} : { bounds }), dragRotate: false, pitchWithRotate: false },
      })
      map.current = made
      // Earlier than `load`, which waits until everything is drawn.
      made.once('style.load', () => {
        const scale = window.innerWidth >= wallWidth ? 1.6 : 1
        addLayers(made, scale)
        addWarningLayer(made, scale, dark)
        setState('open')
      })
      made.on('zoomend', () => level(made.getZoom() < townshipZoom ? 'district' : 'township'))
      made.on('click', ({ point }) => {
        const hits = made.queryRenderedFeatures(point, {
          layers: touchable.filter((id) => made.getLayer(id)),
        })
        const { id, place: path, code, warning } = hits[0]?.properties ?? {}
        if (typeof warning === 'string') openWarning(warning)
        else if (typeof id === 'string') openCase(id)
        else if (typeof path === 'string' || typeof code === 'string') place(String(path ?? code))
      })
    }
    open().catch(() => setState('failed'))
    return () => {
      isGone = true
      map.current?.remove()
      map.current = null
    }
  }, [isReady, box])
  return { map, state }
}
