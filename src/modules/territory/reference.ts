import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { buildPlaceIndex, type Point, type Polygon, type Shape } from '#kernel/geo'
import { type GridCell, GridImportRow, ManagementArea } from './contract.ts'
import { makeNameBook, parentCode } from './rules.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../../data/territory')

type Layer = {
  readonly features: readonly {
    readonly properties: Readonly<Record<string, unknown>>
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: Polygon }
      | { readonly type: 'MultiPolygon'; readonly coordinates: Shape }
  }[]
}

/** Each part is read once, when first asked for. */
export const officialNames = once(() => readPairs('divisions.csv'))
export const englishNames = once(() => readPairs('districts-en.csv'))
export const managementAreas = once(() =>
  z.array(ManagementArea).parse(JSON.parse(readText('management-areas.json'))),
)
export const nameBook = once(() => makeNameBook(officialNames(), managementAreas()))
export const codesByParent = once(() => groupByParent(officialNames().keys()))
export const districts = once(() => {
  const features = readShapes('districts.geojson')
  const centers = features.map(({ properties: { code, center } }) => {
    const [lon, lat] = Array.isArray(center) ? center : []
    return [String(code), toPoint(lon, lat)] as const
  })
  const index = buildPlaceIndex(
    features.map(({ properties, shape }) => ({ id: String(properties.code), shape })),
  )
  return { centers: new Map(centers), index }
})
export const townshipPoints = once(
  () =>
    new Map(
      readRows('township-points.csv').map((line) => {
        const [code = '', lon, lat, source] = line.split(',')
        return [code, { point: toPoint(lon, lat), isEstimated: source === 'estimated' }]
      }),
    ),
)
/** The demo's synthetic cells: 演示划分，非行政边界. */
export const demoCells = once((): readonly GridCell[] =>
  readShapes('demo-grids.geojson').map(({ properties, shape }) => ({
    ...GridImportRow.parse(properties),
    shape,
    synthetic: true,
  })),
)

function groupByParent(codes: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const code of codes) {
    const parent = parentCode(code)
    if (parent === undefined) continue
    const group = groups.get(parent)
    if (group === undefined) groups.set(parent, [code])
    else group.push(code)
  }
  return groups
}

/** The rows below the heading. No field in these files holds a comma or a quotation mark. */
function readRows(file: string): string[] {
  return readText(file).trimEnd().split('\n').slice(1)
}

/** A table of two columns. */
function readPairs(file: string): Map<string, string> {
  return new Map(
    readRows(file).map((line) => {
      const comma = line.indexOf(',')
      return [line.slice(0, comma), line.slice(comma + 1)]
    }),
  )
}

/** Our own layers, made by scripts/territory.ts and checked whole by a test, so they are not checked at each start. */
function readShapes(file: string): { properties: Readonly<Record<string, unknown>>; shape: Shape }[] {
  const { features } = JSON.parse(readText(file)) as Layer
  return features.map(({ properties, geometry }) => ({
    properties,
    shape: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
  }))
}

function readText(file: string): string {
  return readFileSync(path.join(FOLDER, file), 'utf8')
}

function toPoint(lon: unknown, lat: unknown): Point {
  return { lon: Number(lon), lat: Number(lat) }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
