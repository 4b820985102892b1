import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { Locale } from '#kernel/i18n/define'
import type { PagePointList } from '#modules/scenarios/contract'
import { dark, type Palette } from '../tokens.ts'

/**
 * Shape and colour of each layer, in their order, and at last of what moves: 3:1 at least against the ground of the map.
 */
const signs = ['●', '▲', '■', '◆', '⬢'] as const
const onLight = ['#0f5ea8', '#b34700', '#1a6b3c', '#6b3fa0', '#8a1538'] as const
const onDark = ['#5aa7f2', '#ff8a3d', '#6fd79b', '#c9a4ff', '#ffe14d'] as const
const moving = signs.length - 1

export interface Mark {
  readonly sign: string
  readonly colour: string
}

type Layer = PagePointList['layers'][number]

/** Which of the signs; whose positions are personal is a thing that moves. */
const signOf = (layer: Layer, n: number) => (layer.personal === null ? n % moving : moving)

export function markOf(layer: Layer, n: number, palette: Palette): Mark {
  return markAt(signOf(layer, n), palette)
}

function markAt(sign: number, palette: Palette): Mark {
  const colours = palette === dark ? onDark : onLight
  return { sign: signs[sign] ?? '●', colour: colours[sign] ?? '#555' }
}

const half = 9

/** Marks of all layers lie in one source, so that the ones that changed last are on top whatever their layer. */
export function addPointLayer(map: MapLibre, scale: number, palette: Palette): void {
  for (const n of signs.keys()) {
    const image = drawn(n, half * scale, palette)
    if (image !== undefined) map.addImage(`run-${n}`, image, { pixelRatio: 1 })
  }
  map.addSource('run-points', { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
  map.addLayer({
    id: 'run-points',
    type: 'symbol',
    source: 'run-points',
    layout: {
      'icon-image': ['get', 'image'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  })
}

export function showPoints(map: MapLibre, { layers }: PagePointList, locale: Locale): void {
  const features = layers.flatMap((layer, n) =>
    layer.points.toReversed().map(({ label, lon, lat }) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates: [lon, lat] },
      properties: { label: `${layer.title[locale]} ${label}`, image: `run-${signOf(layer, n)}` },
    })),
  )
  void (map.getSource('run-points') as GeoJSONSource).setData({ type: 'FeatureCollection', features })
}

/** The box around all points, with a margin in degrees; undefined without any. */
export function boundsOfPoints({ layers }: PagePointList): [[number, number], [number, number]] | undefined {
  const points = layers.flatMap((layer) => layer.points)
  if (points.length === 0) return undefined
  const box = { west: 180, south: 90, east: -180, north: -90 }
  for (const { lon, lat } of points) {
    box.west = Math.min(box.west, lon)
    box.east = Math.max(box.east, lon)
    box.south = Math.min(box.south, lat)
    box.north = Math.max(box.north, lat)
  }
  const margin = 0.02
  return [
    [box.west - margin, box.south - margin],
    [box.east + margin, box.north + margin],
  ]
}

/** Undefined where there is no canvas. */
function drawn(n: number, r: number, palette: Palette): ImageData | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.ceil(r * 2)
  const pen = canvas.getContext('2d')
  if (pen === null) return undefined
  const at = canvas.width / 2
  pen.beginPath()
  if (n === 0) pen.arc(at, at, r - 2, 0, 2 * Math.PI)
  else for (const [x, y] of corners[n - 1] ?? []) pen.lineTo(at + x * (r - 2), at + y * (r - 2))
  pen.closePath()
  pen.fillStyle = markAt(n, palette).colour
  pen.fill()
  pen.lineWidth = 1.5
  pen.strokeStyle = palette.surface
  pen.stroke()
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}

/** Triangle, square, diamond, hexagon; the first layer's mark is a circle. */
const corners: readonly (readonly (readonly [number, number])[])[] = [
  [
    [0, -1],
    [0.95, 0.85],
    [-0.95, 0.85],
  ],
  [
    [-0.82, -0.82],
    [0.82, -0.82],
    [0.82, 0.82],
    [-0.82, 0.82],
  ],
  [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  [
    [0, -1],
    [0.87, -0.5],
    [0.87, 0.5],
    [0, 1],
    [-0.87, 0.5],
    [-0.87, -0.5],
  ],
]
