import { z } from 'zod'

/** What an installation tells everyone before anybody signs in. */
export const PublicSettings = z
  .object({
    /** The demo city says how to sign in; null elsewhere. */
    demo: z
      .object({ password: z.string(), accounts: z.array(z.object({ login: z.string(), name: z.string() })) })
      .nullable(),
    /** XYZ or WMTS address of map tiles; null shows own borders alone. */
    tilesUrl: z.string().nullable(),
    /** True when an identity provider is configured. */
    oidc: z.boolean(),
    version: z.string(),
  })
  .meta({ id: 'PublicSettings' })
export type PublicSettings = z.infer<typeof PublicSettings>
