import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, type Emitted, Refusal } from '#kernel/action'
import type { Clock } from '#kernel/clock'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { resolvedDecision } from '#kernel/decisions'
import { access } from '../access.ts'
import { ConfirmLevel, EndOverride, type Level, OverrideLevel, ReviewLevel } from '../contract.ts'
import { daysAfter, levelInForce, monthsLater, mostOverrideDays } from '../rules.ts'
import {
  accessSubject,
  addLevelStep,
  findRunning,
  lockSubject,
  type NewStep,
  readMeasures,
  replan,
  type Subject,
  saveSubjectRow,
} from '../store.ts'

/** Months to the review where no running model says otherwise. */
const usualMonths = 12

/** What the owner's officers do with a level: each step keeps who, when and why. */
export function levelActionsOf(clock: Clock) {
  return {
    confirm: confirmLevel(clock),
    override: overrideLevel(clock),
    endOverride: endOverride(clock),
    review: reviewLevel,
    look: lookAtOverride(clock),
    replan: replanSubject(clock),
  }
}

const none = { trace: null, model: null, version: null } as const

/** Saves subject and step, and plans anew where the level in force is another one. */
async function settle(
  tx: Tx,
  clock: Clock,
  { before, after, step, now }: { before: Subject; after: Subject; step: NewStep; now: Date },
): Promise<{ saved: Subject; events: Emitted[] }> {
  await addLevelStep(tx, before, step, now)
  const saved = await saveSubjectRow(tx, after)
  const today = dayOf(now)
  const from = levelInForce(before.base, before.override, today)
  const to = levelInForce(saved.base, saved.override, today)
  if (from === to) return { saved, events: [] }
  await replan(tx, saved, { table: await readMeasures(tx), calendar: clock.calendar(saved.owner), now })
  const payload = { name: saved.name, from, to, owner: saved.owner, kind: saved.kind, reason: step.reason }
  return { saved, events: [{ name: 'control.level-changed', payload, subject: accessSubject(saved) }] }
}

/** The owner's word on a proposal: it takes effect, or the level stays for the reason that is given. */
function confirmLevel(clock: Clock) {
  return defineAction({
    name: 'control.confirm-level',
    input: ConfirmLevel,
    allow: access.confirm,
    async run(tx, { input, actor, now, authorise }) {
      const s = await lockSubject(tx, input)
      authorise(accessSubject(s))
      const { proposal } = s
      if (proposal === null) throw new Refusal('not-now', 'control.no-proposal', {})
      const to: Level | null = input.accept ? proposal.level : s.base
      const review = await reviewDay(tx, proposal.modelId, to, now)
      const step: NewStep = {
        from: s.base,
        to,
        cause: input.accept ? 'confirmed' : 'kept',
        reason: input.reason,
        by: { id: actor.id, name: actor.name },
        review: input.accept ? review : s.review,
        trace: proposal.trace,
        model: proposal.modelId,
        version: proposal.version,
      }
      const accepted = { base: to, since: now, review, trace: proposal.trace }
      const after = { ...s, proposal: null, ...(input.accept ? accepted : {}) }
      const { saved, events } = await settle(tx, clock, { before: s, after, step, now })
      const resolved = await resolvedDecision(
        tx,
        { id: proposal.decision, district: s.district },
        { final: { level: to }, by: { kind: 'officer', id: actor.id }, now, guard: 'noted' },
      )
      return {
        output: { id: s.id, revision: saved.revision, level: to },
        subject: accessSubject(saved),
        change: {
          level: [s.base, to],
          accept: input.accept,
          reason: input.reason,
          decision: proposal.decision,
        },
        events,
        ...(resolved === undefined
          ? {}
          : { write: { ctes: [sql`noted as (select ${s.id}::uuid as id)`, resolved] } }),
      }
    },
  })
}

async function reviewDay(tx: Tx, model: string, level: Level | null, now: Date): Promise<string> {
  const running = await findRunning(tx, model)
  const months = level === null ? usualMonths : (running?.content.reviewMonths[level] ?? usualMonths)
  return monthsLater(dayOf(now), months)
}

