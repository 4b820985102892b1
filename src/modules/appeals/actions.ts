import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import {
  blankCase,
  type Case,
  type CaseActionParts,
  caseAction,
  common,
  newCase,
  nextNumber,
  refuseForeignAssignee,
  subjectOf,
  withClock,
} from '#kernel/cases'
import { disputes } from '#kernel/cases/rules'
import type { Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { resolvedDecision } from '#kernel/decisions'
import { savePerson } from '#kernel/identity'
import type { Actor } from '#kernel/identity/define'
import type { MasterKey } from '#kernel/vault'
import { resolveDuty, urgencyLimits } from '#modules/duties'
import { resolveWhere } from '#modules/territory'
import { access } from './access.ts'
import { refuseForeignMain } from './actions/merge.ts'
import { signAppeals, signatureOfCase } from './actions/sign.ts'
import { appealCase, actions as table } from './case.ts'
import { type AppealDetails, type Receipt, SubmitAppeal } from './contract.ts'
import * as rules from './rules.ts'
import { type Appeal, limitOf } from './rules.ts'

export interface AppealParts {
  readonly clock: Clock
  readonly key: () => MasterKey
}

/** Every write of the module. */
export function appealActions({ clock, key }: AppealParts) {
  const parts = partsOf(clock)
  const row = <N extends keyof typeof table>(name: N) => ({ name, row: table[name] })
  const make = <N extends keyof typeof table>(
    name: N,
    rule: Parameters<typeof caseAction<AppealDetails, (typeof table)[N]['input']>>[4],
  ) =>
    caseAction<AppealDetails, (typeof table)[N]['input']>(
      appealCase,
      row(name).name,
      row(name).row,
      parts,
      rule,
    )
  const clockOf = 'answer'
  return {
    submit: submit(clock, key),
    sign: signAppeals,
    onCase: {
      propose: make('propose', rules.propose),
      classify: settling(make('classify', rules.classify)),
      dispatch: settling(make('dispatch', rules.dispatch)),
      accept: make('accept', common.accept),
      assign: make('assign', common.assign),
      handle: make('handle', common.unchanged),
      answer: make('answer', rules.answer),
      hold: make('hold', common.hold),
      resume: make('resume', common.unchanged),
      requestExtension: make('requestExtension', common.requestExtension),
      decideExtension: make('decideExtension', common.decideExtension(clockOf)),
      askCo: make('askCo', common.askCo),
      coAnswer: make('coAnswer', (c, input, ctx) => common.coAnswer(c, input, ctx.org ?? '', ctx)),
      giveBack: make('giveBack', rules.returnToDispatcher),
      urgeCo: make('urgeCo', common.urgeCo),
      dispute: disputeAction(parts),
      arbitrate: make('arbitrate', rules.arbitrate),
      settle: make('settle', disputes.settle),
      transfer: make('transfer', rules.transfer),
      supervise: make('supervise', common.supervise),
      escalate: make('escalate', common.escalate),
      remind: make('remind', common.remind),
      comment: make('comment', common.unchanged),
      note: make('note', common.unchanged),
      attach: make('attach', common.attach),
      rate: make('rate', common.rate),
      revisit: make('revisit', common.rate),
      missVisit: make('missVisit', common.unchanged),
      reopen: make('reopen', rules.reopen),
      close: make('close', common.unchanged),
      withdraw: make('withdraw', common.unchanged),
      join: make('join', rules.joint.join),
      leave: make('leave', rules.joint.leave),
      merge: make('merge', rules.joint.merge),
      split: make('split', rules.joint.split),
      adopt: make('adopt', rules.joint.adopt),
      release: make('release', rules.joint.release),
      closeMerged: make('closeMerged', common.unchanged),
    },
  }
}

function partsOf(clock: Clock): CaseActionParts<AppealDetails> {
  return {
    clock,
    limits: async (tx) => limitOf(await urgencyLimits(tx)),
    check: async (tx, action, c, input, actor) => {
      await refuseForeignAssignee(tx, action, c, input)
      if (action === 'merge') await refuseForeignMain(tx, input, actor)
    },
  }
}

function disputeAction(parts: CaseActionParts<AppealDetails>) {
  return caseAction<AppealDetails, (typeof table)['dispute']['input'], string | null>(
    appealCase,
    'dispute',
    table.dispute,
    parts,
    (c, input, ctx) => disputes.dispute(c, input, ctx, ctx.found),
    findBackstop,
  )
}

/** Who handles while a duty is disputed, by the duty list. */
async function findBackstop(tx: Tx, c: Appeal): Promise<string | null> {
  return (await resolveDuty(tx, c.category, c.place))?.backstop ?? null
}

export type AppealActions = ReturnType<typeof appealActions>

/** A person or the gate disposes of what an algorithm proposed: its decision learns what became of it. */
function settling<A extends ReturnType<typeof caseAction<AppealDetails, never>>>(action: A): A {
  return {
    ...action,
    async run(tx: Tx, ctx: Parameters<A['run']>[1]) {
      const outcome = await action.run(tx, ctx)
      const saved = outcome.output as Appeal
      const { proposal } = saved.details
      const guard = outcome.write?.guard
      if (proposal === null || saved.category === null || guard === undefined) return outcome
      const resolved = await resolvedDecision(
        tx,
        { id: proposal.decision, district: saved.district },
        { final: { category: saved.category.slice(0, 2) }, by: ctx.actor, now: ctx.now, guard: guard.cte },
      )
      const ctes = [...(outcome.write?.ctes ?? []), ...(resolved === undefined ? [] : [resolved])]
      return { ...outcome, write: { ctes, guard } }
    },
  }
}

function submit(clock: Clock, key: () => MasterKey) {
  return defineAction({
    name: 'appeal.submit',
    input: SubmitAppeal,
    allow: access.submit,
    async run(tx, { actor, input, now, trace, authorise }) {
      authorise({})
      refuseForeignChannel(actor, input)
      await refuseTakenIn(tx, input)
      const created = input.source?.at === undefined ? now : new Date(input.source.at)
      const appeal = await newAppeal(tx, input, { clock, key, actor, now, created })
      const visible = 'public' as const
      const step = { action: 'submit', actor, visible, input: {}, trace, org: actor.posts[0]?.org ?? null }
      const receipt: Receipt = { id: appeal.id, number: appeal.number, state: appeal.state }
      return {
        output: receipt,
        subject: { ...subjectOf(appeal), type: 'appeal', id: appeal.id, district: appeal.district },
        change: {
          number: appeal.number,
          channel: appeal.channel,
          place: appeal.place,
          anonymous: input.anonymous,
        },
        events: [
          {
            name: 'appeal.submitted',
            payload: {
              action: 'submit',
              number: appeal.number,
              state: appeal.state,
              version: 1,
              visible,
              applicant: appeal.applicant,
            },
          },
        ],
        write: { ctes: [...newCase(appeal, input.text, step).ctes, signatureOfCase(appeal, input.text)] },
      }
    },
  })
}

interface NewAppeal extends AppealParts {
  readonly actor: Actor
  readonly now: Date
  readonly created: Date
}

async function newAppeal(tx: Tx, input: SubmitAppeal, o: NewAppeal): Promise<Appeal> {
  const where = resolveWhere(input.where, input.text)
  const applicant = await applicantOf(tx, input, o)
  const base: Case<AppealDetails> = blankCase(appealCase, o.now, {
    number: await nextNumber(tx, appealCase, o.now),
    district: where.district,
    place: where.place,
    point: where.point,
    address: input.where.address ?? null,
    title: rules.titleOf(input),
    channel: input.channel,
    category: input.category ?? null,
    urgency: input.urgency ?? null,
    applicant,
    ...(o.actor.kind === 'client' ? { client: o.actor.id } : {}),
    lead: null,
    files: input.files,
    createdAt: o.created.toISOString(),
    details: {
      proposal: null,
      classifiedBy: input.category === undefined ? null : 'person',
      dispatchedBy: null,
      duty: null,
      source: input.source === undefined ? null : { system: input.source.system, id: input.source.id },
    },
  })
  const limit = limitOf(await urgencyLimits(tx))
  const ctx = {
    now: o.created,
    calendar: o.clock.calendar(),
    limit: limit as (clock: string, c: Case) => ReturnType<typeof limit>,
  }
  return { ...base, clocks: withClock([], 'dispatch', limit('dispatch', base), ctx) }
}

/** Officers enter calls for others; a signed-in resident is the applicant unless the report is anonymous. */
async function applicantOf(
  tx: Tx,
  input: SubmitAppeal,
  { actor, key, now }: NewAppeal,
): Promise<string | null> {
  if (input.anonymous) return null
  if (actor.person !== null && actor.kind !== 'client') return actor.person
  const { name, phone } = input.contact
  if (phone === undefined && name === undefined) return null
  return savePerson(tx, key(), { name, phone }, now)
}

/** Telephone and grid entries come from officers, imports from officers or the system, calls of the API from clients. */
function refuseForeignChannel(actor: Actor, input: SubmitAppeal): void {
  const isOfficer = actor.kind === 'officer' || actor.kind === 'system'
  if (actor.kind === 'client' && input.channel === 'api') return
  const forOfficers = ['phone', 'grid', 'import'].includes(input.channel) || input.source !== undefined
  if (forOfficers && !isOfficer)
    throw new Refusal('forbidden', 'appeal.channel-officers', { channel: input.channel })
  if ((input.category !== undefined || input.urgency !== undefined) && !isOfficer)
    throw new Refusal('forbidden', 'appeal.category-officers')
}

/** A message of another system is taken in once, however often it is sent. */
async function refuseTakenIn(tx: Tx, input: SubmitAppeal): Promise<void> {
  if (input.source === undefined) return
  const { system, id } = input.source
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<{ appeal_sources: { system: string; id: string } }>()
    .insertInto('appeal_sources')
    .values({ system, id })
    .onConflict((c) => c.columns(['system', 'id']).doNothing())
    .executeTakeFirst()
  if ((numInsertedOrUpdatedRows ?? 0n) === 0n)
    throw new Refusal('conflict', 'appeal.taken-in', { system, source: id })
}
