import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { Route } from '#kernel/http/define'
import { children, findPlace, findPlaceByName, listManagementAreas, locate } from './catalogue.ts'
import { ManagementArea, Place } from './contract.ts'
import { layerRoutes } from './layers.ts'

const tag = 'territory'
const Code = z.string().max(60)

/** Public reference data: the same for everyone, so no access beyond the general limits. */
export const territoryRoutes: Route[] = [
  ...layerRoutes,
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