function overrideLevel(clock: Clock) {
  return defineAction({
    name: 'control.override-level',
    input: OverrideLevel,
    allow: access.override,
    async run(tx, { input, actor, now, authorise }) {
      const s = await lockSubject(tx, input)
      authorise(accessSubject(s))
      const today = dayOf(now)
      if (input.until < today || input.until > daysAfter(today, mostOverrideDays))
        throw new Refusal('invalid', 'control.override-until', { field: 'until', days: mostOverrideDays })
      const override = { level: input.level, until: input.until, reason: input.reason, by: actor.name }
      const step: NewStep = {
        from: levelInForce(s.base, s.override, today),
        to: input.level,
        cause: 'override',
        reason: input.reason,
        by: { id: actor.id, name: actor.name },
        review: input.until,
        ...none,
      }
      const since = s.since ?? now
      const { saved, events } = await settle(tx, clock, {
        before: s,
        after: { ...s, override, since },
        step,
        now,
      })
      return {
        output: { id: s.id, revision: saved.revision, level: input.level },
        subject: accessSubject(saved),
        change: { override: [s.override, override] },
        events,
      }
    },
  })
}

function endOverride(clock: Clock) {
  return defineAction({
    name: 'control.end-override',
    input: EndOverride,
    allow: access.override,
    async run(tx, { input, actor, now, authorise }) {
      const s = await lockSubject(tx, input)
      authorise(accessSubject(s))
      if (s.override === null) throw new Refusal('not-now', 'control.no-override', {})
      const by = { id: actor.id, name: actor.name }
      return endedOverride(tx, clock, s, { by, reason: input.reason, now })
    },
  })
}

/** A day has come: what a person set until then holds no longer. */
function lookAtOverride(clock: Clock) {
  return defineAction({
    name: 'control.end-overdue-override',
    input: z.object({ id: z.uuid() }),
    allow: access.carryOut,
    async run(tx, { input, actor, now, authorise }) {
      const s = await lockSubject(tx, { id: input.id })
      authorise(accessSubject(s))
      if (s.override === null || s.override.until >= dayOf(now))
        return {
          output: { id: s.id, revision: s.revision, level: s.base },
          subject: accessSubject(s),
          change: {},
        }
      const by = { id: actor.id, name: actor.name }
      return endedOverride(tx, clock, s, { by, reason: s.override.reason, now })
    },
  })
}

async function endedOverride(
  tx: Tx,
  clock: Clock,
  s: Subject,
  { by, reason, now }: { by: NewStep['by']; reason: string; now: Date },
) {
  const step: NewStep = {
    from: s.override?.level ?? null,
    to: s.base,
    cause: 'override-ended',
    reason,
    by,
    review: s.review,
    ...none,
  }
  // The judgement is looked at anew, since what was proposed meanwhile was held back by the override alone.
  const after = { ...s, override: null, judged: null }
  // Until its last day the override held; compared with it the level in force has changed.
  const held = { ...s, base: s.override?.level ?? s.base, override: null }
  const { saved, events } = await settle(tx, clock, { before: held, after, step, now })
  return {
    output: { id: s.id, revision: saved.revision, level: s.base },
    subject: accessSubject(saved),
    change: { override: [s.override, null], reason },
    events,
  }
}

/** A person has looked again, and the level stays until the next review. */
const reviewLevel = defineAction({
  name: 'control.review-level',
  input: ReviewLevel,
  allow: access.review,
  async run(tx, { input, actor, now, authorise }) {
    const s = await lockSubject(tx, input)
    authorise(accessSubject(s))
    if (s.base === null) throw new Refusal('not-now', 'control.no-level', {})
    if (s.proposal !== null)
      throw new Refusal('not-now', 'control.proposal-waits', { level: s.proposal.level })
    const today = dayOf(now)
    if (input.next <= today || input.next > monthsLater(today, 60))
      throw new Refusal('invalid', 'control.review-day', { field: 'next' })
    const by = { id: actor.id, name: actor.name }
    const held = { from: s.base, to: s.base, cause: 'reviewed' as const, by, ...none }
    await addLevelStep(tx, s, { ...held, reason: input.reason, review: input.next }, now)
    const saved = await saveSubjectRow(tx, { ...s, review: input.next })
    return {
      output: { id: s.id, revision: saved.revision, level: s.base },
      subject: accessSubject(saved),
      change: { review: [s.review, input.next], reason: input.reason },
      events: [],
    }
  },
})

/** The table of measures, or the subject, has changed: days are counted anew. */
function replanSubject(clock: Clock) {
  return defineAction({
    name: 'control.replan',
    input: z.object({ id: z.uuid() }),
    allow: access.carryOut,
    async run(tx, { input, now, authorise }) {
      const s = await lockSubject(tx, { id: input.id })
      authorise(accessSubject(s))
      await replan(tx, s, { table: await readMeasures(tx), calendar: clock.calendar(s.owner), now })
      return { output: { id: s.id }, subject: accessSubject(s), change: { replanned: true } }
    },
  })
}
