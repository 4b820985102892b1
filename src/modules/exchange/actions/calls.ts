import { z } from 'zod'
import { defineAction, type Outcome, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { countUse, denial, findGrant, giveRows, judgeCall, type Use, usesOn } from '#modules/sharing'
import type { Grant } from '#modules/sharing/contract'
import { access } from '../access.ts'
import { type Call, faultRefusal, type SignedAnswer, signAnswer } from '../call.ts'
import type { ExchangePage, ReadWish } from '../contract.ts'
import type { OwnKey } from '../keyring.ts'
import { type About, recordOf } from '../record.ts'
import { callSubject, hashOf, named, nonceCte, putRecord } from '../store.ts'

/** What the door hands over beside the wish itself: the checked call, the key to answer with, and its words for a no. */
export interface Checked {
  readonly call: Call
  readonly own: OwnKey
  readonly skewSeconds: number
  readonly problem: (refusal: Refusal) => { status: number; body: Buffer }
}

/** An input that comes from the door in this process and not from outside. */
const inside = <T>() => z.custom<T>((v) => typeof v === 'object' && v !== null)

export interface ReadInput extends Checked {
  readonly grant: string
  readonly wish: ReadWish
}

/** Reads rows by a grant: judged, given, counted, signed and logged in one statement. */
export const readRows = defineAction({
  name: 'exchange.read',
  input: inside<ReadInput>(),
  allow: access.call,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const { call, wish } = input
    const use = await judgeExisting(tx, input.grant, {
      consumer: call.key?.organization ?? '',
      action: 'read',
      purpose: wish.purpose,
      items: wish.items,
      rows: wish.limit,
      now,
    })
    const { grant } = use
    const about = aboutGrant(grant, { purpose: wish.purpose, items: use.items })
    if (!use.judgement.permitted) return refused(input, denial(use.judgement.condition), about, now)
    const { rows, next } = await giveRows(tx, use, {
      where: wish.where,
      after: wish.after,
      limit: wish.limit,
    })
    const page: ExchangePage = { grant: grant.id, purpose: wish.purpose, rows, next }
    const answer = signAnswer(input.own, call, 200, Buffer.from(JSON.stringify(page)), now)
    return counted(tx, input, { grant, about: { ...about, rows: rows.length }, answer, now })
  },
})

/** @throws Refusal `not-found` */
export async function existingGrant(tx: Tx, id: string): Promise<Grant> {
  const grant = await findGrant(tx, id)
  if (grant === undefined) throw noGrant()
  return grant
}

/** @throws Refusal `not-found` */
export async function judgeExisting(tx: Tx, id: string, wish: Parameters<typeof judgeCall>[2]): Promise<Use> {
  const use = await judgeCall(tx, id, wish)
  if (use === undefined) throw noGrant()
  return use
}

const noGrant = () => new Refusal('not-found', 'sharing.grant-not-found', { condition: 'grant' })

export function aboutGrant(grant: Grant, rest: About): About {
  return { ...rest, grant: grant.id, resource: grant.resource, provider: grant.provider }
}

interface Given {
  readonly grant: Grant
  readonly about: About
  readonly answer: SignedAnswer
  readonly now: Date
}

/** Something was given: it counts as a call of the day, once for its nonce. */
export function counted(tx: Tx, input: Checked, { grant, about, answer, now }: Given): Outcome<SignedAnswer> {
  const day = dayOf(now)
  const limit = grant.terms.callsPerDay
  const base = logged(input, about, answer, 'used')
  return {
    ...base,
    write: {
      ctes: [
        nonceCte(input.call, input.skewSeconds),
        named('used', countUse({ grant: grant.id, day, rows: about.rows ?? 0, limit }, 'noted')),
        ...base.ctes,
      ],
      guard: {
        cte: 'used',
        refuse: async () =>
          (await usesOn(tx, grant.id, day)).uses >= limit ? denial('quota') : faultRefusal('replay'),
      },
    },
  }
}

/** Something was given that is no call of its own: the state of a delivery, a part of it. */
export function notCounted(input: Checked, about: About, answer: SignedAnswer): Outcome<SignedAnswer> {
  const base = logged(input, about, answer, 'noted')
  return {
    ...base,
    write: {
      ctes: [nonceCte(input.call, input.skewSeconds), ...base.ctes],
      guard: { cte: 'noted', refuse: async () => faultRefusal('replay') },
    },
  }
}

/** A no that the grant says. */
export function refused(input: Checked, refusal: Refusal, about: About, now: Date): Outcome<SignedAnswer> {
  const { status, body } = input.problem(refusal)
  const answer = signAnswer(input.own, input.call, status, body, now)
  return notCounted(input, { ...about, condition: conditionOf(refusal) }, answer)
}

/** What failed, in one word: a condition of the grant, a fault of the call, or the part of the wish that is wrong. */
export function conditionOf(refusal: Refusal): string {
  const { condition, field } = refusal.details
  return typeof condition === 'string' ? condition : typeof field === 'string' ? field : refusal.code
}

/** The hash in the audit entry is what ties the log to the chain of seals. */
function logged(input: Pick<Checked, 'call'>, about: About, answer: SignedAnswer, after?: string) {
  const record = recordOf(input.call, about, answer)
  const hash = hashOf(record)
  return {
    output: answer,
    subject: {
      type: callSubject,
      id: record.id,
      lead: record.provider,
      ...(record.consumer === null ? {} : { co: [record.consumer] }),
    },
    change: { record: hash },
    ctes: [putRecord(record, hash, after)],
  }
}

export interface RefusedInput {
  readonly call: Call
  readonly about: About
  readonly answer: SignedAnswer
}

/** Logs a call that was refused before or beside the grant, whoever made it. */
export const logRefusal = defineAction({
  name: 'exchange.refuse',
  input: inside<RefusedInput>(),
  allow: access.log,
  async run(_tx, { input, authorise }) {
    authorise({})
    const { ctes, ...base } = logged(input, input.about, input.answer)
    return { ...base, write: { ctes } }
  },
})
