import { type RawBuilder, sql } from 'kysely'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { currentRows } from '#modules/collection'
import { maskPartial } from '#modules/sharing/rules'
import { access } from '../access.ts'
import {
  type OwnBlock,
  type OwnIndicator,
  type OwnPage,
  PageRef,
  type PageRowList,
  PageRows,
  type PageView,
  type Where,
} from '../contract.ts'
import { inBothLanguages, isOfficerMeant, isPartyMeant } from '../rules.ts'
import { getParty, getRun, type Party, partySubject, type Run, scenarioSubject } from '../store.ts'

export interface OpenPage {
  readonly run: Run
  readonly page: OwnPage
  readonly party: Party | undefined
}

/** @throws Refusal where the page is not there, or not for this reader */
export async function openPage(
  tx: Tx,
  ref: { code: string; sandbox: boolean; page: string; party?: string | undefined },
  { actor, authorise }: { actor: Actor; authorise: (subject: object) => void },
): Promise<OpenPage> {
  const run = await getRun(tx, ref)
  const party = ref.party === undefined ? undefined : await getParty(tx, ref.party)
  const isIts = party?.scenario === run.s.id && party.sandbox === run.sandbox && party.state === 'joined'
  authorise(party === undefined ? scenarioSubject(run.s) : partySubject(party))
  const page = run.manifest.pages.find((p) => p.code === ref.page)
  if (page === undefined) throw new Refusal('not-found', 'scenarios.no-page', { page: ref.page })
  const isMeant =
    party === undefined ? isOfficerMeant(page.who, actor, run.s) : isIts && isPartyMeant(page.who, party.kind)
  if (!isMeant) throw new Refusal('forbidden', 'scenarios.not-your-page', { page: ref.page })
  return { run, page, party }
}

type BlockOf<K extends OwnBlock['kind']> = Extract<OwnBlock, { kind: K }>

export function blockOf<K extends OwnBlock['kind']>(page: OwnPage, n: number, kind: K): BlockOf<K> {
  const block = page.blocks[n]
  if (block?.kind !== kind) throw new Refusal('not-found', 'scenarios.no-block', { block: n })
  return block as BlockOf<K>
}

/** A page and what its blocks name. */
export const getPage = defineQuery({
  name: 'scenario.page',
  input: PageRef,
  allow: access.page,
  async run(tx, { input, actor, authorise }): Promise<PageView> {
    const { run, page } = await openPage(tx, input, { actor, authorise })
    const { manifest } = run
    const resources = new Set(page.blocks.flatMap((b) => resourcesOf(b, manifest.indicators)))
    const commands = new Set(
      page.blocks.flatMap((b) => (b.kind === 'command' ? [b.command] : b.kind === 'table' ? b.commands : [])),
    )
    return {
      scenario: { code: run.s.code, sandbox: run.sandbox !== 0, name: manifest.name },
      title: page.title,
      layout: page.layout,
      blocks: page.blocks,
      resources: Object.fromEntries(
        manifest.resources
          .filter((r) => resources.has(r.code))
          .map((r) => [r.code, { name: { zh: r.name, en: r.english ?? r.name }, items: r.items }]),
      ),
      commands: Object.fromEntries(
        (manifest.program?.commands ?? []).filter((c) => commands.has(c.code)).map((c) => [c.code, c]),
      ),
    }
  },
})

function resourcesOf(block: OwnBlock, indicators: readonly OwnIndicator[]): string[] {
  if (block.kind === 'table') return [block.resource]
  if (block.kind === 'indicator')
    return indicators.filter((i) => i.code === block.indicator).map((i) => i.numerator.resource)
  return block.kind === 'map' ? block.layers.map((l) => l.resource) : []
}

/** The most that is counted. */
const mostCounted = 10_000

