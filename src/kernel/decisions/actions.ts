import { type RawBuilder, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { canonical } from '#kernel/audit'
import type { Database, Tx } from '#kernel/database'
import { algorithmActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { type Gate, type HandedOver, handOver, type Judgement } from './define.ts'

/** An algorithm as code: what the register describes. `hash` binds the register's entry to these very weights. */
export interface Algorithm<I, O> {
  readonly code: string
  readonly name: string
  readonly version: string
  readonly hash: string
  judge(input: I): Judgement<O> | Promise<Judgement<O>>
}

export interface Decision<O> extends Judgement<O> {
  readonly id: string
  readonly district: string
  readonly gate: Gate
  /** Why a person has to decide; null where the gate let it act. */
  readonly handedOver: HandedOver | null
}

export interface DecisionSubject {
  readonly type: string
  readonly id: string
  readonly district: string
}

/**
 * The only way to an automated judgement. The model runs outside any transaction; what it said is recorded with the
 * exact version before anybody acts on it.
 * @throws Refusal `not-approved` when the register does not show this very version as approved
 */
export async function decide<I, O>(
  kernel: Kernel,
  algorithm: Algorithm<I, O>,
  input: I,
  subject: DecisionSubject,
  trace?: string,
): Promise<Decision<O>> {
  const judgement = await algorithm.judge(input)
  const { code, version, hash } = algorithm
  const made = await kernel.execute(makeDecision, {
    actor: algorithmActor(code, algorithm.name),
    input: {
      code,
      version,
      hash,
      subject,
      given: input,
      ...judgement,
      doubts: [...(judgement.doubts ?? [])],
    },
    trace,
  })
  return { ...judgement, ...made, district: subject.district }
}

/**
 * The judgement of this very version on the subject that nobody has disposed of yet, so that a job that was cut off
 * goes on where it stopped. Undefined where the version has lost its approval since: `decide` then says so.
 */
export async function findPendingDecision<O>(
  db: Database,
  { code, version, hash }: Pick<Algorithm<unknown, O>, 'code' | 'version' | 'hash'>,
  subject: DecisionSubject,
): Promise<Decision<O> | undefined> {
  const row = await db
    .selectFrom('decisions as d')
    .innerJoin('algorithms as a', (on) =>
      on.onRef('a.code', '=', 'd.algorithm').onRef('a.version', '=', 'd.version'),
    )
    .leftJoin('algorithm_watches as w', (on) =>
      on.onRef('w.code', '=', 'a.code').onRef('w.version', '=', 'a.version'),
    )
    .select(['d.id', 'd.district', 'd.gate', 'd.output', 'd.confidence', 'd.explanation', 'd.doubts'])
    .select(['a.rights', 'a.automatic_above', 'w.findings'])
    .where('d.district', '=', subject.district)
    .where('d.subject_id', '=', subject.id)
    .where('d.subject_type', '=', subject.type)
    .where('d.algorithm', '=', code)
    .where('d.version', '=', version)
    .where('d.hash', '=', hash)
    .where('d.outcome', '=', 'pending')
    .where('a.status', '=', 'approved')
    .orderBy('d.at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { rights, automatic_above, findings, ...decision } = row
  const handedOver =
    row.gate === 'automatic'
      ? null
      : handOver(ruleOf({ rights, automatic_above, findings }), row.confidence, row.doubts)
  return { ...decision, handedOver } as Decision<O>
}

/** What the register says about acting alone; a version with findings that may not act was taken back by the watch. */
function ruleOf(entry: { rights: boolean; automatic_above: number | null; findings: unknown }) {
  const drifted = Array.isArray(entry.findings) && entry.findings.length > 0
  return { rights: entry.rights, automaticAbove: entry.automatic_above, drifted }
}

const MakeDecision = z.object({
  code: z.string(),
  version: z.string(),
  hash: z.string(),
  subject: z.object({ type: z.string(), id: z.uuid(), district: z.string() }),
  given: z.unknown(),
  output: z.unknown(),
  confidence: z.number().min(0).max(1),
  explanation: z.unknown(),
  label: z.string().max(100).optional(),
  novelty: z.number().min(0).max(1).optional(),
  doubts: z.array(z.string().max(40)).max(10).default([]),
})

const makeDecision = defineAction({
  name: 'decision.make',
  input: MakeDecision,
  allow: [{ who: 'algorithm', scope: 'anywhere' }],
  async run(tx, { input, now, authorise }) {
    authorise({})
    const { code, version, hash, subject } = input
    const entry = await tx
      .selectFrom('algorithms as a')
      .leftJoin('algorithm_watches as w', (on) =>
        on.onRef('w.code', '=', 'a.code').onRef('w.version', '=', 'a.version'),
      )
      .select(['a.rights', 'a.automatic_above', 'a.status', 'w.findings'])
      .where('a.code', '=', code)
      .where('a.version', '=', version)
      .where('a.hash', '=', hash)
      .executeTakeFirst()
    if (entry?.status !== 'approved')
      throw new Refusal('not-approved', 'decision.not-approved', { code, version })
    const handedOver = handOver(ruleOf(entry), input.confidence, input.doubts)
    const gate: Gate = handedOver === null ? 'automatic' : 'human'
    const id = uuidv7()
    const json = (value: unknown) => JSON.stringify(value ?? null)
    const made = sql`made as (
      insert into decisions (district, id, algorithm, version, hash, subject_type, subject_id, input, output, confidence, explanation, gate, at, label, novelty, doubts)
      values (${subject.district}, ${id}, ${code}, ${version}, ${hash}, ${subject.type}, ${subject.id}, ${json(input.given)},
        ${json(input.output)}, ${input.confidence}, ${json(input.explanation)}, ${gate}, ${now},
        ${input.label ?? null}, ${input.novelty ?? null}, ${input.doubts}::text[]))`
    return {
      output: { id, gate, handedOver },
      subject,
      change: {
        decision: id,
        algorithm: code,
        version,
        confidence: input.confidence,
        gate,
        output: input.output,
        handedOver: handedOver?.reasons ?? [],
      },
      write: { ctes: [made] },
    }
  },
})

/**
 * What became of a judgement: applied by the gate, or confirmed or overturned by a person. Saved with the action that
 * disposes, so that override rates can never disagree with what happened.
 * @param final the part of the output that was disposed of, such as `{ category }` without the alternatives
 * @param guard the CTE of that action without which nothing is written
 * @returns undefined when there is no such decision
 */
export async function resolvedDecision(
  tx: Tx,
  decision: { id: string; district: string },
  { final, by, now, guard }: { final: unknown; by: { kind: string; id: string }; now: Date; guard: string },
): Promise<RawBuilder<unknown> | undefined> {
  const row = await tx
    .selectFrom('decisions')
    .select('output')
    .where('district', '=', decision.district)
    .where('id', '=', decision.id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const same = isConfirmed(row.output, final)
  const outcome = by.kind === 'algorithm' ? 'applied' : same ? 'confirmed' : 'overturned'
  return sql`resolved as (
    update decisions set outcome = ${outcome}, final = ${JSON.stringify(final)}::jsonb, decided_by = ${by.id}, decided_at = ${now}
    where district = ${decision.district} and id = ${decision.id} and exists (select 1 from ${sql.ref(guard)}))`
}

/** Whether the person left standing what was judged: every key of `final` as the output has it. */
function isConfirmed(output: unknown, final: unknown): boolean {
  if (typeof final !== 'object' || final === null || Array.isArray(final))
    return canonical(output) === canonical(final)
  const judged = (output ?? {}) as Record<string, unknown>
  return Object.entries(final).every(([key, value]) => canonical(judged[key]) === canonical(value))
}

/** Whether the register lets this very version run; for reads that show suggestions without deciding. */
export async function algorithmApproved(
  tx: Tx,
  { code, version, hash }: Pick<Algorithm<unknown, unknown>, 'code' | 'version' | 'hash'>,
): Promise<boolean> {
  const entry = await tx
    .selectFrom('algorithms')
    .select('status')
    .where('code', '=', code)
    .where('version', '=', version)
    .where('hash', '=', hash)
    .executeTakeFirst()
  return entry?.status === 'approved'
}
