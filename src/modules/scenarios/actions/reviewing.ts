import type { Access } from '#kernel/access/define'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { approvedOn } from '#modules/protection'
import { access } from '../access.ts'
import { DoReview, type ReviewKind } from '../contract.ts'
import { afterReview } from '../rules.ts'
import {
  findVersion,
  lifeOf,
  lockScenario,
  partsOf,
  type Scenario,
  scenarioSubject,
  setVersion,
  type Version,
} from '../store.ts'
import { tables } from '../tables.ts'
import { move, refuseStep } from './moving.ts'

/** One of three looks at a version in the sandbox, by somebody else than who proposed it. */
function reviewOf(kind: ReviewKind, allow: Access) {
  return defineAction({
    name: `scenario.review-${kind}`,
    input: DoReview,
    allow,
    async run(tx, { input, actor, now, authorise }) {
      const s = await lockScenario(tx, input)
      authorise(scenarioSubject(s))
      await refuseStep(tx, s, `review-${kind}`)
      const version = await findVersion(tx, s.id, s.candidate)
      if (version === undefined) throw new Refusal('not-now', 'scenarios.not-in-state', { available: [] })
      if (version.proposed_by === actor.id) throw new Refusal('forbidden', 'scenarios.own-proposal', {})
      if (kind === 'privacy' && input.passed) await refuseUnassessed(tx, s, version, dayOf(now))
      const { passed } = await lifeOf(tx, s)
      const { number } = version
      const state = afterReview(passed, { kind, passed: input.passed })
      await setVersion(tx, s.id, number, { state })
      await saveVerdict(tx, s, {
        kind,
        number,
        passed: input.passed,
        by: actor.name,
        reason: input.reason,
        now,
      })
      const event = input.passed ? 'review-passed' : 'returned'
      const action = `review-${kind}-${input.passed ? 'passed' : 'failed'}`
      return move(tx, s, { action, event, number, actor, reason: input.reason, now })
    },
  })
}

export const reviewSecurity = reviewOf('security', access.reviewSecurity)
export const reviewPrivacy = reviewOf('privacy', access.reviewPrivacy)
export const reviewEthics = reviewOf('ethics', access.reviewEthics)

/**
 * PIPL art. 55: before personal information is processed, an approved impact assessment has to cover the items. It is made
 * on the sandbox's resources, whose contracts are those that are published.
 */
async function refuseUnassessed(
  tx: Tx,
  s: Scenario,
  { number, manifest }: Version,
  today: string,
): Promise<void> {
  if (!manifest.personal.processes) return
  const parts = await partsOf(tx, s.id)
  const missing: string[] = []
  for (const r of manifest.resources) {
    const items = r.items.filter((i) => i.personal !== null).map((i) => i.name)
    const part = parts.find((p) => p.sandbox === number && p.kind === 'resource' && p.code === r.code)
    if (items.length === 0) continue
    // What is not in the sandbox nobody can have assessed.
    const approved = part === undefined ? [] : await approvedOn(tx, part.ref)
    const isCovered = approved.some(
      (a) =>
        (a.validUntil === null || a.validUntil >= today) &&
        items.every((item) => a.content.items.includes(item)),
    )
    if (!isCovered) missing.push(r.name)
  }
  if (missing.length > 0)
    throw new Refusal('not-now', 'scenarios.assessment-needed', { resources: missing.join('、') })
}

interface Verdict {
  readonly kind: ReviewKind
  readonly number: number
  readonly passed: boolean
  readonly by: string
  readonly reason: string
  readonly now: Date
}

async function saveVerdict(tx: Tx, s: Scenario, v: Verdict): Promise<void> {
  const said = { passed: v.passed, by_name: v.by, reason: v.reason, at: v.now }
  await tables(tx)
    .insertInto('scenario_reviews')
    .values({ scenario: s.id, number: v.number, kind: v.kind, ...said })
    .onConflict((c) => c.columns(['scenario', 'number', 'kind']).doUpdateSet(said))
    .execute()
}
