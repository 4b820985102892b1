import { Refusal } from '#kernel/action/define'
import type { Route, RouteRequest } from '#kernel/http/define'
import { translate } from '#kernel/i18n/define'
import type { Kernel } from '#kernel/module'
import type { IdentityActions } from '../actions.ts'
import { systemActor } from '../define.ts'
import { identityMessages } from '../messages.ts'
import {
  createOidcClient,
  type OidcClient,
  oidcCookie,
  oidcMinutes,
  oidcPath,
  openPending,
  ownPath,
  sealPending,
} from '../oidc.ts'
import { begin, tag } from './reply.ts'

/** Sign-in through the city's identity provider (统一身份认证). */
export function oidcRoutes(actions: IdentityActions): Route[] {
  let client: OidcClient | undefined
  const clientOf = (kernel: Kernel) => {
    client ??= createOidcClient(kernel.config)
    return client
  }
  return [
    {
      method: 'GET',
      path: '/session/oidc',
      tag,
      summary: 'Go to the identity provider; `back` is where to return to',
      rateLimit: 30,
      run: (kernel, r) =>
        forPeople(r, async () => {
          const now = kernel.clock.now()
          const { url, pending } = await clientOf(kernel).begin(ownPath(r.query.back), now)
          r.reply.setCookie(oidcCookie, sealPending(kernel.key, pending), {
            path: oidcPath,
            httpOnly: true,
            sameSite: 'lax',
            secure: kernel.config.publicUrl.startsWith('https:'),
            maxAge: oidcMinutes * 60,
          })
          return r.reply.redirect(url.href, 303)
        }),
    },
    {
      method: 'GET',
      path: '/session/oidc/callback',
      tag,
      summary: 'Come back from the identity provider',
      rateLimit: 30,
      run: (kernel, r) =>
        forPeople(r, async () => {
          const pending = openPending(kernel.key, r.raw.cookies[oidcCookie], kernel.clock.now())
          r.reply.clearCookie(oidcCookie, { path: oidcPath })
          if (pending === undefined)
            throw new Refusal('unauthenticated', 'identity.oidc-refused', { reason: 'no-cookie' })
          const answer = new URL(r.raw.url, kernel.config.publicUrl)
          const input = await clientOf(kernel).finish(answer, pending)
          const options = { actor: systemActor('oidc'), input, trace: r.trace }
          await begin(kernel, r, await kernel.execute(actions.signInExternal, options), {
            subject: input.subject,
          })
          return r.reply.redirect(pending.back, 303)
        }),
    },
  ]
}

/** A browser stands at these addresses, not a script: a refusal is a page that a person can read. */
async function forPeople(r: RouteRequest, run: () => Promise<unknown>): Promise<unknown> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof Refusal) || !/text\/html/.test(r.raw.headers.accept ?? '')) throw error
    const locale = /^en\b/i.test(r.raw.headers['accept-language'] ?? '') ? 'en' : 'zh'
    const text = translate(identityMessages, error.message, locale, error.details as Record<string, string>)
    const [title, back] = locale === 'en' ? ['Sign-in', 'Back to sign-in'] : ['登录', '返回登录页']
    return r.reply
      .code(error.code === 'unavailable' ? 503 : error.code === 'not-found' ? 404 : 401)
      .type('text/html; charset=utf-8')
      .send(
        `<!doctype html><html lang="${locale}"><meta name="viewport" content="width=device-width"><title>${title}</title>` +
          `<main><h1>${title}</h1><p>${escapeHtml(text)}</p><p><a href="/desk">${back}</a></p></main></html>`,
      )
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
