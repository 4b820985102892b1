import { v7 as uuidv7 } from 'uuid'
import type { Subject } from '#kernel/access/define'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource, subjectOf } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { access } from '../access.ts'
import { ChooseLevels, type Progress, ReleaseRef, SaveHierarchy, SaveRelease } from '../contract.ts'
import { listFaults, listFaultsOf } from '../hierarchies.ts'
import {
  faultsOfPlan,
  hierarchyFaults,
  levelCount,
  mayStep,
  type PlanFault,
  populationFaults,
  quasiOf,
  type stepStates,
} from '../rules.ts'
import { lockRelease, planFacts, type Release, releaseSubject } from '../store.ts'
import { tables } from '../tables.ts'

/** What a change of the plan takes away: the result was of another one. */
const nothingComputed = { levels: null, run: null, progress: null, problem: null, result: null } as const

/** A release as its provider plans it; changed after it was computed, it has to be computed anew. */
export const saveRelease = defineAction({
  name: 'release.save',
  input: SaveRelease,
  allow: access.save,
  async run(tx, { input, now, authorise }) {
    const before =
      input.id === undefined ? undefined : await lockRelease(tx, { id: input.id, revision: input.revision })
    if (before !== undefined) {
      authorise(releaseSubject(before))
      refuseStep('edit', before)
    }
    const resource = await getResource(tx, before?.resource ?? input.resource)
    authorise(subjectOf(resource))
    if (resource.state !== 'published')
      throw new Refusal('not-now', 'releases.resource-not-published', { id: resource.id })
    const faults = [
      ...faultsOfPlan(input.plan, await planFacts(tx, resource, now)),
      ...listFaultsOf(input.plan),
      ...(await faultsOfPopulation(tx, input.plan, resource, authorise)),
    ]
    if (faults.length > 0) throw new Refusal('invalid', 'releases.faults', { faults })
    await refuseUnknownRecipient(tx, input.plan.audience)
    const id = before?.id ?? uuidv7()
    const revision = (before?.revision ?? 0) + 1
    const row = {
      ...nothingComputed,
      state: 'draft' as const,
      revision,
      plan: JSON.stringify(input.plan),
      reason: before?.reason ?? null,
      changed_at: now,
    }
    await tables(tx)
      .insertInto('releases')
      .values({ id, resource: resource.id, provider: resource.provider, files: '[]', ...row })
      .onConflict((c) => c.column('id').doUpdateSet(row))
      .execute()
    return {
      output: { id, revision, state: row.state },
      subject: { type: 'release', id, lead: resource.provider },
      change: { before: before?.plan ?? null, after: input.plan },
      events: [{ name: 'release.saved', payload: { resource: resource.id } }],
    }
  },
})

/** The population's rows are counted: only who looks after them may have that done. */
async function faultsOfPopulation(
  tx: Tx,
  plan: Release['plan'],
  own: Resource,
  authorise: (subject: Subject) => void,
): Promise<PlanFault[]> {
  if (plan.population === null) return []
  const population = await getResource(tx, plan.population)
  authorise(subjectOf(population))
  if (population.state !== 'published')
    throw new Refusal('not-now', 'releases.resource-not-published', { id: population.id })
  return populationFaults(plan, own.content, population.content)
}

/** @throws Refusal `not-now` when the state does not allow the step */
export function refuseStep(step: keyof typeof stepStates, r: Pick<Release, 'state'>): void {
  if (!mayStep(step, r.state)) throw new Refusal('not-now', 'releases.not-in-state', { state: r.state })
}

async function refuseUnknownRecipient(tx: Tx, audience: Release['plan']['audience']): Promise<void> {
  if (audience.kind === 'open') return
  const org = await tx
    .selectFrom('organizations')
    .select('code')
    .where('code', '=', audience.recipient)
    .executeTakeFirst()
  if (org === undefined)
    throw new Refusal('invalid', 'releases.no-recipient', {
      field: 'audience',
      recipient: audience.recipient,
    })
}

