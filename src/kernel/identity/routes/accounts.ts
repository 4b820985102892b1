import { z } from 'zod'
import type { Action } from '#kernel/action'
import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import type { IdentityActions } from '../actions.ts'
import {
  AccountPage,
  AccountView,
  CreateAccount,
  OfficerView,
  OrganizationView,
  ServiceKey,
  TemporaryPassword,
  WithReason,
} from '../contract.ts'

const tag = 'accounts'

/** The administration of accounts and posts. */
export function accountRoutes(a: IdentityActions): Route[] {
  return [
    organizations,
    queryRoute('/officers', a.queries.listOfficers, {
      tag: 'identity',
      summary: 'Officers to whom cases of an organization can be assigned',
      response: z.array(OfficerView),
    }),
    queryRoute('/accounts', a.queries.listAccounts, {
      tag,
      summary: 'Accounts in your places',
      response: AccountPage,
    }),
    queryRoute('/accounts/:id', a.queries.getAccount, { tag, summary: 'One account', response: AccountView }),
    secretRoute('/accounts', a.createAccount, {
      summary: 'Create an account; the temporary password is shown once',
      body: CreateAccount,
      response: TemporaryPassword,
      status: 201,
    }),
    actionRoute('/accounts/:id', a.saveAccount, { tag, summary: 'Change name, organization or language' }),
    actionRoute('/accounts/:id/link', a.linkAccount, { tag, summary: 'Link an identity of the provider' }),
    actionRoute('/accounts/:id/deactivate', a.deactivateAccount, { tag, summary: 'Switch an account off' }),
    actionRoute('/accounts/:id/activate', a.activateAccount, { tag, summary: 'Switch an account on again' }),
    actionRoute('/accounts/:id/totp/reset', a.resetTotp, {
      tag,
      summary: 'Take the authenticator off an account',
    }),
    secretRoute('/accounts/:id/password/reset', a.resetPassword, {
      summary: 'Set a temporary password, shown once',
      body: WithReason.omit({ id: true }),
      response: TemporaryPassword,
    }),
    actionRoute('/accounts/:id/posts', a.givePost, { tag, summary: 'Give a post' }),
    actionRoute('/accounts/:id/posts/take', a.takePost, { tag, summary: 'Take a post' }),
    secretRoute('/accounts/:id/key', a.giveKey, {
      summary: 'Give a system a new key, shown once; the one before ends',
      response: ServiceKey,
      status: 201,
    }),
    {
      method: 'DELETE',
      path: '/accounts/:id/key',
      tag,
      summary: 'Take the key of a system',
      run: (kernel, r) => kernel.execute(a.takeKey, { actor: r.actor, input: r.params, trace: r.trace }),
    },
  ]
}

/** Like `actionRoute`, but without the idempotency key: remembered answers are stored, and secrets must not be. */
function secretRoute<I extends z.ZodType>(
  path: string,
  action: Action<I>,
  options: Pick<Route, 'summary' | 'response'> & { body?: z.ZodType; status?: number },
): Route {
  return {
    method: 'POST',
    path,
    tag,
    ...options,
    run: (kernel, r) =>
      kernel.execute(action, {
        actor: r.actor,
        input: { ...(typeof r.body === 'object' ? r.body : {}), ...r.params },
        trace: r.trace,
      }),
  }
}

const organizations: Route = {
  method: 'GET',
  path: '/organizations',
  tag: 'identity',
  summary: 'All organizations',
  response: z.array(OrganizationView),
  run: (kernel) =>
    kernel.app.db
      .selectFrom('organizations')
      .select(['code', 'zh', 'en', 'short_zh as shortZh', 'kind', 'level', 'parent'])
      .where('active', '=', true)
      .orderBy('code')
      .execute(),
}
