import { v7 as uuidv7 } from 'uuid'
import { type Action, type Emitted, Refusal } from '#kernel/action'
import { type CaseActionParts, caseAction, common } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import { type DataRequest, dataRequest, requestActions as table } from '../case.ts'
import type { Grant, RequestDetails, Terms } from '../contract.ts'
import {
  approve,
  askForMore,
  complete,
  faultsOfTerms,
  object,
  refuse,
  requestLimit,
  widenings,
} from '../rules.ts'
import { findGrant, grantSubject, lockGrant, readClocks, saveGrant } from '../store.ts'
import { refuseSwitching } from '../switching.ts'

/** One audited action from each row of the request's table; what concerns the grant is saved in the same transaction. */
export function requestActionsOf(clock: Clock) {
  const parts: CaseActionParts<RequestDetails> = {
    clock,
    limits: async (tx) => {
      const clocks = await readClocks(tx)
      return (name, c) => requestLimit(clocks, name, c as DataRequest)
    },
    check: refuseFaultyTerms,
  }
  const make = <N extends keyof typeof table>(
    name: N,
    rule: Parameters<typeof caseAction<RequestDetails, (typeof table)[N]['input']>>[4],
  ) => caseAction<RequestDetails, (typeof table)[N]['input']>(dataRequest, name, table[name], parts, rule)
  return {
    ask: make('ask', askForMore),
    complete: make('complete', complete),
    approve: withGrant(
      make('approve', (c, input, ctx) => approve(c, input, ctx, uuidv7())),
      draftGrant,
    ),
    refuse: make('refuse', refuse),
    switchOn: withGrant(make('switchOn', common.unchanged), activateGrant),
    requestExtension: make('requestExtension', common.requestExtension),
    decideExtension: make('decideExtension', common.decideExtension('decide')),
    withdraw: withGrant(make('withdraw', common.unchanged), endGrant),
    object: withGrant(make('object', object), suspendGrant),
    uphold: withGrant(make('uphold', refuse), endGrant),
    order: make('order', common.unchanged),
    supervise: make('supervise', common.supervise),
    note: make('note', common.unchanged),
    escalate: make('escalate', common.escalate),
    remind: make('remind', common.remind),
  }
}

/** The same action, with what it does to the grant. */
function withGrant<A extends Action>(
  action: A,
  also: (tx: Tx, c: DataRequest, now: Date) => Promise<readonly Emitted[]>,
): A {
  return {
    ...action,
    async run(tx: Tx, ctx: Parameters<A['run']>[1]) {
      const outcome = await action.run(tx, ctx)
      const events = await also(tx, outcome.output as DataRequest, ctx.now)
      return { ...outcome, events: [...(outcome.events ?? []), ...events] }
    },
  }
}

/** Terms have to fit the resource as it is now, also when it changed since they were approved; giving may not widen asking. */
async function refuseFaultyTerms(tx: Tx, action: string, c: DataRequest, input: unknown): Promise<void> {
  const named =
    typeof input === 'object' && input !== null && 'terms' in input ? (input.terms as Terms) : undefined
  const terms = action === 'switchOn' ? c.details.given : named
  if (terms == null) return
  const resource = await getResource(tx, c.details.resource)
  if (action === 'switchOn' && resource.state !== 'published')
    throw new Refusal('not-now', 'sharing.not-published', { id: resource.id })
  const faults = [
    ...faultsOfTerms(terms, resource.content),
    ...(action === 'approve' ? widenings(c.details.asked, terms) : []),
  ]
  if (faults.length > 0) throw new Refusal('invalid', 'sharing.faults', { faults })
}

async function draftGrant(tx: Tx, c: DataRequest, now: Date): Promise<readonly Emitted[]> {
  const { details } = c
  if (details.grant === null || details.given === null) return []
  const resource = await getResource(tx, details.resource)
  const before = await findGrant(tx, details.grant)
  const grant: Grant = {
    id: details.grant,
    request: c.id,
    resource: resource.id,
    version: resource.version,
    provider: resource.provider,
    consumer: details.consumer,
    purpose: details.purpose,
    terms: details.given,
    state: 'drafted',
    revision: (before?.revision ?? 0) + 1,
    reason: null,
  }
  await saveGrant(tx, grant, now)
  return []
}

/** What it renews ends at once, so that two grants never overlap. */
async function activateGrant(tx: Tx, c: DataRequest, now: Date): Promise<readonly Emitted[]> {
  const { given, consumer, purpose, automated } = c.details
  if (given !== null) {
    const resource = await getResource(tx, c.details.resource)
    await refuseSwitching(tx, { resource, consumer, purpose, terms: given, automated, now })
  }
  return [
    ...(await changeGrant(tx, c, { id: c.details.grant, state: 'active', reason: null }, now)),
    ...(await changeGrant(
      tx,
      c,
      { id: c.details.renews, state: 'ended', reason: `renewed: ${c.number}` },
      now,
    )),
  ]
}

async function suspendGrant(tx: Tx, c: DataRequest, now: Date): Promise<readonly Emitted[]> {
  const grant = c.details.grant === null ? undefined : await findGrant(tx, c.details.grant)
  if (grant?.state !== 'active') return []
  return changeGrant(tx, c, { id: grant.id, state: 'suspended', reason: c.details.objection }, now)
}

function endGrant(tx: Tx, c: DataRequest, now: Date): Promise<readonly Emitted[]> {
  return changeGrant(tx, c, { id: c.details.grant, state: 'ended', reason: c.number }, now)
}

interface Becomes {
  readonly id: string | null
  readonly state: 'active' | 'suspended' | 'ended'
  readonly reason: string | null
}

/** The request is named, since both sides hear of its own steps already. */
async function changeGrant(
  tx: Tx,
  c: DataRequest,
  { id, state, reason }: Becomes,
  now: Date,
): Promise<readonly Emitted[]> {
  if (id === null) return []
  const grant = await lockGrant(tx, { id })
  if (grant.state === 'ended' || grant.state === state) return []
  await saveGrant(tx, { ...grant, state, reason, revision: grant.revision + 1 }, now)
  if (state === 'active') return []
  const payload = { resource: grant.resource, consumer: grant.consumer, reason, request: c.id }
  return [{ name: `grant.${state}`, payload, subject: grantSubject(grant) }]
}
