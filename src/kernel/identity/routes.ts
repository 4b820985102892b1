import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { Route, RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import type { identityActions, SignInResult } from './actions.ts'
import { actorOf } from './actors.ts'
import { Me, OrganizationView, RequestCode, SignIn, SignInByCode } from './contract.ts'
import { sessionCookie } from './define.ts'

const tag = 'identity'
const refusals = { wrong: 'identity.wrong', locked: 'identity.locked', 'code-needed': 'identity.code-needed' } as const

export function identityRoutes(actions: ReturnType<typeof identityActions>): Route[] {
  return [
    {
      method: 'POST',
      path: '/session',
      tag,
      summary: 'Sign in with login and password',
      body: SignIn,
      response: Me,
      rateLimit: 30,
      run: async (kernel, r) => begin(kernel, r, await kernel.execute(actions.signIn, { actor: r.actor, input: r.body })),
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
        const { code } = await kernel.execute(actions.requestCode, { actor: r.actor, input: r.body })
        await kernel.ports.sms(input.data?.phone ?? '', `【智治】登录验证码 ${code}，5 分钟内有效，请勿告诉他人。`)
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
        begin(kernel, r, await kernel.execute(actions.signInByCode, { actor: r.actor, input: r.body })),
    },
    {
      method: 'DELETE',
      path: '/session',
      tag,
      summary: 'Sign out',
      async run(kernel, r) {
        const token = r.raw.cookies[sessionCookie]
        if (token !== undefined) await kernel.execute(actions.signOut, { actor: r.actor, input: { token } })
        r.reply.clearCookie(sessionCookie, { path: '/' })
        return null
      },
    },
    { method: 'GET', path: '/me', tag, summary: 'Who is signed in', response: Me, run: async (_kernel, r) => me(r.actor) },
    {
      method: 'GET',
      path: '/organizations',
      tag,
      summary: 'All organizations',
      response: z.array(OrganizationView),
      run: (kernel) =>
        kernel.app.db
          .selectFrom('organizations')
          .select(['code', 'zh', 'en', 'short_zh as shortZh', 'kind', 'level', 'parent'])
          .where('active', '=', true)
          .orderBy('code')
          .execute(),
    },
  ]
}

async function begin(kernel: Kernel, r: RouteRequest, result: SignInResult): Promise<Me> {
  if ('refused' in result) throw new Refusal('unauthenticated', refusals[result.refused], { reason: result.refused })
  r.reply.setCookie(sessionCookie, result.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: kernel.config.publicUrl.startsWith('https:'),
    expires: result.expires,
  })
  return me(await actorOf(kernel, result.token))
}

function me(actor: RouteRequest['actor']): Me {
  return { ...actor, posts: actor.posts.map((p) => ({ ...p, places: [...p.places] })) }
}
