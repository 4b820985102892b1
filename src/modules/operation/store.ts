import { type Selectable, sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import type { Content } from '#modules/catalogue/contract'
import { currentRows } from '#modules/collection'
import { filterCondition } from '#modules/sharing'
import type { Grant, RowCondition } from '#modules/sharing/contract'
import type { GroupFigure } from './answer.ts'
import type { Grouping, Product, RunView, Template } from './contract.ts'
import { closedGroups } from './rules.ts'
import { type ProductTable, type RunTable, tables } from './tables.ts'

export function productOf(row: Selectable<ProductTable>): Product {
  return {
    id: row.id,
    operator: row.operator,
    state: row.state,
    revision: row.revision,
    number: row.serial === null ? null : `YY${String(row.serial).padStart(6, '0')}`,
    reason: row.reason,
    content: row.content,
  }
}

export function runOf(row: Selectable<RunTable>): RunView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    product: row.product,
    template: row.template,
    parameters: row.parameters,
    state: row.state,
    epsilon: row.epsilon,
    output: row.output,
    reason: row.reason,
  }
}

/** @throws Refusal `not-found` */
export async function getProduct(db: Tx | Database, id: string): Promise<Product> {
  const row = await tables(db)
    .selectFrom('operation_products')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'operation.product-not-found', { id })
  return productOf(row)
}

/** @throws Refusal `not-found`, or `conflict` when it has changed since it was looked at */
export async function lockProduct(tx: Tx, ref: { id: string; revision: number }): Promise<Product> {
  const row = await tables(tx)
    .selectFrom('operation_products')
    .selectAll()
    .where('id', '=', ref.id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('not-found', 'operation.product-not-found', { id: ref.id })
  if (row.revision !== ref.revision)
    throw new Refusal('conflict', 'operation.changed-meanwhile', { current: row.revision })
  return productOf(row)
}

export async function nextSerial(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select nextval('operation_numbers')::int as n`.execute(tx)
  return rows[0]?.n ?? 0
}

/** The registration in force of a resource on a day; undefined when there is none. */
export async function findRegistration(db: Tx | Database, resource: string, day: string) {
  return tables(db)
    .selectFrom('operation_registrations')
    .selectAll()
    .where('resource', '=', resource)
    .where('state', '=', 'confirmed')
    .where('until', '>=', day)
    .executeTakeFirst()
}

const millionths = 1_000_000

/**
 * Takes ε off the resource's budget of the month before the noise is drawn. The row is locked by the update, so two
 * answers at once cannot both spend the last of it.
 * @returns false when not enough is left
 */
export async function spendEpsilon(
  tx: Tx,
  resource: string,
  month: string,
  epsilon: number,
  limit: number,
): Promise<boolean> {
  // Rounded against whoever asks: the account is never behind what was given away.
  const asked = Math.ceil(epsilon * millionths - 1e-6)
  const most = Math.floor(limit * millionths + 1e-6)
  if (asked > most) return false
  const { rows } = await sql`
    insert into operation_budgets as b (resource, month, spent) values (${resource}::uuid, ${month}, ${asked}::bigint)
    on conflict (resource, month) do update set spent = b.spent + excluded.spent where b.spent + excluded.spent <= ${most}::bigint
    returning spent`.execute(tx)
  return rows.length > 0
}

export async function epsilonSpent(db: Tx | Database, resource: string, month: string): Promise<number> {
  const row = await tables(db)
    .selectFrom('operation_budgets')
    .select('spent')
    .where('resource', '=', resource)
    .where('month', '=', month)
    .executeTakeFirst()
  return Number(row?.spent ?? 0) / millionths
}

/** The figures of each group, counted by the database: not one row leaves it. */
export async function countGroups(
  tx: Tx,
  t: Template,
  grant: Grant,
  content: Content,
  choices: readonly RowCondition[],
  step: number,
): Promise<GroupFigure[]> {
  const items = new Map(content.items.map((i) => [i.name, i]))
  const of = (c: RowCondition) => filterCondition(c, items.get(c.item))
  const fixed = [...grant.terms.rows, ...t.where].map(of)
  const chosenRows = choices.length === 0 ? sql`true` : sql.join(choices.map(of), sql` and `)
  const value = t.measure.kind === 'count' ? undefined : sql`(data->>${t.measure.item}::text)::numeric`
  const counted = value === undefined ? chosenRows : sql`${chosenRows} and ${value} is not null`
  const steps =
    t.measure.kind === 'count'
      ? sql`0`
      : sql`coalesce(sum(round(least(greatest(${value}, ${t.measure.lower}::numeric), ${t.measure.upper}::numeric) / ${step}::numeric)) filter (where ${counted}), 0)`
  const columns = t.groupBy.map((g, n) => sql`${groupColumn(g)} as ${sql.ref(`g${n}`)}`)
  const { rows } = await sql<Record<string, string | null> & { rows: number; around: number; steps: string }>`
    select ${columns.length === 0 ? sql`` : sql`${sql.join(columns)},`}
      (count(*) filter (where ${counted}))::int as rows, count(*)::int as around, (${steps})::numeric(60, 0)::text as steps
    from ${currentRows()} where resource = ${grant.resource}::uuid
      ${fixed.length === 0 ? sql`` : sql`and ${sql.join(fixed, sql` and `)}`}
    ${columns.length === 0 ? sql`` : sql`group by ${sql.join(t.groupBy.map((_, n) => sql.ref(`g${n}`)))}`}
    order by ${columns.length === 0 ? sql`1` : sql.join(t.groupBy.map((_, n) => sql`${sql.ref(`g${n}`)} nulls last`))}`.execute(
    tx,
  )
  const found = rows.map((r) => ({
    group: Object.fromEntries(t.groupBy.map((g, n) => [g.item, r[`g${n}`] ?? null])),
    rows: r.rows,
    around: r.around,
    steps: BigInt(r.steps),
  }))
  return t.protection.kind === 'noise'
    ? onClosedGroups(found, closedGroups(t, content))
    : found.filter((f) => f.rows > 0)
}

/** A group that nobody is in gets its noise like every other; one outside the lists is not spoken of. */
function onClosedGroups(
  found: readonly GroupFigure[],
  groups: readonly Record<string, string>[],
): GroupFigure[] {
  const known = new Map(found.map((f) => [JSON.stringify(f.group), f]))
  return groups.map((group) => known.get(JSON.stringify(group)) ?? { group, rows: 0, around: 0, steps: 0n })
}

function groupColumn({ item, by }: Grouping) {
  const text = sql`(data->>${item}::text)`
  if (by === 'year') return sql`left(${text}, 4)`
  if (by === 'value') return text
  return sql`array_to_string((string_to_array(${text}, '/'))[1:${sql.lit(by === 'county' ? 2 : 3)}], '/')`
}
