import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import { refuseUnassessedRelease } from '#modules/protection'
import { access } from '../access.ts'
import { JudgeRelease, ReleaseRef, type ReleaseState } from '../contract.ts'
import { faultsOfPlan, releasedOf, unsafeCombinations, unseen } from '../rules.ts'
import { formerOf, lockRelease, planFacts, type Release, releaseSubject, takeTurn } from '../store.ts'
import { tables } from '../tables.ts'
import { refuseStep } from './planning.ts'

/** Hands a computed release to the data authority. */
export const submitRelease = defineAction({
  name: 'release.submit',
  input: ReleaseRef,
  allow: access.save,
  async run(tx, { input, actor, now, authorise }) {
    const r = await lockRelease(tx, input)
    authorise(releaseSubject(r))
    refuseStep('submit', r)
    await refuseUnready(tx, r, now)
    return move(tx, r, { state: 'submitted', reason: null, submitted_by: actor.id, changed_at: now }, [
      { name: 'release.submitted', payload: { title: r.plan.title } },
    ])
  },
})

/** Lets it out: the files are written of the rows that were judged, or not at all. */
export const approveRelease = defineAction({
  name: 'release.approve',
  input: JudgeRelease,
  allow: access.judge,
  async run(tx, { input, actor, now, authorise }) {
    const r = await lockRelease(tx, input)
    authorise(releaseSubject(r))
    refuseStep('approve', r)
    if (r.submitted_by === actor.id) throw new Refusal('forbidden', 'releases.own-proposal', { id: r.id })
    await takeTurn(tx, r.resource)
    await refuseUnready(tx, r, now)
    const run = uuidv7()
    const change = {
      state: 'writing' as const,
      run,
      reason: input.reason,
      approved_by: actor.name,
      approved_reason: input.reason,
      approved_at: now,
      changed_at: now,
    }
    return move(tx, r, change, [{ name: 'release.approved', payload: { run, title: r.plan.title } }])
  },
})

export const returnRelease = defineAction({
  name: 'release.return',
  input: JudgeRelease,
  allow: access.judge,
  async run(tx, { input, now, authorise }) {
    const r = await lockRelease(tx, input)
    authorise(releaseSubject(r))
    refuseStep('return', r)
    return move(tx, r, { state: 'computed', reason: input.reason, changed_at: now }, [
      { name: 'release.returned', payload: { title: r.plan.title } },
    ])
  },
})

/** Stops every download at once; what was fetched before cannot be called back, so later releases are checked against it. */
export const withdrawRelease = defineAction({
  name: 'release.withdraw',
  input: JudgeRelease,
  allow: access.withdraw,
  async run(tx, { input, now, authorise }) {
    const r = await lockRelease(tx, input)
    authorise(releaseSubject(r))
    refuseStep('withdraw', r)
    return move(tx, r, { state: 'withdrawn', reason: input.reason, changed_at: now }, [
      { name: 'release.withdrawn', payload: { title: r.plan.title } },
    ])
  },
})

interface Change {
  readonly state: ReleaseState
  readonly reason: string | null
  readonly changed_at: Date
  readonly submitted_by?: string
}

async function move(
  tx: Tx,
  r: Release,
  change: Change,
  events: readonly { name: string; payload: Record<string, unknown> }[],
) {
  const revision = r.revision + 1
  await tables(tx)
    .updateTable('releases')
    .set({ ...change, revision })
    .where('id', '=', r.id)
    .execute()
  return {
    output: { id: r.id, revision, state: change.state },
    subject: releaseSubject(r),
    change: { before: r.state, after: change.state, reason: change.reason },
    events,
  }
}

/**
 * What has to hold when it is handed in, and still when it is approved: the plan fits the resource as it is described today,
 * no other release came between, none together with it tells more than both promise, and art. 55 is obeyed.
 */
async function refuseUnready(tx: Tx, r: Release, now: Date): Promise<void> {
  const resource = await getResource(tx, r.resource)
  const { plan, result } = r
  if (result === null) throw new Refusal('not-now', 'releases.not-in-state', { state: r.state })
  const faults = faultsOfPlan(plan, await planFacts(tx, resource, now))
  if (faults.length > 0) throw new Refusal('invalid', 'releases.faults', { faults })
  const newer = unseen(result, await formerOf(tx, r))
  if (newer.length > 0)
    throw new Refusal('not-now', 'releases.newer-release', { releases: newer.map((f) => f.number) })
  const [unsafe] = unsafeCombinations(result)
  if (unsafe !== undefined)
    throw new Refusal('not-now', 'releases.combination', {
      number: unsafe.number,
      smallest: unsafe.smallest,
      least: unsafe.least,
      atRisk: unsafe.atRisk,
      release: unsafe.release,
    })
  const consumer = plan.audience.kind === 'open' ? null : plan.audience.recipient
  const items = releasedOf(plan).map((c) => c.item)
  const missing = await refuseUnassessedRelease(tx, resource, { items, consumer }, now)
  if (missing !== undefined) throw missing
}
