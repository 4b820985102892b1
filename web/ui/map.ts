import 'maplibre-gl/dist/maplibre-gl.css'
import {
  type GeoJSONSource,
  type LngLatLike,
  Map as MapLibre,
  type MapOptions,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import districtsUrl from '../../data/territory/districts.geojson?url'
import { fontFor } from './font.ts'
import { fontFamily, light, type Palette } from './tokens.ts'

// Under Vite the worker has an address of its own; without this the map stays empty and says nothing.
setWorkerUrl(workerUrl)

/** Import this file lazily: MapLibre is the largest library of the web. */

export const cityCentre: LngLatLike = [106.42, 29.56]

interface CityMapOptions {
  readonly palette?: Palette
  /** XYZ or WMTS address with {z}, {x}, {y}; null shows the borders alone. */
  readonly tilesUrl?: string | null
  readonly map?: Partial<Omit<MapOptions, 'container' | 'style'>>
}

/** A map that needs no tiles and no glyph server: own district borders, Chinese names drawn with local fonts. */
export function createCityMap(container: HTMLElement, options: CityMapOptions = {}): MapLibre {
  const { palette = light, tilesUrl = null, map } = options
  const made = new MapLibre({
    container,
    style: cityStyle(palette, tilesUrl),
    center: cityCentre,
    zoom: 9,
    minZoom: 5,
    maxZoom: 18,
    attributionControl: false,
    localIdeographFontFamily: fontFamily,
    ...map,
  })
  // Without borders it still shows what it was opened for.
  void drawDistricts(made).catch(() => {})
  return made
}

interface Districts {
  readonly type: 'FeatureCollection'
  readonly features: readonly { readonly properties: { readonly name: string } }[]
}

/** Once the font for their names is there: what a map has drawn of a letter it keeps. */
async function drawDistricts(map: MapLibre): Promise<void> {
  let isGone = false
  map.once('remove', () => {
    isGone = true
  })
  const answer = await fetch(districtsUrl)
  const districts = (await answer.json()) as Districts
  await fontFor(districts.features.map((f) => f.properties.name).join(''))
  if (!isGone) map.getSource<GeoJSONSource>('districts')?.setData(districts)
}

function cityStyle(palette: Palette, tilesUrl: string | null): StyleSpecification {
  const hasTiles = tilesUrl !== null
  return {
    version: 8,
    sources: {
      districts: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      ...(hasTiles ? { tiles: { type: 'raster' as const, tiles: [tilesUrl], tileSize: 256 } } : {}),
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': palette.page } },
      ...(hasTiles ? [{ id: 'tiles', type: 'raster' as const, source: 'tiles' }] : []),
      {
        id: 'districts',
        type: 'fill',
        source: 'districts',
        paint: { 'fill-color': palette.surface, 'fill-opacity': hasTiles ? 0 : 1 },
      },
      {
        id: 'district-lines',
        type: 'line',
        source: 'districts',
        paint: { 'line-color': palette.edge, 'line-width': 1 },
      },
      {
        id: 'district-names',
        type: 'symbol',
        source: 'districts',
        layout: { 'text-field': ['get', 'name'], 'text-size': 13 },
        paint: { 'text-color': palette.muted, 'text-halo-color': palette.surface, 'text-halo-width': 1.5 },
      },
    ],
  }
}
