import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import { findGrant } from '#modules/sharing'
import { access } from '../access.ts'
import { JudgeProduct, type Product, type ProductContent, ProductRef, SaveProduct } from '../contract.ts'
import { faultsOfTemplate, type TemplateFault } from '../rules.ts'
import { findRegistration, lockProduct, nextSerial } from '../store.ts'
import { tables } from '../tables.ts'

/** What the access judgement sees of a product: who operates it. */
export function productSubject(p: Pick<Product, 'id' | 'operator'>) {
  return { type: 'operation-product', id: p.id, co: [p.operator] }
}

/** A product as its operator describes it; changing a registered one takes it back to be registered anew. */
export const saveProduct = defineAction({
  name: 'operation.save-product',
  input: SaveProduct,
  allow: access.saveProduct,
  async run(tx, { input, now, authorise }) {
    authorise({ co: [input.operator] })
    const before =
      input.id === undefined ? undefined : await lockProduct(tx, { id: input.id, revision: input.revision })
    if (before !== undefined) authorise(productSubject(before))
    if (before?.state === 'withdrawn') throw new Refusal('not-now', 'operation.withdrawn', { id: before.id })
    await refuseFaults(tx, input.content, before?.operator ?? input.operator)
    const id = before?.id ?? uuidv7()
    const revision = (before?.revision ?? 0) + 1
    const row = { state: 'draft' as const, revision, content: JSON.stringify(input.content), saved_at: now }
    await tables(tx)
      .insertInto('operation_products')
      .values({ id, operator: input.operator, serial: null, reason: null, ...row })
      .onConflict((c) => c.column('id').doUpdateSet(row))
      .execute()
    return {
      output: { id, revision, state: row.state },
      subject: productSubject({ id, operator: before?.operator ?? input.operator }),
      change: { before: before?.content ?? null, after: input.content },
      events: [{ name: 'operation.product-saved', payload: { name: input.content.name } }],
    }
  },
})

export const submitProduct = defineAction({
  name: 'operation.submit-product',
  input: ProductRef,
  allow: access.saveProduct,
  async run(tx, { input, authorise }) {
    const p = await lockProduct(tx, input)
    authorise(productSubject(p))
    return move(tx, p, ['draft'], 'submitted', null)
  },
})

/** The authority registers, refuses (back to draft), suspends or resumes. */
export const judgeProduct = {
  register: judging('register', ['submitted'], 'registered'),
  refuse: judging('refuse', ['submitted'], 'draft'),
  suspend: judging('suspend', ['registered'], 'suspended'),
  resume: judging('resume', ['suspended'], 'registered'),
}

function judging(name: string, from: readonly Product['state'][], to: Product['state']) {
  return defineAction({
    name: `operation.${name}-product`,
    input: JudgeProduct,
    allow: access.judgeProduct,
    async run(tx, { input, now, authorise }) {
      const p = await lockProduct(tx, input)
      authorise(productSubject(p))
      if (to === 'registered') await refuseUnregistered(tx, p.content, dayOf(now))
      return move(tx, p, from, to, input.reason)
    },
  })
}

export const withdrawProduct = defineAction({
  name: 'operation.withdraw-product',
  input: JudgeProduct,
  allow: access.withdrawProduct,
  async run(tx, { input, authorise }) {
    const p = await lockProduct(tx, input)
    authorise(productSubject(p))
    return move(tx, p, ['draft', 'submitted', 'registered', 'suspended'], 'withdrawn', input.reason)
  },
})

async function move(
  tx: Tx,
  p: Product,
  from: readonly Product['state'][],
  to: Product['state'],
  reason: string | null,
) {
  if (!from.includes(p.state)) throw new Refusal('not-now', 'operation.not-in-state', { state: p.state })
  const numbered = to === 'registered' && p.number === null ? { serial: await nextSerial(tx) } : {}
  await tables(tx)
    .updateTable('operation_products')
    .set({ state: to, reason, revision: p.revision + 1, ...numbered })
    .where('id', '=', p.id)
    .execute()
  return {
    output: { id: p.id, revision: p.revision + 1, state: to },
    subject: productSubject(p),
    change: { before: p.state, after: to, reason },
    events: [{ name: `operation.product-${to}`, payload: { name: p.content.name } }],
  }
}

/** Every template has to be answerable by a grant of this operator. */
async function refuseFaults(tx: Tx, content: ProductContent, operator: string): Promise<void> {
  const faults: TemplateFault[] = []
  for (const [n, t] of content.templates.entries()) {
    const path = `templates.${n}`
    const grant = await findGrant(tx, t.grant)
    if (grant?.consumer !== operator) {
      faults.push({ path: `${path}.grant`, key: 'operation.fault.no-grant', values: {} })
      continue
    }
    const resource = await getResource(tx, grant.resource)
    faults.push(...faultsOfTemplate(t, grant, resource.content, path))
  }
  const ids = content.templates.map((t) => t.id)
  if (new Set(ids).size < ids.length)
    faults.push({ path: 'templates', key: 'operation.fault.template-twice', values: {} })
  if (faults.length > 0) throw new Refusal('invalid', 'operation.faults', { faults })
}

async function refuseUnregistered(tx: Tx, content: ProductContent, day: string): Promise<void> {
  for (const t of content.templates) {
    const grant = await findGrant(tx, t.grant)
    if (grant === undefined || (await findRegistration(tx, grant.resource, day)) === undefined)
      throw new Refusal('not-now', 'operation.resource-unregistered', { template: t.id })
  }
}
