import { Refusal, type RefusalCode } from '#kernel/action/define'
import { type Locale, type Messages, translate } from '#kernel/i18n/define'

/** The one table from refusals to HTTP. */
const statusOf: Readonly<Record<RefusalCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'not-now': 409,
  'not-approved': 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
}

/** RFC 9457. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly trace: string
  readonly [member: string]: unknown
}

export function problemOf(error: unknown, messages: Messages, locale: Locale, trace: string): Problem {
  const refusal = asRefusal(error)
  const status = statusOf[refusal.code] ?? 500
  const values = refusal.details as Record<string, string | number>
  return {
    type: `urn:zhizhi:problem:${refusal.code}`,
    title:
      ownSentence(refusal.details.sentence, locale) ?? translate(messages, refusal.message, locale, values),
    status,
    code: refusal.code,
    trace,
    ...refusal.details,
  }
}

/** What a package says in its own words, which no catalogue has. */
function ownSentence(sentence: unknown, locale: Locale): string | undefined {
  if (typeof sentence !== 'object' || sentence === null) return undefined
  const said = (sentence as Record<string, unknown>)[locale]
  return typeof said === 'string' ? said : undefined
}

/** What PostgreSQL says of NUL bytes and of halves of surrogate pairs, in text and in JSON. */
const notText: ReadonlySet<string> = new Set(['22021', '22P05', '22P02'])
/** Numbers and times that no column holds. */
const notStorable: ReadonlySet<string> = new Set(['22003', '22007', '22008'])
/** No room: PostgreSQL's word (disk_full) and the file system's. */
const diskFull: ReadonlySet<string> = new Set(['53100', 'ENOSPC'])

export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && diskFull.has(String(error.code))
}

/** What Fastify or PostgreSQL throws, in our words; anything unforeseen says nothing of its inside. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (code !== undefined && notText.has(code)) return new Refusal('invalid', 'input.not-text')
  if (code !== undefined && notStorable.has(code))
    return new Refusal('invalid', 'input.invalid', { fields: [] })
  if (code !== undefined && diskFull.has(code)) return new Refusal('unavailable', 'http.disk-full')
  if (statusCode === 413) return new Refusal('too-large', 'input.too-large')
  if (statusCode === 429) return new Refusal('too-many', 'input.too-many')
  // 414: a part of the address is longer than any that leads somewhere.
  if (statusCode === 404 || statusCode === 414) return new Refusal('not-found', 'http.not-found')
  if (statusCode !== undefined && statusCode < 500)
    return new Refusal('invalid', 'input.unreadable', { reason: code ?? '' })
  return new Refusal('unavailable', 'http.failed')
}
