import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { findResource } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { confirmedKinds } from '#modules/protection'
import { effectiveKinds } from '#modules/protection/rules'
import { findGrant } from '#modules/sharing'
import type { Fault, ModelContent, ModelInput, ResourceBinding } from '../contract.ts'
import { findCount } from '../counts.ts'
import { faultsOfTable, forbiddenBy } from '../rules.ts'
import { readForbidden } from '../store.ts'

/** An input that reads what no model may read. */
export interface ForbiddenInput {
  readonly path: string
  readonly input: string
  readonly item: string
  readonly attribute: string
  readonly legalBasis: string
}

/** Every fault of a model: of its table, and of what its inputs are bound to. */
export async function faultsOfModel(tx: Tx, owner: string, content: ModelContent): Promise<Fault[]> {
  const found = faultsOfTable(content)
  for (const [n, input] of content.inputs.entries()) {
    const { binding } = input
    const at = `inputs.${n}.binding`
    if (binding.kind === 'count') {
      if (findCount(binding.source)?.kinds.includes(content.kind) !== true)
        found.push({
          path: `${at}.source`,
          key: 'control.fault.no-count',
          values: { source: binding.source },
        })
    } else found.push(...(await faultsOfBinding(tx, owner, content, binding, at)))
  }
  return found
}

async function faultsOfBinding(
  tx: Tx,
  owner: string,
  content: ModelContent,
  binding: ResourceBinding,
  at: string,
): Promise<Fault[]> {
  const fault = (field: string, key: string, values: Record<string, string> = {}): Fault => ({
    path: `${at}.${field}`,
    key: `control.fault.${key}`,
    values,
  })
  const resource = await findResource(tx, binding.resource)
  if (resource === undefined || resource.state !== 'published') return [fault('resource', 'no-resource')]
  const names = new Set(resource.content.items.map((i) => i.name))
  const missing = itemsOf(binding).filter((i) => !names.has(i))
  if (missing.length > 0) return missing.map((item) => fault('item', 'no-item', { item }))
  if (resource.provider === owner) return []
  const grant = binding.grant === null ? undefined : await findGrant(tx, binding.grant)
  if (grant === undefined || grant.resource !== resource.id || grant.consumer !== owner)
    return [fault('grant', 'no-grant')]
  if (grant.purpose !== content.purpose) return [fault('grant', 'grant-purpose')]
  const hidden = itemsOf(binding).filter(
    (i) => !grant.terms.items.includes(i) || grant.terms.masks[i] !== undefined,
  )
  return hidden.map((item) => fault('item', 'not-given', { item }))
}

/** All items that a binding touches: what it filters by tells as much as what it reads. */
function itemsOf(binding: ResourceBinding): string[] {
  const all = [binding.match, binding.item, binding.timeItem, ...binding.where.map((c) => c.item)]
  return [...new Set(all.filter((i) => i !== undefined))]
}

/**
 * Inputs that read a forbidden attribute: by the kind of personal information that a person confirmed or the catalogue
 * describes, or by a word in the name or title of the item or of the input itself.
 */
export async function forbiddenInputs(tx: Tx, content: ModelContent): Promise<ForbiddenInput[]> {
  const list = await readForbidden(tx)
  const found: ForbiddenInput[] = []
  for (const [n, input] of content.inputs.entries())
    for (const asked of await askedItems(tx, input)) {
      const attribute = forbiddenBy(list, asked)
      if (attribute === undefined) continue
      found.push({
        path: `inputs.${n}`,
        input: input.title,
        item: asked.title,
        attribute: attribute.zh,
        legalBasis: attribute.legalBasis,
      })
      break
    }
  return found
}

async function askedItems(tx: Tx, { name, title, binding }: ModelInput) {
  const own = { name, title, kind: null }
  if (binding.kind === 'count') return [own, { name: binding.source, title, kind: null }]
  const resource = await findResource(tx, binding.resource)
  return resource === undefined ? [own] : [own, ...(await itemsWithKinds(tx, resource, binding))]
}

async function itemsWithKinds(tx: Tx, resource: Resource, binding: ResourceBinding) {
  const kinds = effectiveKinds(resource.content, await confirmedKinds(tx, resource.id))
  const titles = new Map(resource.content.items.map((i) => [i.name, i.title]))
  const items = itemsOf(binding).map((name) => ({
    name,
    title: titles.get(name) ?? name,
    kind: kinds.get(name) ?? null,
  }))
  // The resource's own name says it too: a list of the cared-for is none for any item of it.
  return [...items, { name: '', title: resource.content.name, kind: null }]
}

/** @throws Refusal `forbidden` with the attributes, or `invalid` with the faults */
export async function refuseUnfit(tx: Tx, owner: string, content: ModelContent): Promise<void> {
  const inputs = await forbiddenInputs(tx, content)
  const [first] = inputs
  if (first !== undefined) throw new Refusal('forbidden', 'control.forbidden-input', { ...first, inputs })
  const faults = await faultsOfModel(tx, owner, content)
  if (faults.length > 0) throw new Refusal('invalid', 'control.faults', { faults })
}
