import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import type { Locale } from '#kernel/i18n/define'
import { type Level, levels, type WarningRow } from '#modules/early-warning/contract'
import { caseTitle } from './cases.ts'
import { dark, type Palette } from './tokens.ts'

/** Half the side of a mark in pixels, before the scale of the screen. */
const half = 13

/** A shape for each level, so that nobody has to tell colours apart. */
export const levelSigns: Readonly<Record<Level, string>> = { red: '◆', orange: '▲', yellow: '■', blue: '●' }

/** Colours of the law as `web/ui/warnings.css` has them, 3:1 at least against the ground of the map. */
const onDark = { red: '#ff5449', orange: '#ff8a3d', yellow: '#ffdf70', blue: '#5aa7f2' } as const
const onLight = { red: '#b3261e', orange: '#d95700', yellow: '#a87c00', blue: '#0f5ea8' } as const

export function markColours(palette: Palette): Readonly<Record<Level, string>> {
  return palette === dark ? onDark : onLight
}

/** Marks of warnings lie above everything else of the map and are never hidden by each other. */
export function addWarningLayer(map: MapLibre, scale: number, palette: Palette): void {
  for (const level of levels)
    for (const isExercise of [false, true]) {
      const image = drawn(level, isExercise, { r: half * scale, palette })
      if (image !== undefined) map.addImage(imageName(level, isExercise), image, { pixelRatio: 1 })
    }
  map.addSource('warnings', { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
  map.addLayer({
    id: 'warning-marks',
    type: 'symbol',
    source: 'warnings',
    layout: {
      'icon-image': ['get', 'image'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': ['get', 'rank'],
    },
  })
}

/** Sets the marks of the open warnings that have a point. */
export function showWarnings(map: MapLibre, rows: readonly WarningRow[], locale: Locale): void {
  const features = rows.flatMap((row) =>
    row.point === null
      ? []
      : [
          {
            type: 'Feature' as const,
            geometry: { type: 'Point' as const, coordinates: [row.point.lon, row.point.lat] },
            properties: {
              warning: row.id,
              title: caseTitle(locale, row),
              image: imageName(row.level, row.exercise),
              rank: levels.indexOf(row.level),
            },
          },
        ],
  )
  const source = map.getSource('warnings') as GeoJSONSource
  void source.setData({ type: 'FeatureCollection', features })
}

const imageName = (level: Level, isExercise: boolean) => `warning-${level}${isExercise ? '-exercise' : ''}`

/** Filled for what is real, hollow for exercises and simulated readings; undefined where there is no canvas. */
function drawn(
  level: Level,
  isExercise: boolean,
  look: { r: number; palette: Palette },
): ImageData | undefined {
  const { r, palette } = look
  const colour = markColours(palette)[level]
  const side = Math.ceil(r * 2)
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const pen = canvas.getContext('2d')
  if (pen === null) return undefined
  const at = side / 2
  const reach = r - 3
  pen.beginPath()
  outline(pen, level, at, reach)
  pen.closePath()
  pen.lineJoin = 'round'
  pen.fillStyle = isExercise ? palette.page : colour
  pen.fill()
  pen.lineWidth = isExercise ? 4 : 2
  pen.strokeStyle = isExercise ? colour : palette.ink
  pen.stroke()
  return pen.getImageData(0, 0, side, side)
}

function outline(pen: CanvasRenderingContext2D, level: Level, at: number, r: number): void {
  const line = (points: readonly (readonly [number, number])[]) => {
    for (const [x, y] of points) pen.lineTo(at + x * r, at + y * r)
  }
  const corner = 0.82
  if (level === 'blue') pen.arc(at, at, r * corner, 0, 2 * Math.PI)
  else if (level === 'red')
    line([
      [0, -1],
      [1, 0],
      [0, 1],
      [-1, 0],
    ])
  else if (level === 'orange')
    line([
      [0, -1],
      [1, corner],
      [-1, corner],
    ])
  else
    line([
      [-corner, -corner],
      [corner, -corner],
      [corner, corner],
      [-corner, corner],
    ])
}

/** The box around the warnings that have a point, with a margin in degrees; undefined without any. */
export function boundsOfWarnings(
  rows: readonly WarningRow[],
): [[number, number], [number, number]] | undefined {
  const points = rows.flatMap((r) => r.point ?? [])
  if (points.length === 0) return undefined
  const [lons, lats] = [points.map((p) => p.lon), points.map((p) => p.lat)]
  const margin = 0.03
  return [
    [Math.min(...lons) - margin, Math.min(...lats) - margin],
    [Math.max(...lons) + margin, Math.max(...lats) + margin],
  ]
}
