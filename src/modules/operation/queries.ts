import { type RawBuilder, type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Actor } from '#kernel/identity/define'
import { getResource } from '#modules/catalogue'
import { access } from './access.ts'
import { productSubject } from './actions/products.ts'
import {
  type HeldRun,
  type Product,
  type Registration,
  type RunView,
  type Statement,
  Template,
} from './contract.ts'
import { epsilonSpent, getProduct, productOf, runOf } from './store.ts'
import { type ProductTable, type RunTable, tables } from './tables.ts'

const Paging = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

function orgsOf(actor: Actor): string[] {
  return actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
}

function operatedBy(actor: Actor): RawBuilder<boolean> {
  return allows(access.readProducts, actor, {})
    ? sql<boolean>`true`
    : sql<boolean>`operator = any(${orgsOf(actor)}::text[])`
}

export const listProducts = defineQuery({
  name: 'operation.products',
  input: Paging,
  allow: access.readProducts,
  async run(tx, { actor, input }): Promise<{ rows: Product[] }> {
    const { rows } = await sql<
      Selectable<ProductTable>
    >`select * from operation_products where ${operatedBy(actor)}
      order by saved_at desc, id limit ${input.limit} offset ${input.offset}`.execute(tx)
    return { rows: rows.map(productOf) }
  },
})

export const getProductQuery = defineQuery({
  name: 'operation.product',
  input: z.object({ id: z.uuid() }),
  allow: access.readProducts,
  async run(tx, { input, authorise }): Promise<Product> {
    const product = await getProduct(tx, input.id)
    authorise(productSubject(product))
    return product
  },
})

/** What a product was asked; outputs that wait for the provider are not shown. */
export const listRuns = defineQuery({
  name: 'operation.runs',
  input: Paging.extend({ id: z.uuid() }),
  allow: access.readRuns,
  async run(tx, { input, authorise }): Promise<{ rows: RunView[] }> {
    authorise(productSubject(await getProduct(tx, input.id)))
    const rows = await tables(tx)
      .selectFrom('operation_runs')
      .selectAll()
      .where('product', '=', input.id)
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(input.limit)
      .offset(input.offset)
      .execute()
    return { rows: rows.map((r) => ({ ...runOf(r), output: r.state === 'done' ? r.output : null })) }
  },
})

/** Outputs that wait for the providers among the reader's organizations. */
export const listHeld = defineQuery({
  name: 'operation.held',
  input: Paging,
  allow: access.readHeld,
  async run(tx, { actor, input }): Promise<{ rows: HeldRun[] }> {
    const { rows } = await sql<Selectable<RunTable> & { operator: string; product_name: string }>`
      select r.*, p.operator, p.content->>'name' as product_name
      from operation_runs r join operation_products p on p.id = r.product
      where r.state = 'held' and r.provider = any(${orgsOf(actor)}::text[])
      order by r.at, r.id limit ${input.limit} offset ${input.offset}`.execute(tx)
    return {
      rows: rows.map((r) => ({
        ...runOf(r),
        productName: r.product_name,
        operator: r.operator,
        // Kept with the run: the product may have another template under this name by now.
        question: Template.parse(JSON.parse(r.question)[0]),
      })),
    }
  },
})

export const listRegistrations = defineQuery({
  name: 'operation.registrations',
  input: z.object({}),
  allow: access.readRegistrations,
  async run(tx, { now }): Promise<{ rows: Registration[] }> {
    const rows = await tables(tx)
      .selectFrom('operation_registrations')
      .select([
        'resource',
        'provider',
        'serial',
        'scope',
        sql<string>`until::text`.as('until'),
        'epsilon',
        'state',
        'reason',
      ])
      .orderBy('at', 'desc')
      .limit(1000)
      .execute()
    const month = dayOf(now).slice(0, 7)
    return {
      rows: await Promise.all(
        rows.map(async (r) => ({
          resource: r.resource,
          resourceName: (await getResource(tx, r.resource)).content.name,
          provider: r.provider,
          number: r.serial === null ? null : `DJ${String(r.serial).padStart(6, '0')}`,
          scope: r.scope,
          until: r.until,
          monthlyEpsilon: r.epsilon,
          epsilonLeft: Math.max(0, r.epsilon - (await epsilonSpent(tx, r.resource, month))),
          state: r.state,
          reason: r.reason,
        })),
      ),
    }
  },
})

/** What a product was answered in a month, and what it costs. Refused and void answers are free. */
export const getStatement = defineQuery({
  name: 'operation.statement',
  input: z.object({ id: z.uuid(), month: z.string().regex(/^\d{4}-\d{2}$/) }),
  allow: access.readRuns,
  async run(tx, { input, authorise }): Promise<Statement> {
    authorise(productSubject(await getProduct(tx, input.id)))
    const { rows } = await sql<Statement['rows'][number]>`
      select template, (count(*) filter (where state = 'done'))::int as answers, (count(*) filter (where state = 'held'))::int as held,
        (count(*) filter (where state in ('refused', 'void')))::int as refused, sum(epsilon) as epsilon,
        coalesce(sum(price) filter (where state = 'done'), 0)::int as amount
      from operation_runs where product = ${input.id}::uuid and to_char(day, 'YYYY-MM') = ${input.month}
      group by template order by template`.execute(tx)
    return { month: input.month, rows }
  },
})
