import { sql } from 'kysely'
import { z } from 'zod'
import { mayEver } from '#kernel/access'
import { type ActionContext, defineAction, type Outcome, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { getResource, subjectOf } from '#modules/catalogue'
import { access } from '../access.ts'
import { ExportGranted, type Grant, type GrantedPage, ReadGranted } from '../contract.ts'
import { countUse, findGrant, grantSubject } from '../store.ts'
import { denial, giveRows, judgeUse, type Use } from '../use.ts'

/** More would be a delivery, which the gateway makes. */
const mostExported = 20_000

/** Rows as a grant gives them to its consumer; counts as a use of the day. */
export const readGranted = defineAction({
  name: 'grant.rows',
  input: ReadGranted,
  allow: access.readRows,
  async run(tx, context): Promise<Outcome<GrantedPage>> {
    const { input, now } = context
    const use = await judgeAtDesk(tx, context, () => ({ action: 'read', rows: input.limit }))
    const { where, q: search, after, limit } = input
    const page = await giveRows(tx, use, { where: parseJson(where), search, after, limit })
    return counted(use, { output: page, rows: page.rows.length, now })
  },
})

export interface ExportedRows {
  readonly name: string
  readonly columns: readonly { readonly item: string; readonly title: string }[]
  readonly rows: readonly Record<string, unknown>[]
}

/**
 * Granted rows for a file: through the same judgement and the same SQL as a page of them. Without the right to bulk a
 * file holds as many rows as a call may have.
 */
export const exportGranted = defineAction({
  name: 'grant.export',
  input: ExportGranted,
  allow: access.readRows,
  async run(tx, context): Promise<Outcome<ExportedRows>> {
    const { input, now } = context
    const limitOf = ({ terms }: Grant) => (terms.bulk ? mostExported : terms.rowsPerCall)
    const use = await judgeAtDesk(tx, context, (grant) => ({
      action: grant.terms.bulk ? 'bulk' : 'read',
      rows: limitOf(grant),
    }))
    const { where, q: search } = input
    const page = { where: parseJson(where), search, after: undefined, limit: limitOf(use.grant) }
    const { rows } = await giveRows(tx, use, page)
    const { content } = use.resource
    const titles = new Map(content.items.map((i) => [i.name, i.title]))
    const columns = use.items.map((item) => ({ item, title: titles.get(item) ?? item }))
    return counted(use, { output: { name: content.name, columns, rows }, rows: rows.length, now })
  },
})

/** A form was filled in by a grant, or nothing was found by it: one use of the day, in the audit as read. */
export const countPrefill = defineAction({
  name: 'sharing.prefill',
  input: z.object({
    /** The resource whose form is filled in. */
    resource: z.uuid(),
    grant: z.uuid(),
    items: z.array(z.string().max(63)).max(100),
    rows: z.int().min(0).max(200),
  }),
  allow: access.prefill,
  async run(tx, { input, now, authorise }): Promise<Outcome<null>> {
    authorise(subjectOf(await getResource(tx, input.resource)))
    const grant = await findGrant(tx, input.grant)
    if (grant === undefined) throw new Refusal('not-found', 'sharing.grant-not-found', { id: input.grant })
    return counted({ grant, items: input.items }, { output: null, rows: input.rows, now })
  },
})

type Asked = Pick<z.infer<typeof ReadGranted>, 'grant' | 'purpose' | 'items'>

/**
 * Judges a use at the desk as one through the gateway is judged.
 * @throws Refusal `forbidden` that names the condition, or `not-found`
 */
async function judgeAtDesk(
  tx: Tx,
  { actor, input, now, authorise }: ActionContext<Asked>,
  wish: (grant: Grant) => { action: 'read' | 'bulk'; rows: number },
): Promise<Use> {
  const grant = await findGrant(tx, input.grant)
  if (grant === undefined) {
    // Whoever may read none is told no more than that.
    if (!mayEver(access.readRows, actor)) authorise({})
    throw new Refusal('not-found', 'sharing.grant-not-found', { id: input.grant })
  }
  authorise({ co: [grant.consumer] })
  const use = await judgeUse(tx, {
    grant,
    consumer: actor.posts.find((p) => p.org === grant.consumer)?.org ?? '',
    ...wish(grant),
    purpose: input.purpose,
    items: input.items?.split(','),
    now,
  })
  if (!use.judgement.permitted) throw denial(use.judgement.condition)
  return use
}

/** What was given stands in the audit as read, and counts in the quota of the day, whoever else reads at the moment. */
function counted<O>(
  { grant, items }: Pick<Use, 'grant' | 'items'>,
  given: { output: O; rows: number; now: Date },
): Outcome<O> {
  const limit = grant.terms.callsPerDay
  const used = { kind: 'reads', grant: grant.id, day: dayOf(given.now), rows: given.rows, limit } as const
  return {
    output: given.output,
    subject: grantSubject(grant),
    outcome: 'read',
    change: { shown: items, rows: given.rows },
    write: {
      ctes: [sql`used as (${countUse(used)})`],
      guard: { cte: 'used', refuse: async () => denial('quota') },
    },
  }
}

/** Conditions as they came; what is no JSON is refused where they are parsed. */
function parseJson(text: string | undefined): unknown {
  if (text === undefined) return []
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
