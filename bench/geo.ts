import { boundsOf, buildPlaceIndex, contains, type Position, type Shape } from '#kernel/geo'

const SIDE = 249
const LOOKUPS = 100_000
const BRUTE_LOOKUPS = 200
/** The box around Chongqing. */
const [WEST, SOUTH, EAST, NORTH] = [105.28, 28.16, 110.2, 32.2] as const

export type GeoFigures = {
  cells: number
  vertices: number
  buildMs: number
  megabytes: number
  locateMedianUs: number
  locateP99Us: number
  locateMeanUs: number
  bruteForceMeanUs: number
  timesFasterThanBruteForce: number
  disagreements: number
}

/** Places a point in one of 62,001 synthetic grid cells: the index against a scan over boxes and polygons. */
export function run(): GeoFigures {
  const cells = makeCells()
  const started = performance.now()
  const index = buildPlaceIndex(cells)
  const buildMs = performance.now() - started
  const points = makePoints(LOOKUPS)
  for (const point of points) index.locate(point)

  const each = points.map((point) => timed(() => index.locate(point))).sort((a, b) => a - b)
  const meanUs = timed(() => {
    for (const point of points) index.locate(point)
  })
  const scan = cells.map((cell) => ({ ...cell, bounds: boundsOf(cell.shape) }))
  const bruteForce = (point: { lon: number; lat: number }) =>
    scan.find(({ bounds: [west, south, east, north], shape }) => {
      const isInBox = point.lon >= west && point.lon <= east && point.lat >= south && point.lat <= north
      return isInBox && contains(shape, point)
    })?.id
  const some = points.slice(0, BRUTE_LOOKUPS)
  let disagreements = 0
  const bruteUs = timed(() => {
    for (const point of some) if (bruteForce(point) !== index.locate(point)) disagreements += 1
  })
  const figures = {
    cells: cells.length,
    vertices: cells.length * 9,
    buildMs: round(buildMs),
    megabytes: round(index.bytes / 1e6),
    locateMedianUs: round(each[LOOKUPS / 2] ?? 0),
    locateP99Us: round(each[Math.floor(LOOKUPS * 0.99)] ?? 0),
    locateMeanUs: round(meanUs / LOOKUPS),
    bruteForceMeanUs: round(bruteUs / BRUTE_LOOKUPS),
    timesFasterThanBruteForce: Math.round(bruteUs / BRUTE_LOOKUPS / (meanUs / LOOKUPS)),
    disagreements,
  }
  console.log('geo: place a point in a grid cell')
  console.table(figures)
  return figures
}

/** Microseconds. */
function timed(work: () => void): number {
  const started = performance.now()
  work()
  return (performance.now() - started) * 1000
}

const round = (value: number): number => Math.round(value * 100) / 100

/** A partition into octagons (edges broken once), squeezed towards one centre, as real cells crowd in the city. */
function makeCells(): { id: string; shape: Shape }[] {
  const corner = (x: number, y: number): Position => {
    const [jitterX, jitterY] = [0.15 * Math.sin(x * 12.9 + y * 78.2), 0.15 * Math.sin(x * 39.3 + y * 11.1)]
    return [
      WEST + squeeze((x + jitterX) / SIDE) * (EAST - WEST),
      SOUTH + squeeze((y + jitterY) / SIDE) * (NORTH - SOUTH),
    ]
  }
  const outline = [
    [0, 0],
    [0.5, 0],
    [1, 0],
    [1, 0.5],
    [1, 1],
    [0.5, 1],
    [0, 1],
    [0, 0.5],
    [0, 0],
  ] as const
  return Array.from({ length: SIDE * SIDE }, (_, index) => {
    const [x, y] = [index % SIDE, Math.floor(index / SIDE)]
    return { id: String(index), shape: [[outline.map(([dx, dy]) => corner(x + dx, y + dy))]] }
  })
}

/** Maps 0..1 to 0..1; cells near the middle become about a hundred times smaller in area than those at the rim. */
function squeeze(t: number): number {
  const u = 2 * t - 1
  return 0.5 + 0.5 * u * (0.12 + 0.88 * u * u)
}

/** A fixed pseudo-random sequence (Park and Miller), crowded like the cells. */
function makePoints(count: number): { lon: number; lat: number }[] {
  let state = 20_261_124
  const next = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  return Array.from({ length: count }, () => ({
    lon: WEST + squeeze(next()) * (EAST - WEST),
    lat: SOUTH + squeeze(next()) * (NORTH - SOUTH),
  }))
}

if (import.meta.main) run()
