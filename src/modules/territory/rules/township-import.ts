import type { Crs, PlaceFeature, Point } from '#kernel/geo/contract'
import { buildPlaceIndex, innerPointOf, parseFeatures } from '#kernel/geo/rules'
import type { TownshipImport, TownshipShape } from '../contract.ts'
import { TOWNSHIP_PROBLEMS, type TownshipProblem } from '../messages.ts'

/** Names that Chinese layers give the column of the township code. */
const CODE_COLUMNS = ['code', '乡镇编码', '乡镇代码', '街道编码', '街道代码', '镇街编码', 'XZCode'] as const

/** What the check must know about the territory. */
export type TownshipSurroundings = {
  hasTownship(code: string): boolean
  /** The code of the district that holds the point; undefined outside the city. */
  findDistrict(point: Point): string | undefined
}

/**
 * Checks township borders one by one: form and shape, code, district, and borders that lie on each other (the centre
 * of one inside another). Pure; nothing is saved.
 */
export function checkTownships(geojson: unknown, crs: Crs, territory: TownshipSurroundings): TownshipImport {
  const { features, problems } = parseFeatures(geojson, crs)
  const rejected: TownshipImport['rejected'][number][] = problems.map(({ index, reason }) => ({
    index: index ?? -1,
    reason,
  }))
  const accepted = new Map<string, TownshipShape & { readonly index: number }>()
  const refuse = (index: number, problem: TownshipProblem) =>
    rejected.push({ index, reason: problemOf(index, problem) })
  for (const feature of features) {
    const code = codeIn(feature)
    const problem = findProblem(code, feature, territory)
    if (problem !== undefined) refuse(feature.index, problem)
    else if (accepted.has(code)) refuse(feature.index, 'repeated-township')
    else accepted.set(code, { index: feature.index, code, shape: feature.shape })
  }
  for (const { code, index } of findOverlaps([...accepted.values()])) {
    refuse(index, 'township-overlap')
    accepted.delete(code)
  }
  return {
    accepted: [...accepted.values()].map(({ code, shape }) => ({ code, shape })),
    rejected: rejected.sort((a, b) => a.index - b.index),
  }
}

/** Nine digits; statistical layers write twelve, the last three zero. Empty when there is none. */
function codeIn({ properties }: PlaceFeature): string {
  const value = CODE_COLUMNS.map((name) => properties[name]).find((one) => one !== undefined && one !== null)
  return /^(\d{9})(?:000)?$/.exec(String(value ?? '').trim())?.[1] ?? ''
}

function findProblem(
  code: string,
  { shape }: PlaceFeature,
  territory: TownshipSurroundings,
): TownshipProblem | undefined {
  if (code === '') return 'bad-township-code'
  if (!territory.hasTownship(code)) return 'unknown-township'
  const centre = territory.findDistrict(innerPointOf(shape))
  if (centre === code.slice(0, 6)) return undefined
  const corners = shape.flat(2).map(([lon, lat]) => territory.findDistrict({ lon, lat }))
  if (corners.includes(code.slice(0, 6))) return undefined
  return [centre, ...corners].some((d) => d !== undefined)
    ? 'township-in-other-district'
    : 'township-outside-city'
}

function findOverlaps<S extends TownshipShape>(shapes: readonly S[]): S[] {
  const index = buildPlaceIndex(shapes.map(({ code, shape }) => ({ id: code, shape })))
  return shapes.filter(({ code, shape }) => {
    const holder = index.locate(innerPointOf(shape))
    return holder !== undefined && holder !== code
  })
}

function problemOf(index: number, problem: TownshipProblem) {
  const { zh, en } = TOWNSHIP_PROBLEMS[problem]
  return { zh: `第 ${index + 1} 个要素：${zh}`, en: `Feature ${index + 1}: ${en}` }
}