/** Rows of a table on a page; personal items are masked, whoever looks. */
export const listPageRows = defineQuery({
  name: 'scenario.page-rows',
  input: PageRows,
  allow: access.page,
  async run(tx, { input, actor, authorise, logLook }): Promise<PageRowList> {
    const { run, page, party } = await openPage(tx, input, { actor, authorise })
    const block = blockOf(page, input.block, 'table')
    const resource = run.resources.get(block.resource) ?? ''
    const items = run.manifest.resources.find((r) => r.code === block.resource)?.items ?? []
    const columns = inBothLanguages(block.columns, items)
    const conditions = [
      sql`resource = ${resource}::uuid`,
      ...conditionsOf(block.where),
      ...input.filter.map((f) => filterCondition(filterOf(f, block.filters), items)),
      ...(party === undefined ? [] : [ownCondition(block.own, party)]),
      ...(input.key === undefined ? [] : [sql`key = ${input.key}`]),
      ...(input.q === undefined || input.q === '' ? [] : [searchCondition(input.q, columns, items)]),
    ]
    const where = sql.join(conditions, sql` and `)
    const { rows } = await sql<{ key: string; since: Date; data: Record<string, unknown> }>`
      select key, since, data from ${currentRows()} as r where ${where}
      order by at desc nulls last, since desc, key limit ${input.limit} offset ${input.offset}`.execute(tx)
    const counted = await sql<{ total: number }>`
      select count(*)::int as total from (select from ${currentRows()} as r where ${where} limit ${mostCounted}) as n`.execute(
      tx,
    )
    const personal = new Map(items.flatMap((i) => (i.personal === null ? [] : [[i.name, i.personal]])))
    if (columns.some((c) => personal.has(c))) logLook(scenarioSubject(run.s), [`page ${page.code}`])
    const shown = (data: Record<string, unknown>) =>
      Object.fromEntries(
        // The whole row of one key, else what the columns name, in both languages.
        items
          .filter((i) => input.key !== undefined || columns.includes(i.name))
          .filter((i) => data[i.name] !== undefined)
          .map((i) => [
            i.name,
            i.personal === null ? data[i.name] : maskPartial(i.personal, String(data[i.name])),
          ]),
      )
    return {
      rows: rows.map((r) => ({ key: r.key, since: r.since.toISOString(), values: shown(r.data) })),
      total: counted.rows[0]?.total ?? 0,
    }
  },
})

/** Rows of which an item is one of the texts. */
export function conditionsOf(where: readonly Where[]): RawBuilder<unknown>[] {
  return where.map((w) => sql`data->>${w.item}::text = any(${w.in}::text[])`)
}

function filterOf(filter: string, allowed: readonly string[]): Where {
  const [item = '', ...rest] = filter.split(':')
  if (!allowed.includes(item) || rest.length === 0)
    throw new Refusal('invalid', 'scenarios.no-filter', { item })
  return { item, in: [rest.join(':')] }
}

/** A place is also found by those around it. */
function filterCondition(where: Where, items: readonly { name: string; type: string }[]) {
  const [of] = where.in
  if (!items.some((i) => i.name === where.item && i.type === 'place'))
    return sql.join(conditionsOf([where]), sql` and `)
  const place = sql`data->>${where.item}::text`
  return sql`(${place} = ${of ?? ''}::text or starts_with(${place}, ${`${of}/`}::text))`
}

/** A page for parties says in each table which item names them; the check of a package sees to that. */
function ownCondition(own: string | undefined, party: Party): RawBuilder<unknown> {
  return own === undefined ? sql`false` : sql`data->>${own}::text = ${party.key}`
}

function searchCondition(
  q: string,
  columns: readonly string[],
  items: readonly { name: string; personal: string | null }[],
) {
  const open = columns.filter((c) => items.some((i) => i.name === c && i.personal === null))
  if (open.length === 0) return sql`false`
  return sql`(${sql.join(
    open.map((c) => sql`strpos(lower(data->>${c}::text), lower(${q}::text)) > 0`),
    sql` or `,
  )})`
}
