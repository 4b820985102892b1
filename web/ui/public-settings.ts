import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'

/** What an installation tells everyone (GET /settings). */
export interface PublicSettings {
  /** The demo city says how to sign in; null elsewhere. */
  readonly demo: {
    readonly password: string
    readonly accounts: readonly { readonly login: string; readonly name: string }[]
  } | null
  /** XYZ or WMTS address of map tiles; null shows own borders alone. */
  readonly tilesUrl: string | null
}

/** Undefined while it is asked, and where an older server does not know it. */
export function usePublicSettings(): PublicSettings | undefined {
  const { data } = useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => api.get<PublicSettings>('/settings', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  return data
}
