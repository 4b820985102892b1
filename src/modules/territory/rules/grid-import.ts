import type { Crs, PlaceFeature } from '#kernel/geo/contract'
import { buildPlaceIndex, innerPointOf, parseFeatures } from '#kernel/geo/rules'
import { type GridCell, type GridImport, GridImportRow } from '../contract.ts'
import { GRID_PROBLEMS, type GridProblem } from '../messages.ts'

/** Names that Chinese grid layers give the three columns. */
const COLUMNS: Readonly<Record<keyof GridImportRow, readonly string[]>> = {
  code: ['code', '网格编码', '网格代码', 'BGCode', 'gridCode'],
  name: ['name', '网格名称', 'BGName', 'gridName'],
  communityCode: ['communityCode', '社区编码', '社区代码', '村社区代码'],
}

/** What the check must know about the territory. */
export type GridSurroundings = {
  hasCommunity(code: string): boolean
  /** The code of the district that holds the point; undefined outside the city. */
  findDistrict(point: { lon: number; lat: number }): string | undefined
}

/**
 * Checks a grid layer cell by cell: form and shape, codes, the community, the district, and cells that lie
 * on each other (the centre of one inside another). Pure; nothing is saved.
 */
export function checkGrids(geojson: unknown, crs: Crs, territory: GridSurroundings): GridImport {
  const { features, problems } = parseFeatures(geojson, crs)
  const rejected: GridImport['rejected'][number][] = problems.map(({ index, reason }) => ({
    index: index ?? -1,
    reason,
  }))
  const refuse = (index: number, problem: GridProblem) =>
    rejected.push({ index, reason: problemOf(index, problem) })
  const cells = new Map<string, { index: number; cell: GridCell }>()
  for (const feature of features) {
    const row = GridImportRow.safeParse(rowOf(feature))
    const problem = row.success ? findProblem(row.data, feature, territory) : 'bad-columns'
    if (!row.success || problem !== undefined) refuse(feature.index, problem ?? 'bad-columns')
    else if (cells.has(row.data.code)) refuse(feature.index, 'repeated-code')
    else cells.set(row.data.code, { index: feature.index, cell: cellOf(row.data, feature) })
  }
  for (const code of findOverlaps([...cells.values()].map(({ cell }) => cell))) {
    refuse(cells.get(code)?.index ?? -1, 'overlap')
    cells.delete(code)
  }
  const accepted = [...cells.values()].map(({ cell }) => cell)
  return { accepted, rejected: rejected.sort((a, b) => a.index - b.index) }
}

/** The three columns under their own names; a community code left out is read from the cell's code. */
function rowOf({ properties }: PlaceFeature): Record<keyof GridImportRow, unknown> {
  const pick = (column: keyof GridImportRow) => {
    const value = COLUMNS[column]
      .map((name) => properties[name])
      .find((one) => one !== undefined && one !== null)
    return typeof value === 'number' ? String(value) : value
  }
  const code = pick('code')
  const communityCode = pick('communityCode') ?? (typeof code === 'string' ? code.slice(0, 12) : undefined)
  return { code, name: pick('name'), communityCode }
}

function findProblem(
  row: GridImportRow,
  feature: PlaceFeature,
  territory: GridSurroundings,
): GridProblem | undefined {
  if (!territory.hasCommunity(row.communityCode)) return 'unknown-community'
  if (!row.code.startsWith(row.communityCode)) return 'code-not-below-community'
  const district = row.communityCode.slice(0, 6)
  const centre = territory.findDistrict(innerPointOf(feature.shape))
  if (centre === district) return undefined
  // A cell on the border, whose centre is elsewhere. Asked last: corners are many, and districts have long borders.
  const corners = feature.shape.flat(2).map(([lon, lat]) => territory.findDistrict({ lon, lat }))
  if (corners.includes(district)) return undefined
  return [centre, ...corners].some((d) => d !== undefined) ? 'other-district' : 'outside-city'
}

function cellOf(row: GridImportRow, feature: PlaceFeature): GridCell {
  return { ...row, shape: feature.shape, synthetic: feature.properties.synthetic === true }
}

/** Codes of cells whose centre lies in a cell listed earlier. */
function findOverlaps(cells: readonly GridCell[]): string[] {
  const index = buildPlaceIndex(cells.map(({ code, shape }) => ({ id: code, shape })))
  return cells
    .filter(({ code, shape }) => {
      const holder = index.locate(innerPointOf(shape))
      return holder !== undefined && holder !== code
    })
    .map(({ code }) => code)
}

function problemOf(index: number, problem: GridProblem) {
  const { zh, en } = GRID_PROBLEMS[problem]
  return { zh: `第 ${index + 1} 个要素：${zh}`, en: `Feature ${index + 1}: ${en}` }
}
