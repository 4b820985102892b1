import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import { canonical } from '#kernel/audit'
import type { Clock } from '#kernel/clock'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { resolvedDecision } from '#kernel/decisions'
import { access } from '../access.ts'
import { type Level, type ReadValue, Trace } from '../contract.ts'
import { effectOf, levelInForce, monthsLater } from '../rules.ts'
import {
  accessSubject,
  addLevelStep,
  algorithmCode,
  findRunning,
  getModel,
  listJudged,
  lockSubject,
  modelSubject,
  readInputs,
  readMeasures,
  replan,
  type Subject,
  saveSubjectRow,
} from '../store.ts'

/** Subjects whose values are read in one transaction. */
const pageSize = 100

/** Reads the values of a running model for the next subjects; uses of grants are counted with it. */
export const gatherValues = defineAction({
  name: 'control.gather',
  input: z.object({ model: z.uuid(), after: z.uuid().optional(), only: z.uuid().optional() }),
  allow: access.carryOut,
  async run(tx, { input, now, authorise }) {
    const model = await getModel(tx, input.model)
    authorise(modelSubject(model))
    const running = await findRunning(tx, model.id)
    const subjects = running === undefined ? [] : await listJudged(tx, model, { ...input, limit: pageSize })
    const read =
      running === undefined
        ? undefined
        : await readInputs(tx, { owner: model.owner, content: running.content, now }, subjects)
    const rows = subjects.map((s) => {
      const values = read?.get(s.id) ?? {}
      return { id: s.id, district: s.district, judged: s.judged, name: s.name, values, hash: '' }
    })
    return {
      output: {
        running,
        model: { id: model.id, name: model.content.name },
        subjects: rows.map((r) => ({ ...r, hash: judgedHash(running?.version ?? '', r.values) })),
      },
      subject: modelSubject(model),
      change: { version: running?.version ?? null, subjects: subjects.length },
    }
  },
})

/** What was judged by which version: the same values are not judged twice by it. */
function judgedHash(version: string, values: Record<string, z.infer<typeof ReadValue>>): string {
  const plain = Object.fromEntries(Object.entries(values).map(([k, v]) => [k, v.value]))
  return createHash('sha256')
    .update(`${version} ${canonical(plain)}`)
    .digest('hex')
}

const TakeJudgement = z.object({
  id: z.uuid(),
  model: z.uuid(),
  name: z.string(),
  version: z.string(),
  hash: z.string(),
  trace: Trace,
  decision: z.object({ id: z.uuid(), district: z.string() }),
  handedOver: z.array(z.string()).nullable(),
})
type TakeJudgement = z.infer<typeof TakeJudgement>

/** A judgement becomes nothing, a proposal for the owner, or, where the register lets it, the level one step stricter. */
export function takeJudgement(clock: Clock) {
  return defineAction({
    name: 'control.take-judgement',
    input: TakeJudgement,
    allow: access.carryOut,
    async run(tx, { input, actor, now, authorise }) {
      const s = await lockSubject(tx, { id: input.id })
      authorise(accessSubject(s))
      const running = await findRunning(tx, input.model)
      if (running?.version !== input.version)
        throw new Refusal('not-approved', 'decision.not-approved', { version: input.version })
      const isOverridden = levelInForce(null, s.override, dayOf(now)) !== null
      const effect = effectOf({ level: s.base, isOverridden }, input.trace.level, input.handedOver)
      const review = monthsLater(dayOf(now), running.content.reviewMonths[input.trace.level])
      const by = { id: actor.id, name: actor.name }
      const saved = await applyEffect(tx, s, effect, input, { review, by, now })
      if (effect.kind === 'automatic')
        await replan(tx, saved, { table: await readMeasures(tx), calendar: clock.calendar(s.owner), now })
      const resolved =
        effect.kind === 'propose'
          ? undefined
          : await resolvedDecision(tx, input.decision, {
              final: { level: input.trace.level },
              by: { kind: 'algorithm', id: algorithmCode(input.model) },
              now,
              guard: 'noted',
            })
      return {
        output: { effect: effect.kind, level: input.trace.level },
        subject: accessSubject(saved),
        change: {
          effect: effect.kind,
          level: [s.base, input.trace.level],
          version: input.version,
          decision: input.decision.id,
        },
        events: eventsOf(saved, s.base, effect, input),
        ...(resolved === undefined
          ? {}
          : { write: { ctes: [sql`noted as (select ${s.id}::uuid as id)`, resolved] } }),
      }
    },
  })
}

interface Applying {
  readonly review: string
  readonly by: { readonly id: string; readonly name: string }
  readonly now: Date
}

async function applyEffect(
  tx: Tx,
  s: Subject,
  effect: ReturnType<typeof effectOf>,
  input: TakeJudgement,
  { review, by, now }: Applying,
): Promise<Subject> {
  const { trace, version, model, name, hash } = input
  if (effect.kind === 'same') return saveSubjectRow(tx, { ...s, trace, proposal: null, judged: hash })
  if (effect.kind === 'propose') {
    const proposal = {
      level: effect.level,
      at: now.toISOString(),
      decision: input.decision.id,
      model: name,
      modelId: model,
      version,
      trace,
      why: [...effect.why],
    }
    return saveSubjectRow(tx, { ...s, proposal, judged: hash })
  }
  const to: Level = effect.level
  await addLevelStep(
    tx,
    s,
    { from: s.base, to, cause: 'automatic', reason: '', by, review, trace, model, version },
    now,
  )
  return saveSubjectRow(tx, { ...s, base: to, since: now, review, trace, proposal: null, judged: hash })
}

function eventsOf(
  s: Subject,
  from: Level | null,
  effect: ReturnType<typeof effectOf>,
  { trace }: TakeJudgement,
) {
  if (effect.kind === 'same') return []
  const payload = { name: s.name, from, to: trace.level, owner: s.owner, kind: s.kind }
  const subject = accessSubject(s)
  return effect.kind === 'automatic'
    ? [{ name: 'control.level-changed', payload, subject }]
    : [{ name: 'control.level-proposed', payload, subject }]
}
