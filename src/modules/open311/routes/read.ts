import { Readable } from 'node:stream'
import { Refusal } from '#kernel/action/define'
import { localeOf, type RouteRequest } from '#kernel/http'
import type { Actor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { writeCsv } from '#kernel/tabular'
import { loadCategories } from '#modules/duties'
import type { Discovery, RequestUpdate, ServiceRequest } from '../contract.ts'
import {
  requestsQuery,
  type ShownPage,
  testsQuery,
  testTokenQuery,
  testUpdatesQuery,
  tokenQuery,
  updatesQuery,
} from '../queries.ts'
import {
  type Asked,
  definitionOf,
  type Form,
  findService,
  isExtended,
  mostRequests,
  readAsked,
  readSpan,
  servicesOf,
  statusOf,
  type Wrong,
  w3c,
} from '../rules.ts'
import { type Format, send, withFormat } from './answer.ts'
import { callerOf, checkJurisdiction, queryForm, refuseWrong } from './caller.ts'

/** The two endpoints: production's requests are appeals, the test endpoint's are not. */
export interface Door {
  readonly base: '/open311/v2' | '/open311/test/v2'
  readonly isTest: boolean
}

type Run = (kernel: Kernel, r: RouteRequest) => Promise<unknown>

/** Key, city and parameters, checked in this order for every read. */
async function opened(kernel: Kernel, r: RouteRequest): Promise<{ form: Form; actor: Actor }> {
  const form = queryForm(r.query)
  const { actor } = await callerOf(kernel, r, form)
  checkJurisdiction(kernel, form)
  return { form, actor }
}

const changed = '2026-11-24T00:00:00Z'

export function discovery(format: Format): Run {
  return async (kernel, r) => {
    const endpoint = (path: string, type: 'production' | 'test') => ({
      specification: 'http://wiki.open311.org/GeoReport_v2',
      url: `${kernel.config.publicUrl}${path}`,
      changeset: changed,
      type,
      formats: ['text/xml', 'application/json'],
    })
    const isZh = localeOf(r.raw) === 'zh'
    const value: Discovery = {
      changeset: changed,
      contact: isZh ? '由本市平台的管理员受理接入咨询。' : 'The administrators of this platform.',
      key_service: isZh
        ? 'api_key 由本市平台的管理员在工作台签发；读取公开诉求不需要。'
        : 'Administrators of this platform give out api_keys; reading what is public needs none.',
      endpoints: [endpoint('/open311/v2', 'production'), endpoint('/open311/test/v2', 'test')],
    }
    return send(r, format, 'discovery', value)
  }
}

export function services(format: Format): Run {
  return async (kernel, r) => {
    const { form } = await opened(kernel, r)
    const extended = isExtended(form.fields)
    return send(r, format, 'services', servicesOf(loadCategories(), localeOf(r.raw), extended))
  }
}

export const definition: Run = async (kernel, r) => {
  const { id, format } = withFormat(r.params.file ?? '')
  await opened(kernel, r)
  const service = findService(loadCategories(), id)
  if (service === undefined) throw new Refusal('not-found', 'open311.unknown-service')
  return send(r, format, 'service_definition', definitionOf(service.category, localeOf(r.raw)))
}

export function requests(door: Door, format: Format): Run {
  return async (kernel, r) => {
    const { form, actor } = await opened(kernel, r)
    const asked = refuseWrong(readAsked(form, kernel.clock.now()))
    return send(r, format, 'service_requests', await findAll(kernel, r, door, actor, asked))
  }
}

export function request(door: Door): Run {
  return async (kernel, r) => {
    const { id, format } = withFormat(r.params.file ?? '')
    const { form, actor } = await opened(kernel, r)
    const plain = refuseWrong(readAsked({ ...form, fields: new Map() }, kernel.clock.now()))
    const asked = { ...plain, extended: isExtended(form.fields), ids: [id] }
    const found = await findAll(kernel, r, door, actor, asked)
    if (found.length === 0) throw new Refusal('not-found', 'open311.not-found')
    return send(r, format, 'service_requests', found)
  }
}

async function findAll(
  kernel: Kernel,
  r: RouteRequest,
  door: Door,
  actor: Actor,
  asked: Asked,
): Promise<ServiceRequest[]> {
  const locale = localeOf(r.raw)
  if (door.isTest) return kernel.ask(testsQuery, { actor, input: asked, trace: r.trace })
  const page = await kernel.ask(requestsQuery, { actor, input: { ...asked, locale }, trace: r.trace })
  return page.rows.map((row) => row.shown)
}

export function token(door: Door): Run {
  return async (kernel, r) => {
    const { id, format } = withFormat(r.params.file ?? '')
    const { actor } = await opened(kernel, r)
    const query = door.isTest ? testTokenQuery : tokenQuery
    const found = await kernel.ask(query, { actor, input: { token: id.slice(0, 100) }, trace: r.trace })
    return send(r, format, 'service_requests', [found])
  }
}

export function updates(door: Door, format: Format): Run {
  return async (kernel, r) => {
    const { form, actor } = await opened(kernel, r)
    const wrong: Wrong[] = []
    const span = readSpan(form.fields, kernel.clock.now(), wrong)
    if (wrong.length > 0) refuseWrong(wrong)
    const input = { ...span, limit: mostRequests }
    const found: readonly RequestUpdate[] = door.isTest
      ? await kernel.ask(testUpdatesQuery, { actor, input, trace: r.trace })
      : await kernel.ask(updatesQuery, {
          actor,
          input: { ...input, locale: localeOf(r.raw) },
          trace: r.trace,
        })
    return send(r, format, 'service_request_updates', found)
  }
}

/** Columns of the GeoReport bulk format, in its order. */
export const bulkColumns = [
  'service_request_id',
  'requested_datetime',
  'updated_datetime',
  'closed_date',
  'status_description',
  'status_notes',
  'source',
  'service_name',
  'service_subtype',
  'description',
  'agency_responsible',
  'address',
  'lat',
  'long',
] as const
/** Rows of one download; a longer span is several downloads. */
const mostBulkRows = 50_000

/** All public requests of a span of at most 90 days as CSV, page by page, as nobody in particular sees them. */
export const bulk: Run = async (kernel, r) => {
  const form = queryForm(r.query)
  checkJurisdiction(kernel, form)
  const { actor } = await callerOf(kernel, r, form)
  const asked = refuseWrong(readAsked(form, kernel.clock.now()))
  r.reply.headers({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="service-requests.csv"',
    'access-control-allow-origin': '*',
    'cache-control': 'no-store',
  })
  return Readable.from(csvPages(kernel, r, actor, asked))
}

async function* csvPages(
  kernel: Kernel,
  r: RouteRequest,
  actor: Actor,
  asked: Asked,
): AsyncGenerator<Buffer> {
  const columns = [...bulkColumns]
  const head = writeCsv([], columns)
  // Programs read this, and the mark before the header would become part of the first column's name.
  yield head.subarray(head.indexOf(columns[0] ?? ''))
  const input = { ...asked, ids: null, offset: 0, limit: mostRequests, locale: localeOf(r.raw) }
  let after: { created: string; id: string } | null = null
  let rows = 0
  do {
    const next = after === null ? input : { ...input, after }
    const page: ShownPage = await kernel.ask(requestsQuery, { actor, input: next, trace: r.trace })
    const csv = writeCsv(page.rows.map(bulkRow), columns)
    yield csv.subarray(csv.indexOf('\r\n') + 2)
    rows += page.rows.length
    after = page.rows.length < mostRequests ? null : page.last
  } while (after !== null && rows < mostBulkRows)
}

function bulkRow({
  shown,
  found,
}: {
  shown: ServiceRequest
  found: { closedAt: string | null; state: string; own: object | null }
}) {
  const { service_request_id, requested_datetime, updated_datetime, status_notes, service_name } = shown
  const { description, agency_responsible, address, lat, long } = shown
  return {
    service_request_id,
    requested_datetime,
    updated_datetime,
    closed_date: found.closedAt === null ? null : w3c(found.closedAt),
    status_description: statusOf(found.state),
    status_notes,
    source: found.own === null ? null : 'Open311',
    service_name,
    service_subtype: null,
    description,
    agency_responsible,
    address,
    lat,
    long,
  }
}
