import { useQuery } from '@tanstack/react-query'
import type { OrganizationView } from '#kernel/identity/contract'
import type { Category } from '#modules/duties/contract'
import type { Place } from '#modules/territory/contract'
import { api } from './api.ts'

/** Reference lists change with a release, not with a minute. */
const forever = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY }

export function useOrganizations() {
  return useQuery({
    queryKey: ['organizations'],
    queryFn: ({ signal }) => api.get<OrganizationView[]>('/organizations', undefined, signal),
    ...forever,
  })
}

export function useCategories() {
  return useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => api.get<Category[]>('/categories', undefined, signal),
    ...forever,
  })
}

/** The categories from level 1 down to the code: `['城乡建设', '物业管理', …]` as rows. */
export function categoryTrail(tree: readonly Category[], code: string): Category[] {
  const here = tree.find((category) => code.startsWith(category.code))
  if (here === undefined) return []
  return here.code === code ? [here] : [here, ...categoryTrail(here.children ?? [], code)]
}

/** The places directly below a path; the districts of the city below '50'. */
export function usePlaces(below: string | undefined) {
  return useQuery({
    queryKey: ['places', below],
    queryFn: ({ signal }) => api.get<Place[]>('/places', { below }, signal),
    enabled: below !== undefined,
    ...forever,
  })
}

/** The smallest known place at a WGS-84 point. */
export function findPlaceAt(point: {
  lon: number
  lat: number
}): Promise<{ place: Place | null; estimated: boolean }> {
  return api.get('/places/at', { lon: point.lon.toFixed(6), lat: point.lat.toFixed(6) })
}
