import { z } from 'zod'
import { Crs, Point, type Shape } from '#kernel/geo/contract'

/** City, district or county (区县), township (街道 乡镇), community (社区 村), grid cell (网格). */
export const PlaceLevel = z.enum(['city', 'district', 'township', 'community', 'grid'])
export type PlaceLevel = z.infer<typeof PlaceLevel>

/** What the official name says a place is. */
export const PlaceKind = z.enum([
  'municipality',
  'district',
  'county',
  'autonomous-county',
  'subdistrict',
  'town',
  'rural-township',
  'residents',
  'village',
  'grid-cell',
])
export type PlaceKind = z.infer<typeof PlaceKind>

/** Division codes by GB/T 2260 (6 digits), GB/T 10114 (9 and 12), and three characters more for a grid cell. */
export const PlaceCode = z.string().regex(/^(\d{2}|\d{6}|\d{9}|\d{12}|\d{12}[0-9A-Z]{3})$/)

/** A place as every screen shows it. `path` is its code after those of its parents, joined by slashes. */
export const Place = z.object({
  path: z.string(),
  code: PlaceCode,
  name: z.string(),
  nameEn: z.string().optional(),
  level: PlaceLevel,
  kind: PlaceKind,
  /** Absent for the city itself. */
  districtCode: z.string().optional(),
  /** A point that stands for the place, WGS-84. Absent where no source gives one. */
  point: Point.optional(),
  /** The point is our guess between the neighbours. */
  isPointEstimated: z.boolean().optional(),
  /** Made for the demo: no real place has these limits. */
  synthetic: z.boolean().optional(),
})
export type Place = z.infer<typeof Place>

/**
 * A zone that is run as one but is no division, as 西部科学城重庆高新区 over ten townships of two districts.
 * Its code starts with "area:", so that nobody takes it for a division code.
 */
export const ManagementArea = z.object({
  code: z.string().regex(/^area:[a-z0-9-]+$/),
  name: z.string(),
  nameEn: z.string(),
  aliases: z.array(z.string()),
  townships: z.array(z.string().regex(/^\d{9}$/)).min(1),
})
export type ManagementArea = z.infer<typeof ManagementArea>

/** The properties a grid layer must bring for each cell. */
export const GridImportRow = z.object({
  code: z.string().regex(/^\d{12}[0-9A-Z]{3}$/),
  name: z.string().trim().min(1).max(100),
  communityCode: z.string().regex(/^\d{12}$/),
})
export type GridImportRow = z.infer<typeof GridImportRow>

/** A checked grid cell; the shape is in WGS-84. */
export type GridCell = GridImportRow & { readonly shape: Shape; readonly synthetic: boolean }

/** The outcome of an import: `index` counts the features of the file from 0, −1 stands for the whole file. */
export type GridImport = {
  readonly accepted: readonly GridCell[]
  readonly rejected: readonly {
    readonly index: number
    readonly reason: { readonly zh: string; readonly en: string }
  }[]
}

/** A checked border of a township; the shape is in WGS-84. */
export type TownshipShape = { readonly code: string; readonly shape: Shape }

export type TownshipImport = {
  readonly accepted: readonly TownshipShape[]
  readonly rejected: GridImport['rejected']
}

/** A layer after its check: sound features with their shape as JSON in WGS-84, and what is wrong with the others. */
export type CheckedLayer = {
  readonly accepted: readonly { readonly code: string; readonly name: string; readonly shape: string }[]
  readonly rejected: GridImport['rejected']
}

/** A layer as an office brings it. CRS: what the file counts in; `source`: where it comes from, shown beside it. */
export const ImportLayer = z
  .object({ crs: Crs, geojson: z.unknown(), source: z.string().trim().min(2).max(200) })
  .meta({ id: 'ImportLayer' })
export type ImportLayer = z.infer<typeof ImportLayer>

/** What the route hands to the action after the check; never read from a request. */
export const SaveLayer = ImportLayer.pick({ crs: true, source: true }).extend({
  checked: z.custom<CheckedLayer>((value) => typeof value === 'object' && value !== null),
})
export type SaveLayer = z.infer<typeof SaveLayer>

/** What became of an import; of the rejected features the first `shownRejected` are named. */
export const LayerReport = z
  .object({
    accepted: z.int(),
    rejected: z.int(),
    /** Places that had this layer before and got a new one. */
    removed: z.int(),
    /** Communities of a grid layer, districts of a township layer. */
    covered: z.array(z.string()),
    problems: z.array(z.object({ index: z.int(), reason: z.object({ zh: z.string(), en: z.string() }) })),
  })
  .meta({ id: 'LayerReport' })
export type LayerReport = z.infer<typeof LayerReport>
export const shownRejected = 500

const LayerSource = z.object({ source: z.string(), features: z.int(), importedAt: z.string() })
export const LayersView = z
  .object({
    grids: z.object({ own: z.int(), demo: z.int(), communities: z.int(), sources: z.array(LayerSource) }),
    townships: z.object({ own: z.int(), sources: z.array(LayerSource) }),
    can: z.object({ import: z.boolean() }),
  })
  .meta({ id: 'TerritoryLayers' })
export type LayersView = z.infer<typeof LayersView>

export const ListCells = z.object({ below: z.string().regex(/^\d{2,12}$/) })
export const CellPage = z
  .object({
    cells: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        community: z.string(),
        shape: z.array(z.array(z.array(z.array(z.number())))),
      }),
    ),
    /** More cells lie there than are listed. */
    more: z.boolean(),
  })
  .meta({ id: 'TerritoryCells' })
export type CellPage = z.infer<typeof CellPage>

/** Where a point lies; `estimated` when the township is only the nearest one and no border was known. */
export type LocatedPlace = { readonly place: Place; readonly estimated: boolean }

/** What an address says. `place` is set when exactly one place fits best. */
export type NameMatch = {
  readonly place: Place | undefined
  /** All places that fit best: one when certain, none when the text names no place. */
  readonly candidates: readonly Place[]
  /** The smallest place that holds every candidate. */
  readonly commonPlace: Place | undefined
  /** The management area the text names. */
  readonly area: ManagementArea | undefined
  /** `short` when only a short form was met, such as 九龙坡 for 九龙坡区. */
  readonly basis: 'full' | 'short' | undefined
  /** The words that named places, in order, communities by their everyday names. */
  readonly mentions: readonly string[]
}
