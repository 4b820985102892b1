import * as client from 'openid-client'
import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import type { Config } from '#kernel/config'
import { type MasterKey, openSecret, sealSecret } from '#kernel/vault'

/** Name of the cookie that carries what the browser left with; it lives for the dance only. */
export const oidcCookie = 'zhizhi_oidc'
export const oidcPath = '/api/v1/session/oidc'
export const oidcMinutes = 10

const timeoutSeconds = 10

/** What was asked of the provider, sealed into the browser's cookie: any server of ours can finish the dance. */
const Pending = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  back: z.string(),
  until: z.number(),
})
export type Pending = z.infer<typeof Pending>

export interface Identity {
  readonly issuer: string
  readonly subject: string
  /** The provider says that more than a password was shown (RFC 8176). */
  readonly secondFactor: boolean
}

export interface OidcClient {
  /** Where the browser has to go, and what it has to bring back. */
  begin(back: string, now: Date): Promise<{ url: URL; pending: Pending }>
  /** @throws Refusal `unauthenticated` when answer, state, nonce or signature is not what was asked for */
  finish(answer: URL, pending: Pending): Promise<Identity>
}

/** The code flow with PKCE (RFC 7636), state and nonce. The provider is asked for its addresses at the first use. */
export function createOidcClient(config: Pick<Config, 'oidc' | 'publicUrl'>): OidcClient {
  const { oidc } = config
  if (oidc === null) throw new Refusal('not-found', 'identity.oidc-off')
  const redirectUri = new URL(`${oidcPath}/callback`, config.publicUrl).href
  const discover = remembered(() => discoverProvider(oidc))
  return {
    async begin(back, now) {
      const provider = await discover()
      const pending = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        back,
        until: now.getTime() + oidcMinutes * 60_000,
      }
      const url = client.buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri,
        scope: 'openid',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      })
      return { url, pending }
    },
    async finish(answer, pending) {
      const provider = await discover()
      const tokens = await client
        .authorizationCodeGrant(provider, answer, {
          expectedState: pending.state,
          expectedNonce: pending.nonce,
          pkceCodeVerifier: pending.verifier,
        })
        .catch((error: unknown) => {
          throw new Refusal('unauthenticated', 'identity.oidc-refused', { reason: reasonOf(error) })
        })
      const claims = tokens.claims()
      if (claims === undefined)
        throw new Refusal('unauthenticated', 'identity.oidc-refused', { reason: 'no-id-token' })
      return { issuer: claims.iss, subject: claims.sub, secondFactor: hasSecondFactor(claims.amr) }
    },
  }
}

async function discoverProvider(oidc: NonNullable<Config['oidc']>): Promise<client.Configuration> {
  const issuer = new URL(oidc.issuer)
  const options = {
    timeout: timeoutSeconds,
    ...(isLoopback(issuer) ? { execute: [client.allowInsecureRequests] } : {}),
  }
  try {
    return await client.discovery(issuer, oidc.clientId, oidc.clientSecret, undefined, options)
  } catch (error) {
    throw new Refusal('unavailable', 'identity.oidc-unavailable', { reason: reasonOf(error) })
  }
}

/** Plain http is for a provider on this machine only. */
function isLoopback(url: URL): boolean {
  return url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
}

/** Asks once; a failure is asked again at the next call. */
function remembered<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= ask().catch((error: unknown) => {
      answer = undefined
      throw error
    })
    return answer
  }
}

const strongMethods = new Set(['mfa', 'otp', 'hwk', 'sc'])

function hasSecondFactor(amr: unknown): boolean {
  return Array.isArray(amr) && amr.some((method) => strongMethods.has(String(method)))
}

/** The library's code, never its message: that may quote what the browser sent. */
function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed'
}

const context = { column: 'cookie.oidc', owner: 'browser' }

export function sealPending(key: MasterKey, pending: Pending): string {
  return sealSecret(key, JSON.stringify(pending), context).toString('base64url')
}

/** Undefined when the cookie is missing, not ours or too old. */
export function openPending(key: MasterKey, cookie: string | undefined, now: Date): Pending | undefined {
  if (cookie === undefined) return undefined
  try {
    const pending = Pending.parse(JSON.parse(openSecret(key, Buffer.from(cookie, 'base64url'), context)))
    return pending.until > now.getTime() ? pending : undefined
  } catch {
    return undefined
  }
}

/** A path of our own; anything else would make us a signpost to other sites. */
export function ownPath(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])[\w\-./?=&%]{0,300}$/.test(path) ? path : '/desk'
}
