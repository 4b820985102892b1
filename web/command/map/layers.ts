import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { CaseRow, PlaceCount } from '#kernel/cases/contract'
import { dark } from '../../ui/tokens.ts'
import type { Level } from '../statistics.ts'
import { colourOf, type Step } from './scale.ts'

const townshipsUrl = '/api/v1/territory/demo-townships.geojson'
/** Above this the map shows townships, above `pointZoom` each case. */
export const townshipZoom = 9
export const pointZoom = 13
/** Size of the names in pixels, before the scale of the screen. */
const nameSize = 13
/** Counts of large circles: the area grows with the number. */
const radius: ExpressionSpecification = ['+', 8, ['*', 2, ['sqrt', ['get', 'overdue']]]]

/** Names begin behind the edge of their circle, in ems of their size; without a circle they stand on the point. */
const nameOffset: ExpressionSpecification = [
  'case',
  ['>', ['get', 'overdue'], 0],
  ['+', 0.25, ['/', radius, nameSize]],
  0,
]

/** Adds what the situation needs to the city's own borders. */
export function addLayers(map: MapLibre, scale: number): void {
  addAreas(map)
  addPlaceLayers(map, scale)
  addCaseLayers(map, scale)
}

function addAreas(map: MapLibre): void {
  const fill = { 'fill-color': dark.surface, 'fill-opacity': 0.92 }
  map.addSource('townships', { type: 'geojson', data: new URL(townshipsUrl, window.location.href).href })
  map.addLayer(
    { id: 'district-fill', type: 'fill', source: 'districts', maxzoom: townshipZoom, paint: fill },
    'district-lines',
  )
  map.addLayer(
    { id: 'township-fill', type: 'fill', source: 'townships', minzoom: townshipZoom, paint: fill },
    'district-names',
  )
  map.addLayer(
    {
      id: 'township-lines',
      type: 'line',
      source: 'townships',
      minzoom: townshipZoom,
      paint: { 'line-color': dark.page, 'line-width': 1.5 },
    },
    'district-names',
  )
  // Below, the townships carry the names.
  map.setPaintProperty('district-names', 'text-halo-color', dark.page)
  map.setLayerZoomRange('district-names', 0, townshipZoom)
}

