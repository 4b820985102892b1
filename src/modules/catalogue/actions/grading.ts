import { sql } from 'kysely'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { resolvedDecision } from '#kernel/decisions'
import { access } from '../access.ts'
import { decisionDistrict } from '../algorithm.ts'
import {
  type DataLevel,
  GradeResource,
  GradingTable,
  NoteVolume,
  OpenGradeNeed,
} from '../contract/grading.ts'
import type { Resource } from '../contract/resource.ts'
import { gradingFacts, gradingSetting, readGradingTable } from '../register.ts'
import { gradedItems, highest, inheritedLines, isHigher, linesOf, reviewDay } from '../rules.ts'
import { getResource } from '../store.ts'
import { tables } from '../tables.ts'
import { subjectOf } from './resources.ts'

/**
 * A person says what harm each item could do; the table gives the levels and the highest wins. Below its sources a
 * derived resource stands only with a reason.
 */
export const gradeResource = defineAction({
  name: 'catalogue.grade',
  input: GradeResource,
  allow: access.grade,
  async run(tx, { input, actor, now, authorise }) {
    const r = await getResource(tx, input.id)
    authorise(subjectOf(r))
    if (r.state !== 'published') throw new Refusal('not-now', 'catalogue.grade.not-published', { id: r.id })
    refuseOtherItems(r, input.items)
    const seen = await countGrades(tx, r.id)
    if (seen !== input.seen) throw new Refusal('conflict', 'catalogue.grade.changed', { current: seen })
    const { table } = await readGradingTable(tx)
    const facts = await gradingFacts(tx, r)
    const own = linesOf(table, facts, input.items, input.impacts)
    const lines = input.apart === '' ? [...own, ...inheritedLines(facts)] : own
    const least = highest(lines.map((l) => l.level))
    const level: DataLevel = input.level ?? least
    if (isHigher(least, level))
      throw new Refusal('invalid', 'catalogue.grade.too-low', { least, field: 'level' })
    const review = input.review ?? reviewDay(dayOf(now), table.reviewMonths)
    if (review <= dayOf(now)) throw new Refusal('invalid', 'catalogue.grade.review-past', { field: 'review' })
    const all = isHigher(level, least) ? [...lines, { key: 'raised', values: {}, level }] : lines
    const need = await openNeed(tx, r.id)
    const grade = sql`graded as (
      insert into catalogue_grades (resource, seq, version, at, level, items, impacts, lines, apart, reason, actor_id, actor_name, review, decision)
      values (${r.id}::uuid, ${seen + 1}, ${r.version}, ${now}, ${level}, ${JSON.stringify(gradedItems(table, facts.content, input.items))}::jsonb,
        ${JSON.stringify(input.impacts)}::jsonb, ${JSON.stringify(all)}::jsonb, ${input.apart}, ${input.reason}, ${actor.id}, ${actor.name},
        ${review}::date, ${need?.decision ?? null}::uuid)
      on conflict do nothing returning 1)`
    const settled = sql`settled as (
      update catalogue_grade_needs set settled = true where resource = ${r.id}::uuid and exists (select 1 from graded))`
    const resolved =
      need?.decision == null
        ? undefined
        : await resolvedDecision(
            tx,
            { id: need.decision, district: decisionDistrict },
            { final: { level, items: input.items, impacts: input.impacts }, by: actor, now, guard: 'graded' },
          )
    return {
      output: { id: r.id, level, seq: seen + 1 },
      subject: subjectOf(r),
      change: { level, version: r.version, reason: input.reason, apart: input.apart, review },
      events: [{ name: 'catalogue.graded', payload: { code: r.code, level } }],
      write: {
        ctes: [grade, settled, ...(resolved === undefined ? [] : [resolved])],
        guard: {
          cte: 'graded',
          refuse: async () => new Refusal('conflict', 'catalogue.grade.changed', { current: seen + 1 }),
        },
      },
    }
  },
})

/** @throws Refusal `invalid` unless exactly the published items are graded, each once */
function refuseOtherItems(r: Resource, items: readonly { name: string }[]): void {
  const wanted = r.content.items.map((i) => i.name).toSorted()
  const given = items.map((i) => i.name).toSorted()
  if (wanted.join() !== given.join())
    throw new Refusal('invalid', 'catalogue.grade.other-items', { field: 'items', items: wanted })
}

async function countGrades(tx: Tx, resource: string): Promise<number> {
  const row = await tables(tx)
    .selectFrom('catalogue_grades')
    .select((e) => e.fn.max('seq').as('seq'))
    .where('resource', '=', resource)
    .executeTakeFirst()
  return row?.seq ?? 0
}

async function openNeed(tx: Tx, resource: string): Promise<{ decision: string | null } | undefined> {
  return tables(tx)
    .selectFrom('catalogue_grade_needs')
    .select('decision')
    .where('resource', '=', resource)
    .where('settled', '=', false)
    .executeTakeFirst()
}

/** The platform asks for a grade: the resource, a source of it, or the table has changed. */
export const openGradeNeed = defineAction({
  name: 'catalogue.ask-grade',
  input: OpenGradeNeed,
  allow: access.askGrade,
  async run(tx, { input, now, authorise }) {
    const r = await getResource(tx, input.id)
    authorise(subjectOf(r))
    const need = {
      since: now,
      cause: input.cause,
      source: input.source,
      proposal: JSON.stringify(input.proposal),
      decision: input.decision,
      settled: false,
    }
    await tables(tx)
      .insertInto('catalogue_grade_needs')
      .values({ resource: r.id, ...need })
      .onConflict((c) => c.column('resource').doUpdateSet(need))
      .execute()
    return {
      output: { id: r.id },
      subject: subjectOf(r),
      change: { cause: input.cause, source: input.source, proposed: input.proposal.level },
      events: [{ name: 'catalogue.grade-asked', payload: { code: r.code, level: input.proposal.level } }],
    }
  },
})

/** Saves what grades are read from. Grades that were given keep the lines that they were given by. */
export const saveGradingTable = defineAction({
  name: 'catalogue.save-grading-table',
  input: GradingTable,
  allow: access.saveTable,
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const { table: before } = await readGradingTable(tx)
    const saved = { value: JSON.stringify(input), updated_at: now, updated_by: actor.id }
    await tx
      .insertInto('settings')
      .values({ name: gradingSetting, ...saved })
      .onConflict((c) => c.column('name').doUpdateSet(saved))
      .execute()
    return {
      output: { saved: true },
      subject: { type: 'setting', id: gradingSetting },
      change: { before, after: input },
      events: [{ name: 'catalogue.grading-table-saved', payload: {} }],
    }
  },
})

/** Counts rows that came or went with a delivery. */
export const noteVolume = defineAction({
  name: 'catalogue.note-volume',
  input: NoteVolume,
  allow: access.askGrade,
  async run(tx, { input, authorise }) {
    const r = await getResource(tx, input.id)
    authorise(subjectOf(r))
    await tables(tx)
      .insertInto('catalogue_volumes')
      .values({ resource: r.id, rows: input.by })
      .onConflict((c) =>
        c.column('resource').doUpdateSet((e) => ({ rows: e('catalogue_volumes.rows', '+', input.by) })),
      )
      .execute()
    return { output: { id: r.id }, subject: subjectOf(r), change: { rows: input.by } }
  },
})
