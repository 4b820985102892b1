import type { Map as MapLibre } from 'maplibre-gl'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Locale } from '#kernel/i18n/define'
import type { PagePointList } from '#modules/scenarios/contract'
import { usePublicSettings } from '../public-settings.ts'
import { dark, type Palette } from '../tokens.ts'
import { addPointLayer, boundsOfPoints, showPoints } from './point-layer.ts'

/** From here on a screen is a wall, and marks are larger. */
const wallWidth = 2400

/** A wall is seen from afar. */
function scaleOf(palette: Palette): number {
  if (palette !== dark) return 1
  return window.innerWidth >= wallWidth ? 1.8 : 1.25
}

interface PointMapState {
  /** This device cannot show a map. */
  readonly hasFailed: boolean
  readonly goTo: (point: { readonly lon: number; readonly lat: number }) => void
}

/** Opens the map once the first points are known, and moves only the marks when they change. */
export function usePointMap(
  box: RefObject<HTMLDivElement | null>,
  list: PagePointList | undefined,
  { palette, locale }: { readonly palette: Palette; readonly locale: Locale },
): PointMapState {
  const map = useRef<MapLibre | null>(null)
  const [state, setState] = useState<'opening' | 'open' | 'failed'>('opening')
  const settings = usePublicSettings()
  const start = useEffectEvent(() => ({
    bounds: list === undefined ? undefined : boundsOfPoints(list),
    tilesUrl: settings?.tilesUrl ?? null,
  }))
  const isReady = list !== undefined
  useEffect(() => {
    if (!isReady) return
    let isGone = false
    const make = async () => {
      const [{ createCityMap }, { Popup }] = await Promise.all([import('../map.ts'), import('maplibre-gl')])
      if (isGone || box.current === null) return
      const { bounds, tilesUrl } = start()
      const made = createCityMap(box.current, {
        palette,
        tilesUrl,
        map: {
          ...(bounds === undefined ? {} : { bounds, fitBoundsOptions: { maxZoom: 14 } }),
          dragRotate: false,
          pitchWithRotate: false,
        },
      })
      map.current = made
      made.once('style.load', () => {
        // A box that had no size yet is taken for 400 by 300 pixels, and its first size for no change.
        made.resize()
        if (bounds !== undefined) made.fitBounds(bounds, { maxZoom: 14, duration: 0 })
        addPointLayer(made, scaleOf(palette), palette)
        setState('open')
      })
      const popup = new Popup({ closeButton: false, offset: 12 })
      made.on('mousemove', 'run-points', ({ features, lngLat }) => {
        const label = String(features?.[0]?.properties.label ?? '')
        popup.setLngLat(lngLat).setText(label).addTo(made)
      })
      made.on('mouseleave', 'run-points', () => popup.remove())
    }
    make().catch(() => setState('failed'))
    return () => {
      isGone = true
      map.current?.remove()
      map.current = null
      setState('opening')
    }
  }, [isReady, box, palette])
  useEffect(() => {
    if (state === 'open' && map.current !== null && list !== undefined) showPoints(map.current, list, locale)
  }, [state, list, locale])
  return {
    hasFailed: state === 'failed',
    goTo: ({ lon, lat }) => map.current?.easeTo({ center: [lon, lat], zoom: 14 }),
  }
}
