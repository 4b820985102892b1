import { sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import { access } from '../access.ts'
import { subjectOf } from '../actions/resources.ts'
import { type DueGrade, type GradingTableView, type GradingView, ListDueGrades } from '../contract/grading.ts'
import { gradingFacts, listGrades, listSources, readGradingTable, shippedGrading } from '../register.ts'
import { propose } from '../rules.ts'
import { findResource } from '../store.ts'
import { tables } from '../tables.ts'
import { visibleResource, visibleTo } from './resources.ts'

/** The level of a resource with its reasons and history, what would be proposed now, and what asks for a new grade. */
export const getGrading = defineQuery({
  name: 'catalogue.grading',
  input: z.object({ id: z.uuid() }),
  allow: access.find,
  async run(tx, { actor, input, now }): Promise<GradingView> {
    const r = await visibleResource(tx, input.id, actor)
    const { table } = await readGradingTable(tx)
    const facts = await gradingFacts(tx, r)
    const history = await listGrades(tx, r.id)
    const need = await tables(tx)
      .selectFrom('catalogue_grade_needs')
      .selectAll()
      .where('resource', '=', r.id)
      .where('settled', '=', false)
      .executeTakeFirst()
    const source = need?.source == null ? undefined : await findResource(tx, need.source)
    const [current] = history
    const sees = (isDraft: boolean) => !isDraft || allows(access.seeDraft, actor, {})
    return {
      history,
      need:
        need === undefined
          ? null
          : { cause: need.cause, source: source?.content.name ?? null, since: need.since.toISOString() },
      recorded: need?.decision != null,
      proposal: propose(table, facts),
      sources: (await listSources(tx, r.id))
        .filter((s) => sees(s.isDraft))
        .map(({ id, name, level }) => ({ id, name, level })),
      rows: facts.rows,
      isDue: current !== undefined && current.review <= dayOf(now),
      may: r.state === 'published' && allows(access.grade, actor, subjectOf(r)),
    }
  },
})

/** What waits for a grade, and what is to be looked at again within some days; the oldest first. */
export const listDueGrades = defineQuery({
  name: 'catalogue.due-grades',
  input: ListDueGrades,
  allow: access.seeDue,
  async run(tx, { actor, input, now }): Promise<DueGrade[]> {
    const isAll = allows(access.seeDue, actor, {})
    const orgs = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
    const until = dayOf(new Date(now.getTime() + input.days * 86_400_000))
    const { rows } = await sql<Omit<DueGrade, 'since'> & { since: Date | null }>`
      select r.id, r.content->>'name' as name, r.code, r.provider, g.level, coalesce(n.cause, 'review') as cause,
        n.since, g.review::text as review
      from catalogue_resources r
      left join catalogue_grade_needs n on n.resource = r.id and not n.settled
      left join lateral (select level, review from catalogue_grades where resource = r.id order by seq desc limit 1) g on true
      where r.state = 'published' and ${visibleTo(actor)} and (${isAll} or r.provider = any(${orgs}))
        and (n.resource is not null or g.review <= ${until}::date)
      order by coalesce(n.since, g.review::timestamptz), r.code limit 1000`.execute(tx)
    return rows.map((r) => ({ ...r, since: r.since?.toISOString() ?? null }))
  },
})

/** What grades are read from, beside what is shipped and where that comes from. */
export const getGradingTable = defineQuery({
  name: 'catalogue.grading-table',
  input: z.object({}),
  allow: access.find,
  async run(tx, { actor }): Promise<GradingTableView> {
    const { table, changedAt } = await readGradingTable(tx)
    const { table: defaults, sources } = shippedGrading()
    return {
      table,
      defaults,
      sources,
      changedAt: changedAt?.toISOString() ?? null,
      may: allows(access.saveTable, actor, {}),
    }
  },
})
