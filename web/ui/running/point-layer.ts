import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { Locale } from '#kernel/i18n/define'
import type { PagePointList } from '#modules/scenarios/contract'
import { dark, type Palette } from '../tokens.ts'

/** Circle, triangle, square and diamond of the layers in their order, and at last a truck for what moves: from -1 to 1. */
const paths = [
  'M.9 0A.9 .9 0 1 1 -.9 0A.9 .9 0 1 1 .9 0Z',
  'M0 -.9L.86 .77L-.86 .77Z',
  'M-.74 -.74H.74V.74H-.74Z',
  'M0 -.95L.95 0L0 .95L-.95 0Z',
  'M-1 -.68H.22V-.3H.66L1 .08V.46H.86A.26 .26 0 1 1 .34 .46H-.24A.26 .26 0 1 1 -.76 .46H-1Z',
] as const
/** 3:1 at least against the ground of the map. */
const onLight = ['#0f5ea8', '#b34700', '#1a6b3c', '#6b3fa0', '#8a1538'] as const
const onDark = ['#5aa7f2', '#ff8a3d', '#6fd79b', '#c9a4ff', '#ffe14d'] as const
const moving = paths.length - 1

export interface Mark {
  /** Of an SVG, within a square from -1 to 1. */
  readonly path: string
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
  return { path: paths[sign] ?? paths[0], colour: colours[sign] ?? '#555' }
}

const half = 9
/** A truck has more to be told by. */
const movingHalf = 13

/** Marks of all layers lie in one source, in the order in which they are drawn: what moves is on top of where it is. */
export function addPointLayer(map: MapLibre, scale: number, palette: Palette): void {
  for (const n of paths.keys()) {
    const image = drawn(n, (n === moving ? movingHalf : half) * scale, palette)
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
      // Otherwise what lies further south covers the rest.
      'symbol-z-order': 'source',
    },
  })
}

export function showPoints(map: MapLibre, { layers }: PagePointList, locale: Locale): void {
  const features = layers.flatMap((layer, n) =>
    layer.points.toReversed().map(({ label, lon, lat }) => ({
      type: 'Feature' as const,
      geometry: { type: 'Point' as const, coordinates: [lon, lat] },
      properties: { label: `${layer.title[locale]} ${label[locale]}`, image: `run-${signOf(layer, n)}` },
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
  const mark = markAt(n, palette)
  const shape = new Path2D(mark.path)
  pen.translate(canvas.width / 2, canvas.height / 2)
  pen.scale(r - 1, r - 1)
  pen.lineWidth = 3 / r
  pen.lineJoin = 'round'
  pen.strokeStyle = palette.surface
  pen.stroke(shape)
  pen.fillStyle = mark.colour
  pen.fill(shape)
  return pen.getImageData(0, 0, canvas.width, canvas.height)
}
