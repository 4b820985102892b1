/**
 * What an enterprise needs to work with a scenario from its own systems: rows in, changes out, a package checked. Nothing but
 * `fetch` is needed, so it runs in Node, Deno, Bun and browsers.
 */
import type { ChangePage, Delivered, ScenarioConformance, ScenarioManifest } from './types.ts'

export type * from './types.ts'

/** The platform said no, in words for people; `code` is for programs. */
export class ZhizhiError extends Error {
  readonly status: number
  readonly code: string
  /** Everything of the answer (RFC 9457). */
  readonly problem: Readonly<Record<string, unknown>>

  constructor(status: number, problem: Readonly<Record<string, unknown>>) {
    super(typeof problem.title === 'string' ? problem.title : `HTTP ${status}`)
    this.name = 'ZhizhiError'
    this.status = status
    this.code = typeof problem.code === 'string' ? problem.code : 'unknown'
    this.problem = problem
  }
}

export interface Connection {
  /** Address of the platform, `https://city.example`. */
  readonly url: string
  /** The key that the department issued for this scenario. */
  readonly key: string
  /** Language of what refusals say; default Chinese. */
  readonly language?: 'zh' | 'en'
  /** Times that a call is sent again after a network failure, 429 or 503; default 5. */
  readonly retries?: number
  readonly fetch?: typeof fetch
}

export interface Row {
  readonly [item: string]: string | number | boolean | null
}

/** Rows that one call takes. */
const mostRows = 5000

export interface ScenarioConnection {
  /**
   * Delivers rows to a resource of the scenario; more than 5,000 go in parts. Sent again, the same delivery is taken once.
   * @param delivery a UUID that the sender keeps, so that it can go on after a crash; default a new one
   * @throws ZhizhiError
   */
  deliver(resource: string, rows: readonly Row[], delivery?: string): Promise<Delivered>
  /** A page of what changed in a resource, after a position that was told before. */
  changes(resource: string, after?: string): Promise<ChangePage>
  /** What changed, for ever, page after page; `position` of each change is what to keep. */
  follow(
    resource: string,
    options?: { after?: string; pollMs?: number; signal?: AbortSignal },
  ): AsyncGenerator<ChangePage>
}

export function connect(connection: Connection): ScenarioConnection {
  const call = caller(connection, { 'scenario-key': connection.key })
  const at = (resource: string) => `/scenario-systems/resources/${encodeURIComponent(resource)}`
  const changes = (resource: string, after?: string) =>
    call<ChangePage>('GET', `${at(resource)}/changes${after === undefined ? '' : `?after=${after}`}`)
  return {
    async deliver(resource, rows, delivery = crypto.randomUUID()) {
      const parts = Math.max(1, Math.ceil(rows.length / mostRows))
      let last: Delivered | undefined
      for (let part = 1; part <= parts; part++) {
        const body = {
          delivery,
          part,
          last: part === parts,
          rows: rows.slice((part - 1) * mostRows, part * mostRows),
        }
        last = await call<Delivered>('POST', `${at(resource)}/rows`, body, `${delivery}:${part}`)
      }
      if (last === undefined) throw new Error('unreachable: there is one part at least')
      return last
    },
    changes,
    async *follow(resource, { after, pollMs = 2000, signal } = {}) {
      let position = after
      while (signal?.aborted !== true) {
        const page = await changes(resource, position)
        position = page.next
        if (page.changes.length > 0) yield page
        if (!page.more) await pause(pollMs, signal)
      }
    },
  }
}

/** Checks a package as the platform does, before it is handed to a department. */
export function checkPackage(
  at: Pick<Connection, 'url' | 'language' | 'fetch'>,
  manifest: ScenarioManifest,
): Promise<ScenarioConformance> {
  return caller(at, {})<ScenarioConformance>('POST', '/scenarios/check', { manifest })
}

const passing = new Set([429, 503])

function caller(connection: Omit<Connection, 'key'>, headers: Record<string, string>) {
  const { url, language = 'zh', retries = 5, fetch: send = fetch } = connection
  return async function call<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      const answer = await send(`${url.replace(/\/$/, '')}/api/v1${path}`, {
        method,
        headers: {
          ...headers,
          'accept-language': language,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }).catch((error: unknown) => {
        if (attempt >= retries) throw error
        return undefined
      })
      if (answer?.ok) return (await answer.json()) as T
      if (answer !== undefined && (!passing.has(answer.status) || attempt >= retries))
        throw new ZhizhiError(answer.status, await answer.json().catch(() => ({})))
      await pause(2 ** attempt * 250)
    }
  }
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
