import { sql } from 'kysely'
import { type ActionContext, defineAction, Refusal } from '#kernel/action'
import { blankCase, type Case, newCase, newHandler, nextNumber, subjectOf, withClock } from '#kernel/cases'
import { type Clock, dayOf } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { findResource } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { access } from '../access.ts'
import { type DataRequest, dataRequest } from '../case.ts'
import { ApplyForData, AskForOwnPlaces, type RequestDetails, RequestMade } from '../contract.ts'
import { draftedTerms, faultsOfTerms, requestLimit } from '../rules.ts'
import { findGrant, readClocks } from '../store.ts'
import { tables } from '../tables.ts'

/** An organization asks for data; the clock of its provider begins. */
export function applyForData(clock: Clock) {
  return defineAction({
    name: 'data-request.apply',
    input: ApplyForData,
    allow: access.apply,
    async run(tx, ctx) {
      ctx.authorise({ co: [ctx.input.consumer] })
      return submit(tx, ctx.input, ctx, clock)
    },
  })
}

/**
 * 数据回流: a township or district asks for the rows of its own places of a resource, with what the template gives; the
 * provider decides within the same clocks.
 */
export function askForOwnPlaces(clock: Clock) {
  return defineAction({
    name: 'data-request.ask-own-places',
    input: AskForOwnPlaces,
    allow: access.apply,
    async run(tx, ctx) {
      const { input, now } = ctx
      ctx.authorise({ co: [input.consumer] })
      const resource = await findResource(tx, input.resource)
      if (resource === undefined)
        throw new Refusal('not-found', 'catalogue.not-found', { id: input.resource })
      const places = await placesOf(tx, input.consumer)
      const terms = draftedTerms({ content: resource.content, places, today: dayOf(now) })['own-places']
      if (terms === null) throw new Refusal('not-now', 'sharing.no-own-places', { id: resource.id })
      return submit(tx, { ...ownPlaces, ...input, terms }, ctx, clock)
    },
  })
}

/** What a return flow says of itself; the number of the article is not confirmed. */
const ownPlaces = {
  use: '基层治理和服务需要使用本辖区的数据（数据回流）',
  legalBasis: '《政务数据共享条例》（国务院令第809号）关于数据回流的规定，条款号未经核对',
  security: { title: '本单位数据管理员', measures: '仅用于本辖区工作，按授权用途查看，不转给其他单位' },
  reasons: {},
  automated: false,
  renews: null,
}

async function submit(
  tx: Tx,
  input: ApplyForData,
  { actor, now, trace }: Pick<ActionContext<unknown>, 'actor' | 'now' | 'trace'>,
  clock: Clock,
) {
  const resource = await shareable(tx, input)
  await refuseSecond(tx, input)
  const c = await newRequest(tx, resource, input, clock, now)
  const given = { resource: resource.code, consumer: input.consumer, purpose: input.purpose }
  return {
    output: RequestMade.parse({ id: c.id, number: c.number }),
    subject: { ...subjectOf(c), type: dataRequest.type, id: c.id, district: c.district },
    change: { number: c.number, ...given },
    events: [
      {
        name: 'data-request.submitted',
        payload: { action: 'submit', number: c.number, state: c.state, version: 1, visible: 'internal' },
      },
    ],
    write: newCase(c, input.use, {
      action: 'submit',
      actor,
      visible: 'internal',
      input: given,
      trace,
      org: input.consumer,
    }),
  }
}

async function shareable(tx: Tx, input: ApplyForData): Promise<Resource> {
  const resource = await findResource(tx, input.resource)
  if (resource === undefined) throw new Refusal('not-found', 'catalogue.not-found', { id: input.resource })
  if (resource.state !== 'published')
    throw new Refusal('not-now', 'sharing.not-published', { id: resource.id })
  const { share } = resource.content
  if (share.type === 'none')
    throw new Refusal('not-now', 'sharing.not-shared', { condition: share.condition })
  if (resource.provider === input.consumer)
    throw new Refusal('invalid', 'sharing.own-data', { field: 'consumer' })
  const faults = faultsOfTerms(input.terms, resource.content)
  if (faults.length > 0) throw new Refusal('invalid', 'sharing.faults', { faults })
  return resource
}

/** One open request and one grant in force for the same resource, user and purpose; renewing names the grant. */
async function refuseSecond(tx: Tx, input: ApplyForData): Promise<void> {
  const { rows } = await sql<{ number: string }>`
    select number from cases where type = ${dataRequest.type} and closed_at is null and co_orgs @> array[${input.consumer}]::text[]
      and document->'details'->>'resource' = ${input.resource} and document->'details'->>'purpose' = ${input.purpose}
    limit 1`.execute(tx)
  if (rows[0] !== undefined)
    throw new Refusal('conflict', 'sharing.asked-already', { number: rows[0].number })
  if (input.renews !== null) {
    const grant = await findGrant(tx, input.renews)
    if (grant?.consumer !== input.consumer || grant.resource !== input.resource)
      throw new Refusal('invalid', 'sharing.renews-nothing', { field: 'renews' })
    return
  }
  const held = await tables(tx)
    .selectFrom('sharing_grants')
    .select('id')
    .where('consumer', '=', input.consumer)
    .where('resource', '=', input.resource)
    .where('purpose', '=', input.purpose)
    .where('state', 'in', ['active', 'suspended'])
    .executeTakeFirst()
  if (held !== undefined) throw new Refusal('conflict', 'sharing.held-already', { grant: held.id })
}

async function newRequest(
  tx: Tx,
  resource: Resource,
  input: ApplyForData,
  clock: Clock,
  now: Date,
): Promise<DataRequest> {
  const [place = '50'] = await placesOf(tx, resource.provider)
  const details: RequestDetails = {
    resource: resource.id,
    resourceName: resource.content.name,
    resourceCode: resource.code,
    version: resource.version,
    share: resource.content.share.type,
    consumer: input.consumer,
    purpose: input.purpose,
    use: input.use,
    legalBasis: input.legalBasis,
    asked: input.terms,
    given: null,
    grant: null,
    security: input.security,
    automated: input.automated,
    reasons: input.reasons,
    renews: input.renews,
    refusal: null,
    objection: null,
  }
  const base: DataRequest = blankCase(dataRequest, now, {
    number: await nextNumber(tx, dataRequest, now),
    place,
    title: resource.content.name,
    channel: 'desk',
    category: null,
    urgency: null,
    applicant: null,
    requester: input.consumer,
    lead: newHandler(resource.provider, now),
    details,
  })
  const clocks = await readClocks(tx)
  const limit = (name: string, c: Case) => requestLimit(clocks, name, c as DataRequest)
  const ctx = { now, calendar: clock.calendar(resource.provider), limit }
  return { ...base, clocks: withClock([], 'decide', requestLimit(clocks, 'decide', base), ctx) }
}

/** Where an organization is at home; the provider's first place says whose clocks apply. */
async function placesOf(tx: Tx, org: string): Promise<string[]> {
  const row = await tx.selectFrom('organizations').select('places').where('code', '=', org).executeTakeFirst()
  return row?.places ?? []
}
