import type { Bounds, Point, Shape } from '../contract.ts'
import { boundsOf, crossesRay } from './shapes.ts'

/** Children per tree node. 8, 16 and 32 measure alike (about 1 µs a lookup, bench/geo); 16 is the middle. */
const FANOUT = 16

/** Finds the place that holds a point, in memory. */
export type PlaceIndex = {
  readonly size: number
  /** Bytes held in typed arrays, ids not counted. */
  readonly bytes: number
  /** The id of the place that holds the point; where places overlap, the one listed first. */
  locate(point: Point): string | undefined
}

type Rings = {
  /** Longitude and latitude in turn, all rings of all places one after another. */
  readonly coordinates: Float64Array
  /** Where each ring begins, counted in positions, and one end mark. */
  readonly ringStarts: Uint32Array
  /** Where each place begins, counted in rings, and one end mark. */
  readonly placeStarts: Uint32Array
}
type Tree = {
  /** The place at each leaf. */
  readonly order: Uint32Array
  /** Boxes by level, leaves first; node n of a level holds the nodes 16n to 16n + 15 of the level below. */
  readonly levels: readonly Float64Array[]
}

/**
 * Builds the index once: a packed R-tree by sort-tile-recursive loading (Leutenegger et al., ICDE 1997) over
 * rings kept in flat arrays. Unlike a uniform grid it does not care that city cells are a hundred times
 * denser than mountain cells.
 */
export function buildPlaceIndex(
  places: Iterable<{ readonly id: string; readonly shape: Shape }>,
): PlaceIndex {
  const list = [...places]
  const ids = list.map((place) => place.id)
  const rings = flatten(list.map((place) => place.shape))
  const tree = packTree(list.map((place) => boundsOf(place.shape)))
  const arrays = [rings.coordinates, rings.ringStarts, rings.placeStarts, tree.order, ...tree.levels]
  return {
    size: ids.length,
    bytes: arrays.reduce((sum, array) => sum + array.byteLength, 0),
    locate: ({ lon, lat }) => ids[firstHit(tree, rings, lon, lat)],
  }
}

/** The lowest place number that holds the point, or −1. */
function firstHit({ levels, order }: Tree, rings: Rings, lon: number, lat: number): number {
  let best = -1
  const visit = (level: number, from: number, to: number): void => {
    const boxes = levels[level]
    if (boxes === undefined) return
    for (let node = from; node < to; node += 1) {
      if (!boxHolds(boxes, node * 4, lon, lat)) continue
      if (level > 0) {
        visit(level - 1, node * FANOUT, Math.min((node + 1) * FANOUT, (levels[level - 1]?.length ?? 0) / 4))
        continue
      }
      const place = order[node] ?? -1
      if ((best === -1 || place < best) && placeHolds(rings, place, lon, lat)) best = place
    }
  }
  const top = levels.length - 1
  visit(top, 0, (levels[top]?.length ?? 0) / 4)
  return best
}

function boxHolds(boxes: Float64Array, at: number, lon: number, lat: number): boolean {
  return (
    lon >= (boxes[at] ?? 0) &&
    lat >= (boxes[at + 1] ?? 0) &&
    lon <= (boxes[at + 2] ?? 0) &&
    lat <= (boxes[at + 3] ?? 0)
  )
}

/** The same even-odd rule as `contains`, on the flat arrays. */
function placeHolds(rings: Rings, place: number, lon: number, lat: number): boolean {
  const { coordinates, ringStarts, placeStarts } = rings
  let isInside = false
  const lastRing = placeStarts[place + 1] ?? 0
  for (let ring = placeStarts[place] ?? 0; ring < lastRing; ring += 1) {
    const end = (ringStarts[ring + 1] ?? 0) * 2
    for (let at = (ringStarts[ring] ?? 0) * 2 + 2; at < end; at += 2) {
      const ax = coordinates[at - 2] ?? 0
      const ay = coordinates[at - 1] ?? 0
      if (crossesRay(lon, lat, ax, ay, coordinates[at] ?? 0, coordinates[at + 1] ?? 0)) isInside = !isInside
    }
  }
  return isInside
}

function flatten(shapes: readonly Shape[]): Rings {
  const ringsByPlace = shapes.map((shape) => shape.flat())
  const allRings = ringsByPlace.flat()
  const ringStarts = startsOf(allRings)
  const coordinates = new Float64Array((ringStarts.at(-1) ?? 0) * 2)
  let at = 0
  for (const ring of allRings) {
    for (const [lon, lat] of ring) {
      coordinates[at] = lon
      coordinates[at + 1] = lat
      at += 2
    }
  }
  return { coordinates, ringStarts, placeStarts: startsOf(ringsByPlace) }
}

function startsOf(lists: readonly { readonly length: number }[]): Uint32Array {
  const starts = new Uint32Array(lists.length + 1)
  lists.forEach((list, index) => {
    starts[index + 1] = (starts[index] ?? 0) + list.length
  })
  return starts
}

function packTree(bounds: readonly Bounds[]): Tree {
  const order = tileOrder(bounds)
  const leaves = new Float64Array(order.length * 4)
  order.forEach((place, leaf) => {
    leaves.set(bounds[place] ?? [0, 0, 0, 0], leaf * 4)
  })
  const levels = [leaves]
  for (let below = leaves; below.length > FANOUT * 4; ) {
    below = parentsOf(below)
    levels.push(below)
  }
  return { order, levels }
}

/** Vertical slices by centre longitude, each sorted by centre latitude, so that 16 in a row are neighbours. */
function tileOrder(bounds: readonly Bounds[]): Uint32Array {
  const lon = Float64Array.from(bounds, ([west, , east]) => west + east)
  const lat = Float64Array.from(bounds, ([, south, , north]) => south + north)
  const order = Uint32Array.from(bounds.keys()).sort((a, b) => (lon[a] ?? 0) - (lon[b] ?? 0))
  const slice = Math.ceil(Math.sqrt(bounds.length / FANOUT)) * FANOUT
  for (let from = 0; from < order.length; from += slice) {
    order.subarray(from, from + slice).sort((a, b) => (lat[a] ?? 0) - (lat[b] ?? 0))
  }
  return order
}

function parentsOf(boxes: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const parents = new Float64Array(Math.ceil(boxes.length / 4 / FANOUT) * 4)
  for (let parent = 0; parent < parents.length; parent += 4) {
    const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
    const end = Math.min((parent + 4) * FANOUT, boxes.length)
    for (let at = parent * FANOUT; at < end; at += 4) {
      box[0] = Math.min(box[0], boxes[at] ?? 0)
      box[1] = Math.min(box[1], boxes[at + 1] ?? 0)
      box[2] = Math.max(box[2], boxes[at + 2] ?? 0)
      box[3] = Math.max(box[3], boxes[at + 3] ?? 0)
    }
    parents.set(box, parent)
  }
  return parents
}