function addPlaceLayers(map: MapLibre, scale: number): void {
  map.addSource('places', { type: 'geojson', data: empty })
  map.addLayer({
    id: 'overdue',
    type: 'circle',
    source: 'places',
    maxzoom: pointZoom,
    filter: ['>', ['get', 'overdue'], 0],
    paint: {
      'circle-radius': ['*', scale, radius],
      'circle-color': dark.danger,
      'circle-stroke-color': dark.page,
      'circle-stroke-width': 2,
    },
  })
  map.addLayer({
    id: 'place-names',
    type: 'symbol',
    source: 'places',
    maxzoom: pointZoom,
    layout: {
      'text-field': ['get', 'text'],
      'text-size': nameSize * scale,
      'text-variable-anchor': [
        'top',
        'bottom',
        'left',
        'right',
        'top-left',
        'top-right',
        'bottom-left',
        'bottom-right',
      ],
      'text-radial-offset': nameOffset,
      'text-line-height': 1.15,
      'text-padding': 1,
      'symbol-sort-key': ['-', 0, ['get', 'open']],
    },
    paint: { 'text-color': dark.ink, 'text-halo-color': dark.page, 'text-halo-width': 2 },
  })
  map.addLayer({
    id: 'overdue-count',
    type: 'symbol',
    source: 'places',
    maxzoom: pointZoom,
    filter: ['>', ['get', 'overdue'], 0],
    layout: {
      'text-field': ['to-string', ['get', 'overdue']],
      'text-size': 13 * scale,
      // The topmost layer is placed first: with its margin each number stands for its circle, and names keep clear.
      'text-padding': 8 * scale,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': '#1a0505' },
  })
}

function addCaseLayers(map: MapLibre, scale: number): void {
  map.addSource('cases', {
    type: 'geojson',
    data: empty,
    cluster: true,
    clusterRadius: 40,
    clusterMaxZoom: 15,
  })
  map.addLayer({
    id: 'case-clusters',
    type: 'circle',
    source: 'cases',
    minzoom: pointZoom,
    filter: ['has', 'point_count'],
    paint: {
      'circle-radius': 16 * scale,
      'circle-color': dark.accent,
      'circle-stroke-color': dark.page,
      'circle-stroke-width': 2,
    },
  })
  map.addLayer({
    id: 'case-cluster-counts',
    type: 'symbol',
    source: 'cases',
    minzoom: pointZoom,
    filter: ['has', 'point_count'],
    layout: {
      'text-field': ['to-string', ['get', 'point_count']],
      'text-size': 14 * scale,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': dark.onAccent },
  })
  map.addLayer({
    id: 'case-points',
    type: 'circle',
    source: 'cases',
    minzoom: pointZoom,
    filter: ['!', ['has', 'point_count']],
    paint: {
      'circle-radius': ['match', ['get', 'urgency'], 'critical', 11 * scale, 'urgent', 9 * scale, 7 * scale],
      'circle-color': ['case', ['get', 'isOverdue'], dark.danger, dark.accent],
      'circle-stroke-color': dark.ink,
      'circle-stroke-width': 2,
    },
  })
}

const empty = { type: 'FeatureCollection' as const, features: [] }

interface Shown {
  readonly places: readonly PlaceCount[]
  readonly level: Level
  readonly steps: readonly Step[]
  readonly describe: (place: PlaceCount) => string
}

/** Colours the borders by open cases and sets the marks of the level; the other level keeps its colours unseen. */
export function showPlaces(map: MapLibre, { places, level, steps, describe }: Shown): void {
  const colours = places.flatMap((p): string[] => {
    const colour = colourOf(steps, p.open)
    return colour === null ? [] : [p.place.split('/').at(-1) ?? '', colour]
  })
  const fill = (colours.length === 0
    ? dark.surface
    : ['match', ['get', 'code'], ...colours, dark.surface]) as unknown as ExpressionSpecification
  map.setPaintProperty(`${level}-fill`, 'fill-color', fill)
  if (level === 'district') nameDistricts(map, places, describe)
  // A district's label stands inside its border; its seat may lie beside that of the next one.
  const marked = level === 'district' ? [] : places
  const features = marked.flatMap((p) =>
    p.point === null
      ? []
      : [point(p.point, { place: p.place, overdue: p.overdue, open: p.open, text: describe(p) })],
  )
  void source(map, 'places').setData({ type: 'FeatureCollection', features })
}

function nameDistricts(map: MapLibre, places: readonly PlaceCount[], describe: Shown['describe']): void {
  const texts = places.flatMap((p) => [
    p.place.split('/').at(-1) ?? '',
    p.overdue > 0 ? `${describe(p)}\n▲ ${p.overdue}` : describe(p),
  ])
  const counted = places.map((p) => p.place.split('/').at(-1) ?? '')
  const name: ExpressionSpecification = ['get', 'name']
  const text =
    texts.length === 0
      ? name
      : (['match', ['get', 'code'], ...texts, name] as unknown as ExpressionSpecification)
  map.setLayoutProperty('district-names', 'text-field', text)
  map.setPaintProperty('district-names', 'text-color', [
    'case',
    ['in', ['get', 'code'], ['literal', counted]],
    dark.ink,
    dark.muted,
  ])
}

export function showCases(map: MapLibre, rows: readonly CaseRow[], now: number): void {
  const features = rows.flatMap((row) => {
    if (row.point === null) return []
    const isOverdue = row.due !== null && !row.held && Date.parse(row.due) < now
    return [point(row.point, { id: row.id, urgency: row.urgency ?? 'normal', isOverdue })]
  })
  void source(map, 'cases').setData({ type: 'FeatureCollection', features })
}

function source(map: MapLibre, id: string): GeoJSONSource {
  return map.getSource(id) as GeoJSONSource
}

function point(at: { lon: number; lat: number }, properties: Record<string, unknown>) {
  const geometry = { type: 'Point' as const, coordinates: [at.lon, at.lat] }
  return { type: 'Feature' as const, geometry, properties }
}

/** The box around points, with a margin in degrees; undefined without points. */
export function boundsOf(places: readonly PlaceCount[]): [[number, number], [number, number]] | undefined {
  const points = places.flatMap((p) => p.point ?? [])
  if (points.length === 0) return undefined
  const [lons, lats] = [points.map((p) => p.lon), points.map((p) => p.lat)]
  const margin = 0.035
  return [
    [Math.min(...lons) - margin, Math.min(...lats) - margin],
    [Math.max(...lons) + margin, Math.max(...lats) + margin],
  ]
}
