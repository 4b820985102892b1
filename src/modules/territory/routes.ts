import { z } from 'zod'
import { parse } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { queryRoute, type Route } from '#kernel/http/define'
import { importGrids, importTownships } from './actions.ts'
import { children, findPlace, findPlaceByName, listManagementAreas, locate } from './catalogue.ts'
import { checkLayer, type LayerName } from './check.ts'
import { CellPage, ImportLayer, LayerReport, LayersView, ManagementArea, Place } from './contract.ts'
import { layerRoutes } from './layers.ts'
import { cellsQuery, layersQuery, mayImport } from './queries.ts'
import { refreshLayers } from './register.ts'

const tag = 'territory'
const Code = z.string().max(60)
/** A city's 62,000 cells with some twenty corners each are 40 MB of GeoJSON. */
const layerBytes = 64 * 1024 * 1024

/** Right, form, check in a thread of its own, then one transaction; this process places points by it at once. */
function importRoute(layer: LayerName, action: typeof importGrids, summary: string): Route {
  return {
    method: 'POST',
    path: `/territory/${layer}`,
    tag,
    summary,
    body: ImportLayer,
    response: LayerReport,
    bodyLimit: layerBytes,
    async run(kernel, { actor, body, key, trace }) {
      await kernel.ask(mayImport, { actor, input: {}, trace })
      const { crs, source, geojson } = parse(ImportLayer, body)
      const checked = await checkLayer(layer, { crs, source, geojson })
      const report = await kernel.execute(action, { actor, input: { crs, source, checked }, key, trace })
      await refreshLayers(kernel.app.db, kernel.config.demo)
      return report
    },
  }
}

const ownLayerRoutes: readonly Route[] = [
  queryRoute('/territory/layers', layersQuery, {
    tag,
    summary: 'The layers in force and where they come from',
    response: LayersView,
  }),
  queryRoute('/territory/cells', cellsQuery, {
    tag,
    summary: 'Own grid cells below a place, with their shapes in WGS-84',
    response: CellPage,
  }),
  importRoute(
    'grids',
    importGrids,
    'Import grid cells as GeoJSON; wrong features are named, sound ones kept',
  ),
  importRoute(
    'townships',
    importTownships,
    'Import township borders as GeoJSON; wrong features are named, sound ones kept',
  ),
]

/** Public reference data: the same for everyone, so no access beyond the general limits. */
export const territoryRoutes: Route[] = [
  ...layerRoutes,
  ...ownLayerRoutes,
  {
    method: 'GET',
    path: '/places',
    tag,
    summary: 'The places below one; the districts of the city when none is given',
    query: z.object({ below: Code.default('50') }),
    response: z.array(Place),
    run: async (_kernel, { query }) => {
      const path = String(query.below ?? '50')
      if (findPlace(path.split('/').at(-1) ?? '') === undefined)
        throw new Refusal('not-found', 'territory.unknown-place')
      return children(path)
    },
  },
  {
    method: 'GET',
    path: '/places/find',
    tag,
    summary: 'The places that an address names',
    query: z.object({ text: z.string().max(200) }),
    response: z.array(Place),
    run: async (_kernel, { query }) => [
      ...findPlaceByName(String(query.text ?? '').slice(0, 200)).candidates.slice(0, 20),
    ],
  },
  {
    method: 'GET',
    path: '/places/at',
    tag,
    summary: 'The smallest known place at a WGS-84 point',
    query: z.object({ lon: z.coerce.number(), lat: z.coerce.number() }),
    response: z.object({ place: Place.nullable(), estimated: z.boolean() }),
    run: async (_kernel, { query }) => {
      const point = { lon: Number(query.lon), lat: Number(query.lat) }
      if (!Number.isFinite(point.lon) || !Number.isFinite(point.lat))
        throw new Refusal('invalid', 'input.invalid')
      const found = locate(point)
      return { place: found?.place ?? null, estimated: found?.estimated ?? false }
    },
  },
  {
    method: 'GET',
    path: '/management-areas',
    tag,
    summary: 'Zones run as one over several townships',
    response: z.array(ManagementArea),
    run: async () => [...listManagementAreas()],
  },
]
