import type { FastifyRequest } from 'fastify'
import { Refusal, type RefusalCode } from '#kernel/action/define'
import type { RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import type { Refused, SignInResult } from '../actions/credentials.ts'
import { actorOf } from '../actors.ts'
import type { Me } from '../contract.ts'
import { sessionCookie } from '../define.ts'

export const tag = 'identity'

const messages: Readonly<Record<Refused['refused'], string>> = {
  wrong: 'identity.wrong',
  locked: 'identity.locked',
  'code-needed': 'identity.code-needed',
  'unknown-subject': 'identity.oidc-unknown',
}

/** Turns a try that failed, once it is counted and committed, into a refusal. */
export function accepted<T>(result: T | Refused, code: RefusalCode, details: Record<string, string> = {}): T {
  if (typeof result === 'object' && result !== null && 'refused' in result)
    throw new Refusal(code, messages[result.refused], { reason: result.refused, ...details })
  return result as T
}

/** The token of this request's session, as the server read it; empty when there is none. */
export function tokenOf(request: FastifyRequest): string {
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1]
  return request.cookies[sessionCookie] ?? bearer ?? ''
}

/** Hands the session to the browser. */
export async function begin(
  kernel: Kernel,
  r: RouteRequest,
  result: SignInResult,
  details = {},
): Promise<Me> {
  const session = accepted(result, 'unauthenticated', details)
  r.reply.setCookie(sessionCookie, session.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: kernel.config.publicUrl.startsWith('https:'),
    expires: session.expires,
  })
  return me(await actorOf(kernel, session.token))
}

export function end(r: RouteRequest): null {
  r.reply.clearCookie(sessionCookie, { path: '/' })
  return null
}

export function me({ limit, ...actor }: RouteRequest['actor']): Me {
  return { ...actor, limit: limit ?? null, posts: actor.posts.map((p) => ({ ...p, places: [...p.places] })) }
}

/** The body with the session's token, for actions on the session itself. */
export function withToken(r: RouteRequest): Record<string, unknown> {
  return { ...(typeof r.body === 'object' ? r.body : {}), token: tokenOf(r.raw) }
}
