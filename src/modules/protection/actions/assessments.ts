import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { getResource } from '#modules/catalogue'
import { access } from '../access.ts'
import {
  type AssessmentContent,
  AssessmentRef,
  AssessmentTable,
  JudgeAssessment,
  SaveAssessment,
} from '../contract.ts'
import { monthsAfter, unanswered } from '../rules.ts'
import {
  assessmentSetting,
  assessmentSubject,
  lockAssessment,
  readAssessmentTable,
  type StoredAssessment,
} from '../store.ts'
import { tables } from '../tables.ts'

/** Writes an assessment. An approved one that is written on holds by its approved version until the next is judged. */
export const saveAssessment = defineAction({
  name: 'assessment.save',
  input: SaveAssessment,
  allow: access.writeAssessment,
  async run(tx, { input, now, authorise }) {
    const { content, org } = input
    const resource = await getResource(tx, content.resource)
    const before =
      input.id === undefined
        ? undefined
        : await lockAssessment(tx, { id: input.id, revision: input.revision })
    const a = {
      id: before?.id ?? uuidv7(),
      org: before?.org ?? org,
      provider: resource.provider,
      revision: (before?.revision ?? 0) + 1,
    }
    authorise({ lead: a.org })
    refuseForeignOrg(org, a.org, before)
    refuseUnknownItems(
      content,
      resource.content.items.map((i) => i.name),
    )
    if (before?.state === 'submitted')
      throw new Refusal('not-now', 'protection.assessment-submitted', { id: a.id })
    const saved = {
      content: JSON.stringify(content),
      state: 'draft',
      revision: a.revision,
      changed_at: now,
    } as const
    await tables(tx)
      .insertInto('protection_assessments')
      .values({
        ...saved,
        id: a.id,
        org: a.org,
        resource: resource.id,
        provider: resource.provider,
        reason: null,
        valid_until: null,
        created_at: now,
      })
      .onConflict((c) => c.column('id').doUpdateSet(saved))
      .execute()
    return {
      output: { id: a.id, revision: a.revision },
      subject: assessmentSubject(a),
      change: { before: before?.content ?? null, after: content },
      events: [{ name: 'assessment.saved', payload: { resource: resource.id } }],
    }
  },
})

/** Who writes for whom and about what stays as it began. */
function refuseForeignOrg(given: string, org: string, before: StoredAssessment | undefined): void {
  if (before !== undefined && given !== org)
    throw new Refusal('invalid', 'protection.assessment-of-another', { field: 'org' })
}

function refuseUnknownItems(content: AssessmentContent, names: readonly string[]): void {
  const unknown = content.items.find((i) => !names.includes(i))
  if (unknown !== undefined) throw new Refusal('invalid', 'protection.unknown-item', { item: unknown })
}

/** Hands it to the authority; each of the three questions has to be answered. */
export const submitAssessment = defineAction({
  name: 'assessment.submit',
  input: AssessmentRef,
  allow: access.writeAssessment,
  async run(tx, { input, now, authorise }) {
    const a = await lockAssessment(tx, input)
    authorise({ lead: a.org })
    if (a.state !== 'draft' && a.state !== 'returned')
      throw new Refusal('not-now', 'protection.assessment-submitted', { id: a.id })
    const fields = unanswered(a.content)
    if (fields.length > 0) throw new Refusal('invalid', 'protection.assessment-unanswered', { fields })
    await change(tx, a, { state: 'submitted', reason: null }, now)
    return {
      output: { id: a.id, revision: a.revision + 1 },
      subject: assessmentSubject(a),
      change: { state: 'submitted' },
      events: [{ name: 'assessment.submitted', payload: { resource: a.content.resource } }],
    }
  },
})

/** The authority approves until a day, or returns with the reason; both stay in the versions. */
export const judgeAssessment = defineAction({
  name: 'assessment.judge',
  input: JudgeAssessment,
  allow: access.judgeAssessment,
  async run(tx, { input, actor, now, authorise }) {
    const a = await lockAssessment(tx, input)
    authorise(assessmentSubject(a))
    if (a.state !== 'submitted')
      throw new Refusal('not-now', 'protection.assessment-not-submitted', { id: a.id })
    const today = dayOf(now)
    const byTable = monthsAfter(today, (await readAssessmentTable(tx)).validMonths)
    const validUntil = input.approve ? (input.validUntil ?? byTable) : null
    if (validUntil !== null && validUntil < today)
      throw new Refusal('invalid', 'protection.assessment-past', { field: 'validUntil' })
    await tables(tx)
      .insertInto('protection_assessment_versions')
      .values({
        assessment: a.id,
        version: await nextVersion(tx, a.id),
        at: now,
        actor_id: actor.id,
        actor_name: actor.name,
        approved: input.approve,
        reason: input.reason,
        valid_until: validUntil,
        content: JSON.stringify(a.content),
      })
      .execute()
    const state = input.approve ? 'approved' : 'returned'
    const valid = validUntil === null ? {} : { valid_until: validUntil }
    await change(tx, a, { state, reason: input.reason, ...valid }, now)
    return {
      output: { id: a.id, revision: a.revision + 1, state },
      subject: assessmentSubject(a),
      change: { state, reason: input.reason, validUntil },
      events: [{ name: `assessment.${state}`, payload: { resource: a.content.resource, validUntil } }],
    }
  },
})

type Changed = {
  readonly state: StoredAssessment['state']
  readonly reason: string | null
  readonly valid_until?: string
}

async function change(tx: Tx, a: StoredAssessment, changed: Changed, now: Date): Promise<void> {
  await tables(tx)
    .updateTable('protection_assessments')
    .set({ ...changed, revision: a.revision + 1, changed_at: now })
    .where('id', '=', a.id)
    .execute()
}

async function nextVersion(tx: Tx, assessment: string): Promise<number> {
  const row = await tables(tx)
    .selectFrom('protection_assessment_versions')
    .select((e) => e.fn.max('version').as('version'))
    .where('assessment', '=', assessment)
    .executeTakeFirst()
  return (row?.version ?? 0) + 1
}

/** Saves which processing has to be assessed, and how strictly. */
export const saveAssessmentTable = defineAction({
  name: 'assessment.save-table',
  input: AssessmentTable,
  allow: access.saveTables,
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const before = await readAssessmentTable(tx)
    if (before.version !== input.version)
      throw new Refusal('conflict', 'protection.table-changed', { current: before.version })
    const after = { ...input, version: input.version + 1 }
    const saved = { value: JSON.stringify(after), updated_at: now, updated_by: actor.id }
    await tx
      .insertInto('settings')
      .values({ name: assessmentSetting, ...saved })
      .onConflict((c) => c.column('name').doUpdateSet(saved))
      .execute()
    return {
      output: after,
      subject: { type: 'setting', id: assessmentSetting },
      change: { before, after },
    }
  },
})