const waiting: Progress = { stage: 'waiting', done: 0, all: null }

async function start(tx: Tx, r: Release, levels: readonly number[] | null, now: Date) {
  const run = uuidv7()
  const revision = r.revision + 1
  await tables(tx)
    .updateTable('releases')
    .set({
      ...nothingComputed,
      state: 'computing',
      revision,
      run,
      levels: levels === null ? null : JSON.stringify(levels),
      progress: JSON.stringify(waiting),
      changed_at: now,
    })
    .where('id', '=', r.id)
    .execute()
  return {
    output: { id: r.id, revision, state: 'computing' as const },
    subject: releaseSubject(r),
    change: { before: r.state, after: 'computing', levels },
    events: [{ name: 'release.compute-asked', payload: { run } }],
  }
}

/** Looks for the best levels, in the background. */
export const computeAsked = defineAction({
  name: 'release.compute',
  input: ReleaseRef,
  allow: access.save,
  async run(tx, { input, now, authorise }) {
    const r = await lockRelease(tx, input)
    authorise(releaseSubject(r))
    refuseStep('compute', r)
    return start(tx, r, null, now)
  },
})

/** Other levels than the best, chosen by a person; they are judged by what was asked like every others. */
export const chooseLevels = defineAction({
  name: 'release.choose-levels',
  input: ChooseLevels,
  allow: access.save,
  async run(tx, { input, now, authorise }) {
    const r = await lockRelease(tx, input)
    authorise(releaseSubject(r))
    refuseStep('choose', r)
    const quasi = quasiOf(r.plan)
    const isThere = (level: number, n: number) => {
      const c = quasi[n]
      return c !== undefined && level >= c.least && level < levelCount(c.hierarchy)
    }
    if (input.levels.length !== quasi.length || !input.levels.every(isThere))
      throw new Refusal('invalid', 'releases.no-such-levels', { field: 'levels' })
    return start(tx, r, input.levels, now)
  },
})

export const cancelRelease = defineAction({
  name: 'release.cancel',
  input: ReleaseRef,
  allow: access.save,
  async run(tx, { input, now, authorise }) {
    const r = await lockRelease(tx, input)
    authorise(releaseSubject(r))
    refuseStep('cancel', r)
    const revision = r.revision + 1
    await tables(tx)
      .updateTable('releases')
      .set({ ...nothingComputed, state: 'draft', revision, changed_at: now })
      .where('id', '=', r.id)
      .execute()
    return {
      output: { id: r.id, revision, state: 'draft' as const },
      subject: releaseSubject(r),
      change: { before: r.state, after: 'draft' },
    }
  },
})

/** Keeps a hierarchy for an item, for the next release. */
export const saveHierarchy = defineAction({
  name: 'release.save-hierarchy',
  input: SaveHierarchy,
  allow: access.saveHierarchy,
  async run(tx, { input, now, authorise }) {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    const item = resource.content.items.find((i) => i.name === input.item)
    if (item === undefined) throw new Refusal('invalid', 'releases.fault.unknown-item', { item: input.item })
    const [fault] = hierarchyFaults(input.hierarchy, item.type)
    const [line] = input.hierarchy.kind === 'list' ? listFaults(input.hierarchy.lines) : []
    if (fault !== undefined) throw new Refusal('invalid', `releases.fault.${fault}`, { item: item.title })
    if (line !== undefined)
      throw new Refusal('invalid', `releases.fault.list-${line.fault}`, { item: item.title, line: line.line })
    const row = { hierarchy: JSON.stringify(input.hierarchy), saved_at: now }
    await tables(tx)
      .insertInto('release_hierarchies')
      .values({ resource: resource.id, item: input.item, ...row })
      .onConflict((c) => c.columns(['resource', 'item']).doUpdateSet(row))
      .execute()
    return {
      output: { id: resource.id, item: input.item },
      subject: subjectOf(resource),
      change: { item: input.item, kind: input.hierarchy.kind },
    }
  },
})
