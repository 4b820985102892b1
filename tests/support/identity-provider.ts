import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export interface IdentityProvider {
  readonly issuer: string
  stop(): Promise<void>
}

/**
 * A certified OpenID provider on this machine. Its own simple pages take any login name, which becomes the subject;
 * what is tested is our side of the protocol.
 */
export async function startIdentityProvider(client: {
  id: string
  secret: string
  redirectUri: string
}): Promise<IdentityProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirectUri] }],
    pkce: { required: () => true },
    cookies: { keys: ['only-for-tests'] },
    features: { devInteractions: { enabled: true } },
  })
  server.on('request', provider.callback())
  return {
    issuer,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A browser without a screen: keeps cookies by host and path, follows redirects, and stops where it is told. */
export class Browser {
  readonly #jar = new Map<string, { value: string; path: string; host: string }>()

  /** One request; redirects are not followed. */
  async open(url: string, form?: Record<string, string>): Promise<Response> {
    const at = new URL(url)
    const cookies = [...this.#jar]
      .filter(([, c]) => c.host === at.host && at.pathname.startsWith(c.path))
      .map(([key, c]) => `${key.split('|')[1]}=${c.value}`)
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: cookies.join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of response.headers.getSetCookie()) this.#keep(at, line)
    return response
  }

  /** Follows redirects until `stop` says so or a page is reached. */
  async follow(
    url: string,
    stop: (url: string) => boolean = () => false,
  ): Promise<{ url: string; response: Response | null }> {
    let next = url
    for (let hops = 0; hops < 20; hops++) {
      if (stop(next)) return { url: next, response: null }
      const response = await this.open(next)
      const location = response.headers.get('location')
      if (location === null) return { url: next, response }
      next = new URL(location, next).href
    }
    throw new Error(`too many redirects at ${next}`)
  }

  #keep(at: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/)
    const name = pair.slice(0, pair.indexOf('='))
    const path = attributes.find((a) => /^path=/i.test(a))?.slice(5) ?? '/'
    const value = pair.slice(name.length + 1)
    const key = `${at.host}${path}|${name}`
    if (value === '') this.#jar.delete(key)
    else this.#jar.set(key, { value, path, host: at.host })
  }
}

/** Signs in on the provider's own pages and grants what is asked; ends where the provider sends the browser back. */
export async function signInAtProvider(
  browser: Browser,
  start: string,
  login: string,
  redirectUri: string,
): Promise<string> {
  const isBack = (url: string) => url.startsWith(redirectUri)
  let at = await browser.follow(start, isBack)
  for (let pages = 0; pages < 4 && at.response !== null; pages++) {
    const page = await at.response.text()
    const action = /action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (action === undefined || prompt === undefined)
      throw new Error(`unexpected page at ${at.url}: ${page.slice(0, 300)}`)
    const submitted = await browser.open(new URL(action, at.url).href, { prompt, login, password: 'any' })
    at = await browser.follow(new URL(submitted.headers.get('location') ?? '', at.url).href, isBack)
  }
  return at.url
}
