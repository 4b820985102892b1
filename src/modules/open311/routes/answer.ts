import { Refusal } from '#kernel/action/define'
import { localeOf, problemOf, type Route, type RouteRequest } from '#kernel/http'
import { type Messages, translate } from '#kernel/i18n/define'
import { type RootName, sparkXml, type Wrong } from '../rules.ts'
import { countRefusal } from './caller.ts'

export const formats = ['xml', 'json'] as const
export type Format = (typeof formats)[number]

/** Public reads may be used by pages of any site: no cookie opens anything here. */
const open = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' }

export function formatOf(path: string): Format {
  return /\.json(?:$|\?)/.test(path) ? 'json' : 'xml'
}

/** `638344.xml` → id and format. @throws Refusal `not-found` for any other ending */
export function withFormat(text: string): { readonly id: string; readonly format: Format } {
  const [, id, format] = /^(.{1,150})\.(xml|json)$/.exec(text) ?? []
  if (id === undefined) throw new Refusal('not-found', 'open311.no-resource')
  return { id, format: format === 'json' ? 'json' : 'xml' }
}

export function send(r: Pick<RouteRequest, 'reply'>, format: Format, root: RootName, value: unknown) {
  const type = format === 'xml' ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8'
  const text = format === 'xml' ? sparkXml(root, value) : JSON.stringify(value)
  return r.reply.headers({ ...open, 'content-type': type }).send(text)
}

/**
 * Refusals as GeoReport v2 has them: 404 for what is not there, 403 for the key, 400 for all else that the caller can
 * mend; a list of code and description, in the format that was asked for.
 */
export function refuseIn(messages: Messages): NonNullable<Route['refuse']> {
  return async (kernel, error, raw, reply) => {
    const locale = localeOf(raw)
    const problem = problemOf(worded(error), messages, locale, raw.id)
    if (problem.status >= 500) kernel.log.error(`${raw.method} ${raw.url.split('?')[0]} failed`, error)
    await countRefusal(kernel, raw)
    const status = statusOf(problem.status)
    const wrong = (problem.wrong ?? []) as readonly Wrong[]
    const descriptions =
      wrong.length === 0
        ? [problem.title]
        : wrong.map((w) => translate(messages, w.message, locale, w.values))
    const errors = descriptions.map((description) => ({ code: String(status), description }))
    return send({ reply: reply.code(status) }, formatOf(raw.url), 'errors', errors)
  }
}

function statusOf(status: number): number {
  if (status === 401) return 403
  return [400, 403, 404, 429].includes(status) || status >= 500 ? status : 400
}

/** Whoever has no key hears of the key, and not of signing in; a request of others looks like none. */
function worded(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error
  if (error.code === 'unauthenticated') return new Refusal('forbidden', 'open311.no-key')
  if (error.message === 'open311.not-yours') return new Refusal('not-found', error.message)
  return error
}
