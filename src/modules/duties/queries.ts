import { type Expression, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { children, listManagementAreas } from '#modules/territory'
import { access } from './access.ts'
import {
  type DutyCheck,
  DutyId,
  type DutyPage,
  type DutyView,
  ListDuties,
  ListPrecedents,
  type PrecedentPage,
  type UrgencyLimits,
} from './contract.ts'
import { loadCategories } from './reference.ts'
import {
  isKnownPlace,
  listActiveDuties,
  listOrgPlaces,
  pathsOf,
  precedentOf,
  resolveDuty,
  urgencyLimits,
} from './register.ts'
import { allOf, checkDuties, covers } from './rules.ts'
import { dutyRow } from './store.ts'
import { tables } from './tables.ts'

/** The duty list by category, place, organization and words, in the order of categories. */
export const listDuties = defineQuery({
  name: 'duty.list',
  input: ListDuties,
  allow: access.read,
  async run(tx, { input }): Promise<DutyPage> {
    let query = tables(tx)
      .selectFrom('duties')
      .where('active', '=', input.retired !== true)
    if (input.category !== undefined) query = query.where('category', 'like', `${input.category}%`)
    if (input.place !== undefined) query = query.where('place', 'in', placesReaching(input.place))
    if (input.org !== undefined) query = query.where(names(input.org))
    if (input.text !== undefined && input.text !== '') query = query.where(await speaksOf(tx, input.text))
    const { total } = await query.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const page = input.after === undefined ? query : query.where(comesAfter(input.after))
    const rows = await page
      .selectAll()
      .orderBy('category')
      .orderBy('id')
      .limit(input.limit + 1)
      .execute()
    const shown = rows.slice(0, input.limit)
    return {
      rows: shown.map(dutyRow),
      total,
      next: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null,
    }
  },
})

/** The codes that duties may bear so as to reach a place: its own, those around it, and areas that share ground. */
function placesReaching(code: string): string[] {
  if (!isKnownPlace(code)) return [code]
  const paths = pathsOf(code)
  const around = paths.flatMap((path) => path.split('/'))
  const areas = listManagementAreas().filter((a) =>
    pathsOf(a.code).some((own) => paths.some((path) => covers(own, path))),
  )
  return [...new Set([code, ...around, ...areas.map((a) => a.code)])]
}

function comesAfter(id: string): Expression<SqlBool> {
  return sql<SqlBool>`(category, id) > (select d.category, d.id from duties d where d.id = ${id})`
}

function names(org: string): Expression<SqlBool> {
  return sql<SqlBool>`(org = ${org} or backstop = ${org} or co @> array[${org}]::text[])`
}

async function speaksOf(tx: Tx, text: string): Promise<Expression<SqlBool>> {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const orgs = await tx
    .selectFrom('organizations')
    .select('code')
    .where((e) => e.or([e('zh', 'like', like), e('short_zh', 'like', like), e('en', 'ilike', like)]))
    .execute()
  const codes = orgs.map((o) => o.code)
  const categories = allOf(loadCategories())
    .filter((c) => c.zh.includes(text) || c.en.toLowerCase().includes(text.toLowerCase()))
    .map((c) => c.code)
  return sql<SqlBool>`(note like ${like} or legal_basis::text like ${like} or id like ${like}
    or org = any(${codes}::text[]) or co && ${codes}::text[] or category = any(${categories}::text[]))`
}

/** One duty with its whole history, newest first. */
export const getDuty = defineQuery({
  name: 'duty.get',
  input: z.object({ id: DutyId }),
  allow: access.read,
  async run(tx, { input }): Promise<DutyView> {
    const row = await tables(tx)
      .selectFrom('duties')
      .selectAll()
      .where('id', '=', input.id)
      .executeTakeFirst()
    if (row === undefined) throw new Refusal('not-found', 'duty.not-found', { id: input.id })
    const versions = await tables(tx)
      .selectFrom('duty_versions')
      .selectAll()
      .where('duty', '=', input.id)
      .orderBy('version', 'desc')
      .execute()
    const history = versions.map(
      ({ at, actor_kind, actor_name, version, change, reason, before, after }) => ({
        version,
        at: at.toISOString(),
        actorKind: actor_kind,
        actorName: actor_name,
        change,
        reason,
        before,
        after,
      }),
    )
    return { ...dutyRow(row), history }
  },
})

/** Who would answer for a category in a place, and by which duty: to try the list before it is used. */
export const tryDuty = defineQuery({
  name: 'duty.resolve',
  input: z.object({ category: z.string().max(6), place: z.string().max(60) }),
  allow: access.read,
  async run(tx, { input }) {
    return (await resolveDuty(tx, input.category, input.place)) ?? null
  },
})

/** Gaps, overlaps, unknown codes and idle organizations, over every township of the city. */
export const checkDutyList = defineQuery({
  name: 'duty.check',
  input: z.object({}),
  allow: access.check,
  async run(tx): Promise<DutyCheck> {
    const townships = children('50').flatMap((district) => children(district.path).map((t) => t.path))
    return checkDuties({
      tree: loadCategories(),
      duties: await listActiveDuties(tx),
      orgs: await listOrgPlaces(tx),
      townships,
    })
  },
})

/** The limits of every grade, for everybody: a resident may know how long an answer takes. */
export const getUrgency = defineQuery({
  name: 'duties.urgency',
  input: z.object({}),
  allow: access.readUrgency,
  async run(tx): Promise<UrgencyLimits> {
    return urgencyLimits(tx)
  },
})

/** Who may import; asked before a file is read. */
export const mayImport = defineQuery({
  name: 'duty.import',
  input: z.object({}),
  allow: access.import,
  run: async () => true,
})

/** Verdicts that later cases follow, the latest first. */
export const listPrecedents = defineQuery({
  name: 'duty.precedents',
  input: ListPrecedents,
  allow: access.read,
  async run(tx, { input }): Promise<PrecedentPage> {
    let query = tables(tx)
      .selectFrom('duty_precedents')
      .where('retired_at', input.retired === true ? 'is not' : 'is', null)
    if (input.category !== undefined) query = query.where('category', 'like', `${input.category}%`)
    const { org } = input
    if (org !== undefined) query = query.where((e) => e.or([e('org', '=', org), e('from_org', '=', org)]))
    const { total } = await query.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
    const rows = await query.selectAll().orderBy('decided_at', 'desc').limit(input.limit).execute()
    return { rows: rows.map(precedentOf), total }
  },
})
