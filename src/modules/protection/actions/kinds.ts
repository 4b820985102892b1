import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource, subjectOf } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { access } from '../access.ts'
import { AskDetection, ConfirmKinds, SaveProposals } from '../contract.ts'
import { tables } from '../tables.ts'

/** Has the values of a resource looked at again; the job does it and proposes. */
export const askDetection = defineAction({
  name: 'protection.detect',
  input: AskDetection,
  allow: access.detect,
  async run(tx, { input, authorise }) {
    const resource = await publishedResource(tx, input.id)
    authorise(subjectOf(resource))
    return {
      output: { id: resource.id },
      subject: subjectOf(resource),
      change: { asked: resource.code },
      events: [{ name: 'protection.detection-asked', payload: { code: resource.code } }],
    }
  },
})

/** Keeps what the job proposes; what a person confirmed stays. */
export const saveProposals = defineAction({
  name: 'protection.propose-kinds',
  input: SaveProposals,
  allow: access.propose,
  async run(tx, { input, now, authorise }) {
    const resource = await publishedResource(tx, input.id)
    authorise(subjectOf(resource))
    for (const proposal of input.proposals) {
      const proposed = { version: input.version, proposal: JSON.stringify(proposal), proposed_at: now }
      await tables(tx)
        .insertInto('protection_kinds')
        .values({ resource: resource.id, item: proposal.item, ...proposed })
        .onConflict((c) => c.columns(['resource', 'item']).doUpdateSet(proposed))
        .execute()
    }
    const found = input.proposals.filter((p) => p.kind !== null || p.findings.length > 0)
    return {
      output: { id: resource.id, found: found.length },
      subject: subjectOf(resource),
      change: { version: input.version, found: found.map((p) => ({ item: p.item, kind: p.kind })) },
      events: [{ name: 'protection.kinds-proposed', payload: { code: resource.code, found: found.length } }],
    }
  },
})

/** A person says what each item holds. From then on masks, levels, assessments and a person's own page go by it. */
export const confirmKinds = defineAction({
  name: 'protection.confirm-kinds',
  input: ConfirmKinds,
  allow: access.confirm,
  async run(tx, { input, actor, now, authorise }) {
    const resource = await publishedResource(tx, input.id)
    authorise(subjectOf(resource))
    if (resource.version !== input.version)
      throw new Refusal('conflict', 'protection.version-changed', { current: resource.version })
    const names = new Set(resource.content.items.map((i) => i.name))
    const unknown = Object.keys(input.kinds).find((name) => !names.has(name))
    if (unknown !== undefined) throw new Refusal('invalid', 'protection.unknown-item', { item: unknown })
    for (const [item, kind] of Object.entries(input.kinds)) {
      const confirmed = { kind, confirmed_at: now, confirmed_by: actor.name, note: input.note }
      await tables(tx)
        .insertInto('protection_kinds')
        .values({ resource: resource.id, item, ...confirmed })
        .onConflict((c) => c.columns(['resource', 'item']).doUpdateSet(confirmed))
        .execute()
    }
    return {
      output: { id: resource.id, confirmed: Object.keys(input.kinds).length },
      subject: subjectOf(resource),
      change: { version: resource.version, kinds: input.kinds, note: input.note },
      events: [
        {
          name: 'protection.kinds-confirmed',
          payload: { code: resource.code, version: resource.version, kinds: input.kinds },
        },
      ],
    }
  },
})

async function publishedResource(tx: Tx, id: string): Promise<Resource> {
  const resource = await getResource(tx, id)
  if (resource.state !== 'published') throw new Refusal('not-now', 'protection.not-published', { id })
  return resource
}
