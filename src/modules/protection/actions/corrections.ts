import { type Action, type ActionContext, defineAction, Refusal } from '#kernel/action'
import {
  blankCase,
  type CaseActionParts,
  caseAction,
  common,
  newCase,
  newHandler,
  nextNumber,
  subjectOf as subjectOfCase,
  withClock,
} from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import type { MasterKey } from '#kernel/vault'
import { careLimits } from '#modules/sharing'
import { correctionAccess as access } from '../access.ts'
import { type Correction, correction, correctionActions as table } from '../case.ts'
import { AskCorrection, type CorrectionDetails, type IdentityLevel } from '../contract.ts'
import { type Matched, refOf, rowsOf } from '../queries/own.ts'
import { accept, correctionLimit, fixedItems, giveBack, refuse } from '../rules.ts'
import { sealValues } from '../sealed.ts'
import { tables } from '../tables.ts'

const words = {
  correct: '请求更正个人信息',
  explain: '请求说明个人信息的处理',
  delete: '请求删除个人信息',
} as const

interface Parts {
  readonly clock: Clock
  readonly key: () => MasterKey
}

/** A person asks the provider to correct, explain or delete a row on them; the clock of the provider begins. */
export function askCorrection({ clock, key }: Parts) {
  return defineAction({
    name: 'data-correction.ask',
    input: AskCorrection,
    allow: access.mine,
    async run(tx, ctx) {
      const { input, actor } = ctx
      ctx.authorise({})
      const { person } = actor
      if (person === null) throw new Refusal('forbidden', 'identity.no-person')
      const { level, rows } = await rowsOf(tx, key(), person, input.resource)
      const row = rows.find((r) => refOf(key(), person, r) === input.ref)
      if (row === undefined) throw new Refusal('not-found', 'protection.no-own-row', { ref: input.ref })
      // What is deleted does not come back: a number may have had another owner.
      if (input.kind === 'delete' && level === 'phone')
        throw new Refusal('not-now', 'protection.identity-needed', { kind: input.kind })
      refuseFixed(row, input.values)
      await refuseSecond(tx, person, row)
      const c = await newCorrection(tx, { ...row, level }, person, ctx, clock)
      await tables(tx)
        .insertInto('protection_corrections')
        .values({
          case_id: c.id,
          resource: row.resource.id,
          person,
          key: row.key,
          sealed: await sealValues(tx, key(), person, c.id, input.values),
        })
        .execute()
      return {
        output: { id: c.id, number: c.number },
        subject: { ...subjectOfCase(c), type: correction.type, id: c.id, district: c.district },
        change: { number: c.number, kind: input.kind, resource: row.resource.code },
        events: [
          {
            name: 'data-correction.submitted',
            payload: {
              action: 'submit',
              number: c.number,
              version: 1,
              visible: 'public',
              applicant: person,
              byApplicant: true,
            },
          },
        ],
        write: newCase(c, input.text, {
          action: 'submit',
          actor,
          visible: 'public',
          input: { kind: input.kind },
          trace: ctx.trace,
          org: null,
        }),
      }
    },
  })
}

function refuseFixed(row: Matched, values: Readonly<Record<string, string>>): void {
  const { content } = row.resource
  const names = new Set(content.items.map((i) => i.name))
  const fixed = fixedItems(content)
  for (const item of Object.keys(values)) {
    if (!names.has(item)) throw new Refusal('invalid', 'protection.unknown-item', { item })
    if (fixed.has(item)) throw new Refusal('invalid', 'protection.key-is-fixed', { item })
  }
  if (Object.keys(values).length > 0 && content.shape === 'events')
    throw new Refusal('not-now', 'protection.events-stay', { id: row.resource.id })
}

async function refuseSecond(tx: Tx, person: string, row: Matched): Promise<void> {
  const open = await tables(tx)
    .selectFrom('protection_corrections')
    .select('case_id')
    .where('person', '=', person)
    .where('resource', '=', row.resource.id)
    .where('key', '=', row.key)
    .executeTakeFirst()
  if (open !== undefined) throw new Refusal('conflict', 'protection.asked-already', { id: open.case_id })
}

async function newCorrection(
  tx: Tx,
  { resource, level }: Matched & { readonly level: IdentityLevel },
  person: string,
  { input, now }: Pick<ActionContext<AskCorrectionInput>, 'input' | 'now'>,
  clock: Clock,
): Promise<Correction> {
  const org = await tx
    .selectFrom('organizations')
    .select('places')
    .where('code', '=', resource.provider)
    .executeTakeFirstOrThrow()
  const place = org.places[0] ?? '50'
  const titles = new Map(resource.content.items.map((i) => [i.name, i.title]))
  const base: Correction = blankCase(correction, now, {
    number: await nextNumber(tx, correction, now),
    place,
    title: `${resource.content.name}：${words[input.kind]}`,
    channel: 'web',
    category: null,
    urgency: null,
    applicant: person,
    lead: newHandler(resource.provider, now),
    details: {
      resource: resource.id,
      resourceName: resource.content.name,
      kind: input.kind,
      level,
      items: Object.keys(input.values).map((i) => titles.get(i) ?? i),
      ground: input.ground,
      answer: null,
      legalBasis: null,
    },
  })
  const limit = correctionLimit((await careLimits(tx))(place).personAnswer)
  const ctx = { now, calendar: clock.calendar(resource.provider), limit: () => limit }
  return { ...base, clocks: withClock([], 'answer', limit, ctx) }
}

type AskCorrectionInput = (typeof AskCorrection)['_output']

/** One audited action from each row of the request's table. When it is over, key and values go. */
export function correctionActionsOf(clock: Clock) {
  const parts: CaseActionParts<CorrectionDetails> = {
    clock,
    async limits(tx) {
      const limitsOf = await careLimits(tx)
      return (_, c) => correctionLimit(limitsOf(c.place).personAnswer)
    },
    async check(tx, action, c) {
      if (ends.has(action))
        await tables(tx)
          .updateTable('protection_corrections')
          .set({ key: null, sealed: null })
          .where('case_id', '=', c.id)
          .execute()
    },
  }
  const make = <N extends keyof typeof table>(
    name: N,
    rule: Parameters<typeof caseAction<CorrectionDetails, (typeof table)[N]['input']>>[4],
  ) => caseAction<CorrectionDetails, (typeof table)[N]['input']>(correction, name, table[name], parts, rule)
  return {
    accept: make('accept', accept),
    answer: make('answer', accept),
    refuse: make('refuse', refuse),
    settle: make('settle', common.unchanged),
    giveBack: make('giveBack', giveBack),
    withdraw: make('withdraw', common.unchanged),
    note: make('note', common.unchanged),
    escalate: make('escalate', common.escalate),
    remind: make('remind', common.remind),
  } as unknown as Record<keyof typeof table, Action>
}

const ends = new Set(['answer', 'refuse', 'settle', 'withdraw'])
