import { z } from 'zod'
import { allows, grant } from '#kernel/access/define'
import { defineAction, defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { type Case, type CaseType, subjectOf } from '#kernel/cases/define'

const AlgorithmKey = z.object({ code: z.string().max(100), version: z.string().max(100) })

export const ProposeAlgorithm = AlgorithmKey.extend({
  hash: z.string().max(200),
  zh: z.string().max(100),
  en: z.string().max(100),
  purposeZh: z.string().max(400),
  purposeEn: z.string().max(400),
  ownerOrg: z.string().max(100),
  rights: z.boolean(),
  automaticAbove: z.number().min(0).max(1).nullable(),
  figures: z.record(z.string(), z.unknown()),
}).meta({ id: 'ProposeAlgorithm' })
export type ProposeAlgorithm = z.infer<typeof ProposeAlgorithm>

/** A new version enters the register as proposed; it runs nowhere until a person approves it. */
export const proposeAlgorithm = defineAction({
  name: 'algorithm.propose',
  input: ProposeAlgorithm,
  allow: [grant('system'), grant('admin')],
  async run(tx, { input, now, authorise }) {
    authorise({})
    const { code, version } = input
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('algorithms')
      .values({
        code,
        version,
        hash: input.hash,
        zh: input.zh,
        en: input.en,
        purpose_zh: input.purposeZh,
        purpose_en: input.purposeEn,
        owner_org: input.ownerOrg,
        status: 'proposed',
        rights: input.rights,
        automatic_above: input.automaticAbove,
        figures: JSON.stringify(input.figures),
        proposed_at: now,
        decided_at: null,
        decided_by: null,
        reason: null,
      })
      .onConflict((c) => c.columns(['code', 'version']).doNothing())
      .executeTakeFirstOrThrow()
    const isNew = (numInsertedOrUpdatedRows ?? 0n) > 0n
    return { output: { isNew }, subject: { type: 'algorithm', id: code }, change: isNew ? { ...input } : {} }
  },
})

export const JudgeAlgorithm = AlgorithmKey.extend({
  status: z.enum(['approved', 'suspended', 'retired']),
  reason: z.string().trim().min(5).max(1000),
  automaticAbove: z.number().min(0).max(1).nullable().optional(),
  /** Whether a finding of the watch takes the version back to "always a person"; left out, it stays as it is. */
  stepsBack: z.boolean().optional(),
}).meta({ id: 'JudgeAlgorithm' })
export type JudgeAlgorithm = z.infer<typeof JudgeAlgorithm>

/** Approves, suspends or retires a version; approving one retires the version that ran before. */
export const judgeAlgorithm = defineAction({
  name: 'algorithm.judge',
  input: JudgeAlgorithm,
  allow: [grant('leader')],
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const { code, version, status } = input
    const before = await tx
      .selectFrom('algorithms')
      .select(['status', 'automatic_above', 'steps_back'])
      .where('code', '=', code)
      .where('version', '=', version)
      .forUpdate()
      .executeTakeFirst()
    if (before === undefined) throw new Refusal('not-found', 'decision.no-algorithm', { code, version })
    if (status === 'approved')
      await tx
        .updateTable('algorithms')
        .set({ status: 'retired', decided_at: now, decided_by: actor.id })
        .where('code', '=', code)
        .where('status', '=', 'approved')
        .where('version', '<>', version)
        .execute()
    const threshold = input.automaticAbove === undefined ? before.automatic_above : input.automaticAbove
    const stepsBack = input.stepsBack ?? before.steps_back
    await tx
      .updateTable('algorithms')
      .set({
        status,
        steps_back: stepsBack,
        reason: input.reason,
        decided_at: now,
        decided_by: actor.id,
        automatic_above: threshold,
      })
      .where('code', '=', code)
      .where('version', '=', version)
      .execute()
    return {
      output: { code, version, status },
      subject: { type: 'algorithm', id: code },
      change: {
        version,
        status: [before.status, status],
        automaticAbove: [before.automatic_above, threshold],
        stepsBack: [before.steps_back, stepsBack],
        reason: input.reason,
      },
      events: [{ name: `algorithm.${status}`, payload: { code, version } }],
    }
  },
})

/** The public register: anyone may read what runs, why, and how often people overturn it. */
export const listAlgorithms = defineQuery({
  name: 'algorithm.list',
  input: z.object({}),
  allow: [grant('anyone')],
  async run(tx, { authorise }) {
    authorise({})
    const rows = await tx
      .selectFrom('algorithms')
      .selectAll()
      .orderBy('code')
      .orderBy('proposed_at', 'desc')
      .execute()
    const counts = await tx
      .selectFrom('decisions')
      .select((e) => ['algorithm', 'version', 'outcome', 'gate', e.fn.countAll<number>().as('count')])
      .groupBy(['algorithm', 'version', 'outcome', 'gate'])
      .execute()
    const watches = await tx
      .selectFrom('algorithm_watches')
      .select(['code', 'version', 'at', 'figures', 'findings', 'retraining'])
      .execute()
    return rows.map((r) => ({
      ...r,
      watch: watches.find((w) => w.code === r.code && w.version === r.version) ?? null,
      counts: counts.filter((c) => c.algorithm === r.code && c.version === r.version),
    }))
  },
})

/**
 * The decisions on one case, newest first, with explanation and outcome; to those who may see the case. What the
 * algorithm read is shown to those only who may read the message unmasked.
 */
export function listDecisions(types: readonly CaseType[]) {
  return defineQuery({
    name: 'decision.list',
    input: z.object({ subject: z.uuid() }),
    allow: [
      grant('dispatcher'),
      grant('handler'),
      grant('supervisor'),
      grant('leader'),
      grant('auditor'),
      grant('clerk'),
    ],
    async run(tx, { actor, input }) {
      const row = await tx
        .selectFrom('cases')
        .select(['type', 'document'])
        .where('id', '=', input.subject)
        .executeTakeFirst()
      const type = types.find((t) => t.type === row?.type)
      const subject = row === undefined ? {} : subjectOf(row.document as Case)
      if (type === undefined || !allows(type.see, actor, subject))
        throw new Refusal('not-found', 'case.not-found', { id: input.subject })
      const found = await tx
        .selectFrom('decisions')
        .selectAll()
        .where('subject_id', '=', input.subject)
        .orderBy('at', 'desc')
        .limit(50)
        .execute()
      return allows(type.unmasked, actor, subject) ? found : found.map((d) => ({ ...d, input: null }))
    },
  })
}
