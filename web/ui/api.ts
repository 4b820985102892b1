import type { Locale } from '#kernel/i18n/define'

/** A "no" of the server (RFC 9457), in the language of the page. */
export class ApiProblem extends Error {
  readonly status: number
  /** A word of kernel/action's RefusalCode, such as `conflict`. */
  readonly code: string
  /** Quote it to support: the audit log knows it. */
  readonly trace: string
  readonly details: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(typeof body.title === 'string' ? body.title : `HTTP ${status}`)
    this.name = 'ApiProblem'
    this.status = status
    this.code = typeof body.code === 'string' ? body.code : 'unavailable'
    this.trace = typeof body.trace === 'string' ? body.trace : ''
    this.details = body
  }
}

/** No answer at all: the request may or may not have arrived, so that it is repeated with the same key. */
export class NetworkFailure extends Error {
  constructor(cause: unknown) {
    super('network', { cause })
    this.name = 'NetworkFailure'
  }
}

/**
 * The key of one intention of a person. Keep it until the intention is fulfilled: repeats, double clicks and a second
 * tab with the same key do nothing twice. Works on plain http too, where `crypto.randomUUID` is missing.
 */
export function newIntentionKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('')
}

export type QueryValue = string | number | boolean | undefined | readonly string[]

export interface RequestOptions {
  readonly query?: Readonly<Record<string, QueryValue>>
  readonly body?: unknown
  /** Idempotency-Key. */
  readonly key?: string
  readonly signal?: AbortSignal
}

let locale: Locale = 'zh'

/** The language that the server answers in. */
export function setApiLocale(next: Locale): void {
  locale = next
}

/** `path` is below /api/v1. The caller names the contract's type; the server holds itself to the same schema. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const { query, body, key, signal } = options
  // A form and a file go as they are: what was signed is the bytes.
  const isWhole = body instanceof FormData || body instanceof Blob
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': locale }
  if (body instanceof Blob) headers['content-type'] = body.type || 'application/octet-stream'
  else if (body !== undefined && !isWhole) headers['content-type'] = 'application/json'
  if (key !== undefined) headers['idempotency-key'] = key
  const response = await send(`/api/v1${path}${queryString(query)}`, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: isWhole ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  const content = await readJson(response)
  if (!response.ok) throw new ApiProblem(response.status, isRecord(content) ? content : {})
  return content as T
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new NetworkFailure(error)
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    const text = await response.text()
    return text === '' ? null : JSON.parse(text)
  } catch (error) {
    if (response.ok) throw new NetworkFailure(error)
    return null
  }
}

/** '?state=submitted&limit=50'; empty values are left out. */
export function queryString(query: RequestOptions['query']): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== '')
      params.set(name, Array.isArray(value) ? value.join(',') : String(value))
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const api = {
  get: <T>(path: string, query?: RequestOptions['query'], signal?: AbortSignal) =>
    request<T>('GET', path, {
      ...(query === undefined ? {} : { query }),
      ...(signal === undefined ? {} : { signal }),
    }),
  post: <T>(path: string, body: unknown, key?: string) =>
    request<T>('POST', path, { body, ...(key === undefined ? {} : { key }) }),
  put: <T>(path: string, body: unknown) => request<T>('PUT', path, { body }),
  delete: <T>(path: string) => request<T>('DELETE', path),
}
