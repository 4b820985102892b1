import { z } from 'zod'
import { demoLogins, demoPassword } from '#kernel/identity'
import type { Route } from './define.ts'

const PublicSettings = z
  .object({
    demo: z
      .object({ password: z.string(), accounts: z.array(z.object({ login: z.string(), name: z.string() })) })
      .nullable(),
    tilesUrl: z.string().nullable(),
    oidc: z.boolean(),
    version: z.string(),
  })
  .meta({ id: 'PublicSettings' })

/** What every screen needs to know before anybody signs in; in the demo city also how to sign in. */
export const settingsRoute: Route = {
  method: 'GET',
  path: '/settings',
  tag: 'platform',
  summary: 'Public settings of this installation',
  response: PublicSettings,
  run: async ({ config }) => ({
    demo: config.demo ? { password: demoPassword, accounts: [...demoLogins] } : null,
    tilesUrl: config.tilesUrl,
    oidc: config.oidc !== null,
    version: config.version,
  }),
}
