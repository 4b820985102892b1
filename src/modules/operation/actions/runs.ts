import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { grant as allowing } from '#kernel/access/define'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { stepOf } from '#models/anonymity'
import { countUse, denial, findGrant, judgeUse, type Use } from '#modules/sharing'
import { access } from '../access.ts'
import { epsilonOf, withLeastRows, withNoise } from '../answer.ts'
import {
  type Output,
  type Product,
  ReviewRun,
  RunTemplate,
  type RunView,
  type Template,
} from '../contract.ts'
import { chosen, itemsOfTemplate } from '../rules.ts'
import { countGroups, findRegistration, getProduct, runOf, spendEpsilon } from '../store.ts'
import { tables } from '../tables.ts'
import { productSubject } from './products.ts'

/** Asks a registered question. The answer is figures alone; asked again the same day, it is the same answer. */
export const runTemplate = defineAction({
  name: 'operation.run',
  input: RunTemplate,
  allow: access.run,
  async run(tx, { input, actor, now, authorise }) {
    const product = await getProduct(tx, input.id)
    authorise(productSubject(product))
    if (product.state !== 'registered')
      throw new Refusal('not-now', 'operation.not-registered', { state: product.state })
    const template = product.content.templates.find((t) => t.id === input.template)
    if (template === undefined)
      throw new Refusal('not-found', 'operation.no-template', { template: input.template })
    const day = dayOf(now)
    const use = await permitted(tx, product, template, now)
    const question = JSON.stringify([template, Object.entries(input.parameters).sort()])
    const same = await sameToday(tx, product.id, day, question)
    const output = same ?? (await answer(tx, template, use, input, day))
    const state = template.review && same === undefined ? ('held' as const) : ('done' as const)
    const run = {
      id: uuidv7(),
      product: product.id,
      template: template.id,
      grant_id: use.grant.id,
      provider: use.grant.provider,
      at: now,
      day,
      actor_id: actor.id,
      parameters: JSON.stringify(input.parameters),
      question,
      state,
      epsilon: same === undefined ? epsilonOf(template) : 0,
      price: product.content.price,
      output: JSON.stringify(output),
      reason: null,
    }
    const { epsilon } = run
    const view: RunView = {
      ...runOf({ ...run, parameters: input.parameters, output }),
      output: state === 'held' ? null : output,
    }
    return {
      output: view,
      subject: productSubject(product),
      change: {
        run: run.id,
        template: template.id,
        parameters: input.parameters,
        grant: use.grant.id,
        state,
        epsilon,
      },
      events: state === 'held' ? [{ name: 'operation.output-held', payload: { run: run.id } }] : [],
      write: {
        ctes: [
          sql`run as (${tables(tx).insertInto('operation_runs').values(run).returning('id')})`,
          sql`used as (${countUse({ grant: use.grant.id, day, rows: 0, limit: use.grant.terms.callsPerDay }, 'run')})`,
        ],
        guard: { cte: 'used', refuse: async () => denial('quota') },
      },
    }
  },
})

/** @throws Refusal `forbidden` with the condition that failed, or when the resource is not registered any more */
async function permitted(tx: Tx, product: Product, t: Template, now: Date): Promise<Use> {
  const grant = await findGrant(tx, t.grant)
  if (grant === undefined) throw new Refusal('not-found', 'sharing.grant-not-found', { id: t.grant })
  const use = await judgeUse(tx, {
    grant,
    consumer: product.operator,
    action: 'compute',
    purpose: 'operation',
    items: itemsOfTemplate(t),
    rows: 0,
    now,
  })
  if (!use.judgement.permitted) throw denial(use.judgement.condition)
  return use
}

async function sameToday(
  tx: Tx,
  product: string,
  day: string,
  question: string,
): Promise<Output | undefined> {
  const row = await tables(tx)
    .selectFrom('operation_runs')
    .select('output')
    .where('product', '=', product)
    .where('day', '=', day)
    .where('question', '=', question)
    .where('state', '=', 'done')
    .orderBy('at')
    .executeTakeFirst()
  return row?.output ?? undefined
}

async function answer(tx: Tx, t: Template, use: Use, input: RunTemplate, day: string): Promise<Output> {
  const choices = chosen(t, input.parameters)
  if (choices === undefined) throw new Refusal('invalid', 'operation.no-such-choice', { field: 'parameters' })
  const registration = await findRegistration(tx, use.resource.id, day)
  if (registration === undefined)
    throw new Refusal('not-now', 'operation.resource-unregistered', { template: t.id })
  const step = t.measure.kind === 'count' ? 1 : stepOf(t.measure)
  const figures = await countGroups(tx, t, use.grant, use.resource.content, choices, step)
  if (t.protection.kind === 'min-group') return withLeastRows(figures, t.measure, t.protection.least, step)
  const { epsilon } = t.protection
  if (!(await spendEpsilon(tx, use.resource.id, day.slice(0, 7), epsilon, registration.epsilon)))
    throw new Refusal('too-many', 'operation.budget-spent', { month: day.slice(0, 7) })
  return withNoise(figures, t.measure, { epsilon, step })
}

/** The provider looks at what is to leave, and lets it or not. */
export const reviewRun = defineAction({
  name: 'operation.review',
  input: ReviewRun,
  allow: access.review,
  async run(tx, { input, authorise }) {
    const row = await tables(tx)
      .selectFrom('operation_runs')
      .select(['provider', 'state', 'grant_id'])
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) throw new Refusal('not-found', 'operation.run-not-found', { id: input.id })
    authorise({ lead: row.provider })
    if (row.state !== 'held') throw new Refusal('not-now', 'operation.not-held', { state: row.state })
    const grant = await findGrant(tx, row.grant_id)
    if (input.release && grant?.state !== 'active') throw denial('state')
    const state = input.release ? ('done' as const) : ('refused' as const)
    await tables(tx)
      .updateTable('operation_runs')
      .set({ state, reason: input.reason, ...(input.release ? {} : { output: null }) })
      .where('id', '=', input.id)
      .execute()
    return {
      output: { id: input.id, state },
      subject: { type: 'operation-run', id: input.id, lead: row.provider },
      change: { state, reason: input.reason },
      events: [{ name: 'operation.reviewed', payload: { run: input.id, state } }],
    }
  },
})

/** A grant that is suspended or over takes its waiting answers with it. */
export const voidRuns = defineAction({
  name: 'operation.void',
  input: z.object({ grant: z.uuid() }),
  allow: [allowing('system')],
  async run(tx, { input, authorise }) {
    authorise({})
    const { rows } = await sql<{ id: string }>`
      update operation_runs set state = 'void', output = null, reason = 'grant'
      where grant_id = ${input.grant}::uuid and state = 'held' returning id`.execute(tx)
    return {
      output: rows.length,
      subject: { type: 'grant', id: input.grant },
      change: { void: rows.map((r) => r.id) },
    }
  },
})
