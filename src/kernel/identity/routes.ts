import type { Route } from '#kernel/http/define'
import type { IdentityActions } from './actions.ts'
import { accountRoutes } from './routes/accounts.ts'
import { meRoutes } from './routes/me.ts'
import { oidcRoutes } from './routes/oidc.ts'
import { sessionRoutes } from './routes/session.ts'

export function identityRoutes(actions: IdentityActions): Route[] {
  return [...sessionRoutes(actions), ...oidcRoutes(actions), ...meRoutes(actions), ...accountRoutes(actions)]
}
