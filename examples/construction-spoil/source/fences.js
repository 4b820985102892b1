import { limits } from './limits.js'

/**
 * All places where trucks may load and unload, in few notes: a reaction cannot ask where something lies, so it keeps the map
 * beside. Coordinates as whole hundred-thousandths of a degree (about a metre), in lists that stay below a note's bound.
 */
const perNote = 300
const scale = 1e5

/** The map as it was noted; codes of sites begin with S, those of receivers with R. */
export function readFences(ctx) {
  const first = ctx.note('fences:0')
  if (first === null) return []
  const rest = []
  for (let n = 1; n < first.of; n++) rest.push(...(ctx.note(`fences:${n}`)?.list ?? []))
  return unpack([...first.list, ...rest])
}

function unpack(list) {
  const fences = []
  for (let n = 0; n + 2 < list.length; n += 3)
    fences.push({ code: list[n], lon: list[n + 1] / scale, lat: list[n + 2] / scale })
  return fences
}

function keepFences(ctx, fences) {
  const of = Math.max(1, Math.ceil(fences.length / perNote))
  for (let n = 0; n < of; n++) {
    const list = fences
      .slice(n * perNote, (n + 1) * perNote)
      .flatMap((f) => [f.code, Math.round(f.lon * scale), Math.round(f.lat * scale)])
    ctx.keep(`fences:${n}`, n === 0 ? { of, list } : { list })
  }
}

/** Registers that change: sites and receivers enter the map, leave it, or move. */
export function fenceReaction(changes, ctx) {
  const fences = new Map(readFences(ctx).map((f) => [f.code, f]))
  for (const { kind, key, data } of changes) {
    if (kind === 'removed' || data === null || data.state === '停用') fences.delete(key)
    else if (data.point) fences.set(key, { code: key, lon: data.point.lon, lat: data.point.lat })
  }
  keepFences(ctx, [...fences.values()])
}

/** Cells of about a kilometre, so that a position is compared with the places around it alone. */
export function fenceFinder(fences, ctx) {
  const cells = new Map()
  const cell = (lon, lat) => `${Math.floor(lon * 100)},${Math.floor(lat * 100)}`
  const reach = (limits.fenceMetres + limits.fenceMargin) / 90_000
  for (const f of fences)
    for (const key of new Set(
      [-1, 1].flatMap((x) => [-1, 1].map((y) => cell(f.lon + x * reach, f.lat + y * reach))),
    ))
      cells.set(key, [...(cells.get(key) ?? []), f])
  /** The place that a point lies in, and whether it only lies at its edge; null: none. */
  return (point) => {
    let best = null
    for (const f of cells.get(cell(point.lon, point.lat)) ?? []) {
      const metres = ctx.metres(point, f)
      if (metres <= limits.fenceMetres + limits.fenceMargin && (best === null || metres < best.metres))
        best = { code: f.code, metres, isEdge: metres > limits.fenceMetres }
    }
    return best
  }
}

/** Whether a truck can have been at both in so many minutes; places are as wide as their fences. */
export function canReach(ctx, from, to, minutes) {
  const around = limits.fenceMetres + limits.fenceMargin
  return ctx.metres(from, to) - around <= (Math.abs(minutes) + limits.gateClock) * limits.fastest
}

/** Metres from a point to a corridor; on a few kilometres the earth is flat. @param {[number, number][]} line */
export function metresBeside(point, line) {
  const kx = Math.cos((point.lat * Math.PI) / 180) * 111_320
  const ky = 110_574
  let best = Number.POSITIVE_INFINITY
  // Of a whole line for every position: no lists are made on the way, an interpreter takes long for them.
  for (let n = 0; n < line.length; n++) {
    const from = line[n]
    const next = line[Math.min(n + 1, line.length - 1)]
    const ax = (from[0] - point.lon) * kx
    const ay = (from[1] - point.lat) * ky
    const dx = (next[0] - from[0]) * kx
    const dy = (next[1] - from[1]) * ky
    const length = dx * dx + dy * dy
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length))
    const x = ax + along * dx
    const y = ay + along * dy
    best = Math.min(best, x * x + y * y)
  }
  return Math.sqrt(best)
}

/** A corridor as a route's text tells it: "106.30,29.52 106.31,29.53". @returns {[number, number][]} */
export function corridorOf(text) {
  return String(text ?? '')
    .trim()
    .split(/\s+/)
    .map((pair) => /** @type {[number, number]} */ (pair.split(',').map(Number)))
    .filter(([lon, lat]) => Number.isFinite(lon) && Number.isFinite(lat))
}
