import { createHash } from 'node:crypto'
import { type Answer, ask } from '#kernel/outbound'
import { decodeText, TableError } from '#kernel/tabular'
import type { RawRow } from '#modules/collection/contract'
import type { HttpPlace, Position, Reason } from '../contract.ts'
import {
  type At,
  firstPage,
  laterOf,
  nextPage,
  pageAddress,
  parseExact,
  positionAtEnd,
  valueAt,
} from '../rules.ts'
import { PullError, type Reader, type ReadJob, UnreadablePage } from './define.ts'

/** Pages that one run reads; an interface that always has a next one is broken. */
const mostPages = 100_000
/** A page is read whole; larger ones are asked for in smaller pages. */
const mostPageBytes = 64 * 1024 * 1024

/** Rows of a JSON interface, a page a chunk. @throws PullError, UnreadablePage */
export async function* readHttp(job: ReadJob<HttpPlace>): Reader {
  const { place, position } = job
  const since = position?.since ?? null
  let at: At | undefined = position?.at === undefined ? firstPage(place.paging) : position.at
  let latest = position?.latest ?? since
  const seen = new Set<string>()
  for (let page = 0; at !== undefined; page++) {
    if (page >= mostPages) throw new PullError('endless', { pages: page })
    const url: URL = pageAddress(place, at, since)
    const answer: Answer = await askPage(job, url)
    const { body, rows } = rowsOf(job, answer, { at, since, latest, url })
    refuseCircle(seen, at, answer, rows)
    const next = following(place, { at, rows: rows.length, body, link: linkOf(answer), url })
    const before = { at, since, latest }
    for (const row of rows)
      if (place.since !== null) latest = laterOf(latest, valueAt(row, place.since.field))
    const after: Position | null =
      next === undefined
        ? positionAtEnd(place, { at, rows: rows.length, since: latest })
        : { at: next, since, latest }
    yield { chunk: { rows, firstLine: 1, bytes: answer.body.length, before, after } }
    at = next
  }
}

async function askPage(job: ReadJob<HttpPlace>, url: URL): Promise<Answer> {
  const { place, secret } = job
  const { auth } = place
  const asked = new URL(url)
  if (auth.type === 'param') asked.searchParams.set(auth.name, secret)
  const headers: Record<string, string> = { accept: 'application/json', ...place.headers }
  if (auth.type === 'bearer') headers.authorization = `Bearer ${secret}`
  if (auth.type === 'basic') headers.authorization = `Basic ${Buffer.from(secret).toString('base64')}`
  if (auth.type === 'header') headers[auth.name] = secret
  const answer = await ask({
    ...job,
    url: asked,
    headers,
    ca: place.ca,
    timeoutMs: place.timeoutSeconds * 1000,
    mostBytes: Math.min(mostPageBytes, job.limits.megabytes * 1024 * 1024),
  })
  if (answer.status === 401 || answer.status === 403) throw new PullError('auth', { status: answer.status })
  if (answer.status >= 300 && answer.status < 400) throw new PullError('redirect', { status: answer.status })
  if (answer.status !== 200) throw new PullError('status', { status: answer.status })
  return answer
}

interface Where {
  readonly at: At
  readonly since: string | number | null
  readonly latest: string | number | null
  readonly url: URL
}

function rowsOf(job: ReadJob<HttpPlace>, answer: Answer, where: Where): { body: unknown; rows: RawRow[] } {
  const { place } = job
  const unreadable = (reason: Reason) => {
    const { paging } = place
    const isNumbered = paging.kind === 'page' || (paging.kind === 'offset' && paging.sizeParam !== null)
    const step = paging.kind === 'offset' ? paging.size : 1
    const after = isNumbered
      ? { at: Number(where.at) + step, since: where.since, latest: where.latest }
      : null
    // Parameters may say whom was asked for; the path and the page tell enough.
    const name = `${where.url.origin}${where.url.pathname} · ${where.at ?? 1}`
    return new UnreadablePage({ kind: 'page', name, reason, content: answer.body, after })
  }
  let body: unknown
  try {
    body = parseExact(textOf(answer))
  } catch (error) {
    throw unreadable({ key: error instanceof TableError ? 'encoding' : 'not-json', values: {} })
  }
  const rows = valueAt(body, place.rows)
  if (!Array.isArray(rows)) throw unreadable({ key: 'no-rows', values: { path: place.rows } })
  if (!rows.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row)))
    throw unreadable({ key: 'not-objects', values: {} })
  return { body, rows: rows as RawRow[] }
}

/** The charset that the answer names, if we read it; else UTF-8, and what is not UTF-8 is GB18030. */
function textOf({ headers, body }: Answer): string {
  const named = /charset\s*=\s*"?([\w-]+)/i.exec(String(headers['content-type'] ?? ''))?.[1]?.toLowerCase()
  if (named === undefined || named === 'utf-8' || named === 'utf8')
    return decodeText(body).replace(/^\ufeff/, '')
  try {
    return new TextDecoder(named, { fatal: true }).decode(body)
  } catch {
    throw new TableError(0, 'table.encoding')
  }
}

function linkOf({ headers }: Answer): string | undefined {
  const link = headers.link
  return Array.isArray(link) ? link.join(', ') : link
}

function following(place: HttpPlace, answered: Parameters<typeof nextPage>[1]): At | undefined {
  try {
    return nextPage(place.paging, answered)
  } catch {
    throw new PullError('foreign-link')
  }
}

/** The same page under another number, or a page that was already read: the list never ends. */
function refuseCircle(seen: Set<string>, at: At, { body }: Answer, rows: readonly RawRow[]): void {
  if (rows.length === 0) return
  const marks = [`at ${at}`, createHash('sha256').update(body).digest('base64')]
  if (marks.some((m) => seen.has(m))) throw new PullError('endless', { pages: Math.ceil(seen.size / 2) })
  for (const m of marks) seen.add(m)
}
