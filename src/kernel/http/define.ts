import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Action, Query } from '#kernel/action'
import type { Actor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'

export interface Upload {
  readonly content: Buffer
  readonly filename: string
}

export interface RouteRequest {
  readonly actor: Actor
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
  /** The Idempotency-Key header. */
  readonly key: string | undefined
  readonly trace: string
  /**
   * The file and the fields of a multipart form, within the server's bounds; read when asked for. `fileBytes` allows a
   * larger file than the server does.
   * @throws Refusal `invalid` where there is no file
   */
  upload(fileBytes?: number): Promise<{ readonly file: Upload; readonly fields: ReadonlyMap<string, string> }>
  readonly raw: FastifyRequest
  readonly reply: FastifyReply
}

/** One HTTP door. It translates; what is decided is decided by the action or query behind it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /api/v1, with `:name` parameters. */
  readonly path: string
  /** A door whose address another standard gives: the path stands by itself, not below /api/v1. */
  readonly standsAlone?: true
  /** Takes forms (application/x-www-form-urlencoded); `body` is then a URLSearchParams. */
  readonly takesForms?: true
  /** Takes a body of any type as it came; `body` is then a Buffer. Not together with `takesForms`. */
  readonly takesBytes?: true
  /** Refusals in the shape of another standard; default RFC 9457. Also what fails before `run`. */
  readonly refuse?: (kernel: Kernel, error: unknown, raw: FastifyRequest, reply: FastifyReply) => unknown
  readonly summary: string
  readonly tag: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly response?: z.ZodType
  /** 201 for what creates; default 200. */
  readonly status?: number
  /** Largest body in bytes; default 256 KiB. */
  readonly bodyLimit?: number
  /** Requests a minute and address, where the general limit is too generous (sign-in). */
  readonly rateLimit?: number
  run(kernel: Kernel, request: RouteRequest): Promise<unknown>
}

/** Where a route is found. */
export function addressOf({ path, standsAlone }: Pick<Route, 'path' | 'standsAlone'>): string {
  return standsAlone === true ? path : `/api/v1${path}`
}

// biome-ignore lint/suspicious/noExplicitAny: accepts actions of every input; the input is parsed by the executor.
export type AnyAction = Action<any, any>
// biome-ignore lint/suspicious/noExplicitAny: as above, for queries.
type AnyQuery = Query<any, any>

interface RouteOptions extends Pick<Route, 'summary' | 'tag'> {
  readonly status?: number
  readonly response?: z.ZodType
  readonly bodyLimit?: number
}

/** A POST that executes an action; path parameters join the body as input. */
export function actionRoute(path: string, action: AnyAction, options: RouteOptions): Route {
  return {
    method: 'POST',
    path,
    ...options,
    body: bodyOf(action.input, path),
    run: (kernel, r) =>
      kernel.execute(action, {
        actor: r.actor,
        input: { ...(isObject(r.body) ? r.body : {}), ...r.params },
        key: r.key,
        trace: r.trace,
      }),
  }
}

/** A GET that asks a query; path and query string make its input. */
export function queryRoute(path: string, query: AnyQuery, options: RouteOptions): Route {
  return {
    method: 'GET',
    path,
    ...options,
    query: bodyOf(query.input, path) as z.ZodObject,
    run: (kernel, r) =>
      kernel.ask(query, { actor: r.actor, input: { ...r.query, ...r.params }, trace: r.trace }),
  }
}

/** The contract without what the path already carries, for the API's description. */
function bodyOf(input: z.ZodType, path: string): z.ZodType {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => [name ?? '', true as const])
  return input instanceof z.ZodObject && names.length > 0 ? input.omit(Object.fromEntries(names)) : input
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
