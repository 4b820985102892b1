import { sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { findResource } from '#modules/catalogue'
import { access } from '../access.ts'
import type {
  Assessment,
  AssessmentPage,
  AssessmentTableView,
  AssessmentVersion,
  AssessmentView,
} from '../contract.ts'
import { defaultAssessmentTable, keptUntil } from '../rules.ts'
import { assessmentSubject, readAssessmentTable, type StoredAssessment } from '../store.ts'

/** Assessments of which the reader's organization is one side; all of them for who oversees. */
export const listAssessments = defineQuery({
  name: 'assessment.list',
  input: z.object({ resource: z.uuid().optional() }),
  allow: access.seeAssessments,
  async run(tx, { actor, input }): Promise<AssessmentPage> {
    const orgs = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
    const all = allows(access.seeAssessments, actor, {})
    const of = input.resource === undefined ? sql`true` : sql`resource = ${input.resource}::uuid`
    const { rows } = await sql<StoredAssessment>`${stored()} where ${of}
      and (${all} or org = any(${orgs}::text[]) or provider = any(${orgs}::text[]))
      order by (state = 'submitted') desc, changed_at desc limit 500`.execute(tx)
    return { rows: await Promise.all(rows.map((a) => shown(tx, a, actor))) }
  },
})

export const getAssessment = defineQuery({
  name: 'assessment.get',
  input: z.object({ id: z.uuid() }),
  allow: access.seeAssessments,
  async run(tx, { actor, input, authorise }): Promise<AssessmentView> {
    const { rows } = await sql<StoredAssessment>`${stored()} where id = ${input.id}::uuid`.execute(tx)
    const [a] = rows
    if (a === undefined) throw new Refusal('not-found', 'protection.no-assessment', { id: input.id })
    authorise(assessmentSubject(a))
    const { keepYears } = await readAssessmentTable(tx)
    const { rows: versions } = await sql<Omit<AssessmentVersion, 'at' | 'keptUntil'> & { at: Date }>`
      select version, at, actor_name as by, approved, reason, valid_until::text as "validUntil", content
      from protection_assessment_versions where assessment = ${a.id}::uuid order by version desc`.execute(tx)
    return {
      ...(await shown(tx, a, actor)),
      versions: versions.map((v) => ({
        ...v,
        at: v.at.toISOString(),
        keptUntil: keptUntil(dayOf(v.at), v.validUntil, keepYears),
      })),
    }
  },
})

function stored() {
  return sql`select id, org, provider, state, revision, reason, valid_until::text as "validUntil", content
    from protection_assessments`
}

async function shown(tx: Tx, a: StoredAssessment, actor: Actor): Promise<Assessment> {
  const resource = await findResource(tx, a.content.resource)
  const mayWrite = allows(access.writeAssessment, actor, { lead: a.org })
  const mayJudge = allows(access.judgeAssessment, actor, assessmentSubject(a))
  return {
    ...a,
    resourceName: resource?.content.name ?? '',
    may: [
      ...(mayWrite && a.state !== 'submitted' ? (['edit'] as const) : []),
      ...(mayWrite && (a.state === 'draft' || a.state === 'returned') ? (['submit'] as const) : []),
      ...(mayJudge && a.state === 'submitted' ? (['judge'] as const) : []),
    ],
  }
}

export const getAssessmentTable = defineQuery({
  name: 'assessment.table',
  input: z.object({}),
  allow: access.seeAssessments,
  async run(tx, { actor }): Promise<AssessmentTableView> {
    return {
      table: await readAssessmentTable(tx),
      defaults: defaultAssessmentTable,
      may: allows(access.saveTables, actor, {}),
    }
  },
})
