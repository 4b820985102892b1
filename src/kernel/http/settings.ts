import { demoLogins, demoPassword } from '#kernel/identity'
import { PublicSettings } from './contract.ts'
import type { Route } from './define.ts'

/** What every screen needs to know before anybody signs in; in the demo city also how to sign in. */
export const settingsRoute: Route = {
  method: 'GET',
  path: '/settings',
  tag: 'platform',
  summary: 'Public settings of this installation',
  response: PublicSettings,
  run: async ({ config }): Promise<PublicSettings> => ({
    demo: config.demo ? { password: demoPassword, accounts: [...demoLogins] } : null,
    tilesUrl: config.tilesUrl,
    oidc: config.oidc !== null,
    version: config.version,
  }),
}
