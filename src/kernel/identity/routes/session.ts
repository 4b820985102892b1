import { z } from 'zod'
import type { Route, RouteRequest } from '#kernel/http/define'
import type { IdentityActions } from '../actions.ts'
import { actorOf } from '../actors.ts'
import { GiveCode, Me, RequestCode, SessionView, SignIn, SignInByCode } from '../contract.ts'
import { accepted, begin, end, me, tag, tokenOf, withToken } from './reply.ts'

// None of these passes the idempotency key on: remembered answers are kept in the database, and tokens must not be.

export function sessionRoutes(actions: IdentityActions): Route[] {
  return [...signInRoutes(actions), ...openSessionRoutes(actions)]
}

function signInRoutes(actions: IdentityActions): Route[] {
  return [
    {
      method: 'POST',
      path: '/session',
      tag,
      summary: 'Sign in with login and password',
      body: SignIn,
      response: Me,
      rateLimit: 30,
      run: async (kernel, r) =>
        begin(
          kernel,
          r,
          await kernel.execute(actions.signIn, { actor: r.actor, input: fromAddress(r), trace: r.trace }),
        ),
    },
    {
      method: 'POST',
      path: '/session/code',
      tag,
      summary: 'Send a sign-in code to a phone number',
      body: RequestCode,
      response: z.object({ sent: z.boolean(), demoCode: z.string().optional() }),
      rateLimit: 20,
      async run(kernel, r) {
        const input = RequestCode.safeParse(r.body)
        const { code } = await kernel.execute(actions.requestCode, {
          actor: r.actor,
          input: r.body,
          trace: r.trace,
        })
        await kernel.ports.sms(
          input.data?.phone ?? '',
          `【智治】登录验证码 ${code}，5 分钟内有效，请勿告诉他人。`,
        )
        // The demo city has no real phones: its sign-in page shows what would have been sent.
        return { sent: true, ...(kernel.config.demo ? { demoCode: code } : {}) }
      },
    },
    {
      method: 'POST',
      path: '/session/phone',
      tag,
      summary: 'Sign in with the code sent to the phone',
      body: SignInByCode,
      response: Me,
      rateLimit: 30,
      run: async (kernel, r) =>
        begin(
          kernel,
          r,
          await kernel.execute(actions.signInByCode, {
            actor: r.actor,
            input: fromAddress(r),
            trace: r.trace,
          }),
        ),
    },
  ]
}

/** The address is the connection's own, whatever a body claims. */
function fromAddress({ body, raw }: RouteRequest): unknown {
  return typeof body === 'object' && body !== null ? { ...body, address: raw.ip } : body
}

/** What is done with a session that is open. */
function openSessionRoutes(actions: IdentityActions): Route[] {
  return [
    {
      method: 'POST',
      path: '/session/totp',
      tag,
      summary: 'Give the code of the authenticator to a session that was opened without it',
      body: GiveCode,
      response: Me,
      rateLimit: 30,
      async run(kernel, r) {
        accepted(
          await kernel.execute(actions.giveCode, { actor: r.actor, input: withToken(r), trace: r.trace }),
          'invalid',
        )
        return me(await actorOf(kernel, tokenOf(r.raw)))
      },
    },
    {
      method: 'DELETE',
      path: '/session',
      tag,
      summary: 'Sign out',
      async run(kernel, r) {
        const token = tokenOf(r.raw)
        if (token !== '')
          await kernel.execute(actions.signOut, { actor: r.actor, input: { token }, trace: r.trace })
        return end(r)
      },
    },
    {
      method: 'GET',
      path: '/sessions',
      tag,
      summary: 'Your sessions',
      response: z.array(SessionView),
      run: (kernel, r) =>
        kernel.ask(actions.queries.listSessions, {
          actor: r.actor,
          input: { token: tokenOf(r.raw) },
          trace: r.trace,
        }),
    },
    {
      method: 'DELETE',
      path: '/sessions',
      tag,
      summary: 'Sign out everywhere',
      async run(kernel, r) {
        await kernel.execute(actions.signOutEverywhere, { actor: r.actor, input: {}, trace: r.trace })
        return end(r)
      },
    },
  ]
}
