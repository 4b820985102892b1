import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import type { Content, Resource } from '#modules/catalogue/contract'
import { type Grant, type GrantedPage, type Purpose, RowCondition } from './contract.ts'
import { type Judgement, judge } from './judgement.ts'
import { type Position, readRows, type Search } from './queries/rows.ts'
import { type Call, conditionFaults, type GrantCondition, isSearchable, missingKeys } from './rules.ts'
import { findStanding, isCounted, type Standing, usesOn } from './store.ts'

/** Somebody wants to use a grant. */
export interface Wish {
  readonly grant: Grant
  /** The organization that asks. */
  readonly consumer: string
  readonly action: Call['action']
  readonly purpose: Purpose
  /** Absent: all that the grant gives. */
  readonly items: readonly string[] | undefined
  readonly rows: number
  readonly now: Date
}

export interface Use {
  readonly grant: Grant
  readonly resource: Resource
  readonly items: readonly string[]
  readonly judgement: Judgement
}

/** Has Cedar judge a wish on the state of this moment. */
export async function judgeUse(tx: Tx, wish: Wish): Promise<Use> {
  const { grant, now } = wish
  const resource = await getResource(tx, grant.resource)
  const { uses } = await usesOn(tx, grant.id, dayOf(now))
  return judgeStanding(tx, wish, { grant, resource, uses })
}

/** The same of a grant by its id; undefined where there is none. One round trip for what `judgeUse` reads in three. */
export async function judgeCall(tx: Tx, id: string, wish: Omit<Wish, 'grant'>): Promise<Use | undefined> {
  const standing = await findStanding(tx, id, dayOf(wish.now))
  return standing === undefined ? undefined : judgeStanding(tx, wish, standing)
}

async function judgeStanding(tx: Tx, wish: Omit<Wish, 'grant'>, standing: Standing): Promise<Use> {
  const { grant, resource, uses } = standing
  const items = wish.items ?? grant.terms.items
  const judgement = await judge(tx, grant, {
    consumer: wish.consumer,
    resource: resource.id,
    resourceState: resource.state,
    action: wish.action,
    purpose: wish.purpose,
    items,
    rows: wish.rows,
    callsToday: uses,
    at: wish.now.getTime() / 1000,
  })
  return { grant, resource, items, judgement }
}

/** The refusal that names the condition that failed. */
export function denial(condition: GrantCondition): Refusal {
  return new Refusal('forbidden', `sharing.denied.${condition}`, { condition })
}

export interface PageWish {
  /** Conditions as they came from outside. */
  readonly where: unknown
  readonly search?: string | undefined
  readonly after: string | undefined
  readonly limit: number
  /** See `readRows`. */
  readonly before?: string
}

/**
 * Rows of a use that was permitted.
 * @throws Refusal `invalid` for a filter that cannot be read, or names what is masked or not given, and for a search
 * where nothing is given in clear
 */
export async function giveRows(tx: Tx, use: Use, page: PageWish): Promise<GrantedPage> {
  const { rows, next } = await giveDatedRows(tx, use, page)
  return { rows, next }
}

/** The same, with when each row last changed. */
export async function giveDatedRows(
  tx: Tx,
  use: Use,
  page: PageWish,
): Promise<GrantedPage & { readonly since: readonly Date[] }> {
  const { grant, resource, items } = use
  const where = parseWhere(page.where, grant, resource.content)
  const [unnamed] = missingKeys(grant.terms, resource.content, where)
  if (unnamed !== undefined)
    throw new Refusal('invalid', 'sharing.lookup-needs-key', { field: 'where', item: unnamed })
  const { rows, since, last } = await readRows(tx, grant, resource.content, {
    items,
    where,
    search: page.search === undefined ? undefined : searchOf(page.search, use),
    after: parsePosition(page.after),
    limit: page.limit,
    ...(page.before === undefined ? {} : { before: page.before }),
  })
  return {
    rows,
    since,
    next: rows.length === page.limit && last !== undefined ? `${last.tx}.${last.seq}` : null,
  }
}

/**
 * Rows of a use that was permitted, counted as one call of the grant before they are used.
 * @throws Refusal `forbidden` where the day's calls are used up
 */
export async function giveCounted(
  tx: Tx,
  use: Use,
  { where, limit, now }: { where: readonly RowCondition[]; limit: number; now: Date },
): Promise<{ readonly data: Readonly<Record<string, unknown>>; readonly since: Date }[]> {
  const page = await giveDatedRows(tx, use, { where, after: undefined, limit })
  const { grant } = use
  const call = { grant: grant.id, day: dayOf(now), rows: page.rows.length, limit: grant.terms.callsPerDay }
  if (!(await isCounted(tx, call))) throw denial('quota')
  return page.rows.map((data, n) => ({ data, since: page.since[n] ?? now }))
}

const Where = z.array(RowCondition).max(20)

/** Filtering by what is masked would tell it: only items given in clear may be asked about. */
export function parseWhere(where: unknown, grant: Grant, content: Content): RowCondition[] {
  const parsed = Where.safeParse(where)
  if (!parsed.success) throw new Refusal('invalid', 'sharing.where-unreadable', { field: 'where' })
  const types = new Map(content.items.map((i) => [i.name, i.type]))
  for (const c of parsed.data) {
    if (!grant.terms.items.includes(c.item) || grant.terms.masks[c.item] !== undefined)
      throw new Refusal('invalid', 'sharing.where-masked', { field: 'where', item: c.item })
    const [fault] = conditionFaults(c, types)
    if (fault !== undefined)
      throw new Refusal('invalid', `sharing.fault.${fault}`, { field: 'where', item: c.item })
  }
  return parsed.data
}

/** Searched is what is shown in clear: a hit on anything else would tell it, and nobody would see why it is one. */
function searchOf(text: string, { grant, resource, items }: Use): Search {
  const found = resource.content.items.filter(
    (i) => items.includes(i.name) && grant.terms.masks[i.name] === undefined && isSearchable(i.type),
  )
  if (found.length === 0) throw new Refusal('invalid', 'sharing.search-nothing', { field: 'q' })
  return { text, items: found.map((i) => i.name) }
}

function parsePosition(text: string | undefined): Position | undefined {
  const found = /^(\d{1,20})\.(\d{1,20})$/.exec(text ?? '')
  if (found?.[1] === undefined || found[2] === undefined) return undefined
  return { tx: found[1], seq: found[2] }
}
