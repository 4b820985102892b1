import { z } from 'zod'
import { queryRoute, type Route } from '#kernel/http/define'
import type { IdentityActions } from '../actions.ts'
import { actorOf } from '../actors.ts'
import { ChangePassword, GiveCode, Me, PersonView, SavePerson, TotpOff, TotpSecret } from '../contract.ts'
import { accepted, begin, end, me, tag, tokenOf, withToken } from './reply.ts'

const rateLimit = 30

/** One's own account and, for residents, one's own record. */
export function meRoutes(actions: IdentityActions): Route[] {
  return [
    {
      method: 'GET',
      path: '/me',
      tag,
      summary: 'Who is signed in',
      response: Me,
      run: async (_kernel, r) => me(r.actor),
    },
    {
      method: 'POST',
      path: '/me/password',
      tag,
      summary: 'Change your password; every other session ends',
      body: ChangePassword,
      response: Me,
      rateLimit,
      async run(kernel, r) {
        const options = { actor: r.actor, input: withToken(r), trace: r.trace }
        return begin(kernel, r, accepted(await kernel.execute(actions.changePassword, options), 'invalid'))
      },
    },
    ...totpRoutes(actions),
    ...personRoutes(actions),
  ]
}

function totpRoutes(actions: IdentityActions): Route[] {
  return [
    queryRoute('/me/totp', actions.queries.totpState, {
      tag,
      summary: 'Whether your authenticator is on',
      response: z.object({ on: z.boolean() }),
    }),
    {
      method: 'POST',
      path: '/me/totp',
      tag,
      summary: 'Begin to enrol an authenticator; the secret is shown once',
      response: TotpSecret,
      rateLimit,
      run: (kernel, r) => kernel.execute(actions.beginTotp, { actor: r.actor, input: {}, trace: r.trace }),
    },
    {
      method: 'POST',
      path: '/me/totp/confirm',
      tag,
      summary: 'Switch the authenticator on with one of its codes',
      body: GiveCode,
      response: Me,
      rateLimit,
      async run(kernel, r) {
        accepted(
          await kernel.execute(actions.confirmTotp, { actor: r.actor, input: withToken(r), trace: r.trace }),
          'invalid',
        )
        return me(await actorOf(kernel, tokenOf(r.raw)))
      },
    },
    {
      method: 'POST',
      path: '/me/totp/off',
      tag,
      summary: 'Switch the authenticator off with password and code',
      body: TotpOff,
      response: Me,
      rateLimit,
      async run(kernel, r) {
        accepted(
          await kernel.execute(actions.turnTotpOff, { actor: r.actor, input: withToken(r), trace: r.trace }),
          'invalid',
        )
        return me(await actorOf(kernel, tokenOf(r.raw)))
      },
    },
  ]
}

function personRoutes(actions: IdentityActions): Route[] {
  return [
    queryRoute('/me/person', actions.queries.getPerson, {
      tag,
      summary: 'What is known of you',
      response: PersonView,
    }),
    {
      method: 'PUT',
      path: '/me/person',
      tag,
      summary: 'Correct what is known of you',
      body: SavePerson,
      response: PersonView,
      rateLimit,
      async run(kernel, r) {
        const options = { actor: r.actor, trace: r.trace }
        accepted(await kernel.execute(actions.savePerson, { ...options, input: r.body }), 'invalid')
        return kernel.ask(actions.queries.getPerson, { ...options, input: {} })
      },
    },
    {
      method: 'DELETE',
      path: '/me/person',
      tag,
      summary: 'Delete your account and destroy the key of your data',
      async run(kernel, r) {
        await kernel.execute(actions.forgetPerson, { actor: r.actor, input: {}, trace: r.trace })
        return end(r)
      },
    },
  ]
}
