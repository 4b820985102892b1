import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { accessCondition, allows } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import { type Case, caseRow } from '#kernel/cases'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { algorithmApproved } from '#kernel/decisions'
import type { Actor } from '#kernel/identity/define'
import { appealCase } from '#modules/appeals'
import { resolveDuty } from '#modules/duties'
import { access } from './access.ts'
import { issueAlgorithm } from './algorithm.ts'
import { issueTask } from './case.ts'
import { type IssuePage, type IssueRowView, type IssueView, ListIssues, type MemberView } from './contract.ts'
import { fillDays, heatOf, hotFrom, isHot, leastHot, trendOf, unitAt } from './rules.ts'
import { findIssue, type Issue } from './store.ts'
import { type MemberRow, tables } from './tables.ts'

const dayMs = 86_400_000
/** Days of the sparkline in a list, and of the curve on a page. */
const listDays = 28
const pageDays = 90
const mostMembers = 500

/** An issue is there for whoever sees one of its appeals, or its task. */
function visibleTo(actor: Actor): RawBuilder<boolean> {
  const appeals = sql`select 1 from cases where type = ${appealCase.type} and ${accessCondition(appealCase.see, actor)}
    and (district, id) in (select m.district, m.message from hot_issue_members m where m.issue = i.id and m.state = 'member')`
  const tasks = sql`select 1 from cases where type = ${issueTask.type} and id = i.task and ${accessCondition(issueTask.see, actor)}`
  return sql<boolean>`(exists (${appeals}) or exists (${tasks}))`
}

/** Issues by heat, of those that the reader may see. */
export const listIssues = defineQuery({
  name: 'hot-issue.list',
  input: ListIssues,
  allow: access.read,
  async run(tx, { actor, input, now }): Promise<IssuePage> {
    const hot = leastHot * unitAt(now.getTime())
    const since = new Date(now.getTime() - input.days * dayMs)
    const conditions = [
      sql<boolean>`i.messages > 1 and i.last_at >= ${since}`,
      stateCondition(input.state, hot),
      visibleTo(actor),
      ...(input.place === undefined
        ? []
        : [sql<boolean>`(i.place = ${input.place} or starts_with(i.place, ${`${input.place}/`}))`]),
      ...(input.category === undefined ? [] : [sql<boolean>`starts_with(i.category, ${input.category})`]),
    ]
    const { rows } = await sql<Issue>`select i.* from hot_issues i where ${sql.join(conditions, sql` and `)}
      order by i.weight desc, i.id limit ${input.limit + 1} offset ${input.offset}`.execute(tx)
    const page = rows.slice(0, input.limit)
    const days = await countDays(
      tx,
      page.map((r) => r.id),
      now,
      listDays,
    )
    return {
      rows: page.map((issue) => rowView(issue, days.get(issue.id) ?? new Map(), listDays, actor, now)),
      more: rows.length > input.limit,
      hotFrom,
      approved: await algorithmApproved(tx, issueAlgorithm),
    }
  },
})

function stateCondition(state: ListIssues['state'], hot: number): RawBuilder<boolean> {
  if (state === 'hot') return sql<boolean>`i.state = 'open' and i.weight >= ${hot}`
  if (state === 'watched') return sql<boolean>`i.state = 'open' and i.weight < ${hot}`
  if (state === 'dismissed') return sql<boolean>`i.state = 'dismissed'`
  return sql<boolean>`i.state <> 'merged'`
}

/** One issue with the members that the reader may see; how many others there are it says. */
export const getIssueQuery = defineQuery({
  name: 'hot-issue.get',
  input: z.object({ id: z.uuid() }),
  allow: access.read,
  async run(tx, { actor, input, now }): Promise<IssueView> {
    const issue = await findIssue(tx, input.id)
    if (issue === undefined || !(await isVisible(tx, issue, actor)))
      throw new Refusal('not-found', 'hot-issue.not-found', { id: input.id })
    const into = issue.merged_into === null ? undefined : await findIssue(tx, issue.merged_into)
    const days = await countDays(tx, [issue.id], now, pageDays)
    const members = await listMembers(tx, issue.id, actor, 'member')
    const removed = await listMembers(tx, issue.id, actor, 'removed')
    const merged = await tables(tx)
      .selectFrom('hot_issues')
      .select(['id', 'name', 'version'])
      .where('merged_into', '=', issue.id)
      .execute()
    const duty = await resolveDuty(tx, issue.category, issue.place)
    return {
      ...rowView(issue, days.get(issue.id) ?? new Map(), pageDays, actor, now),
      namedBy: issue.named_by,
      reason: issue.reason,
      words: issue.words,
      members,
      removed,
      hidden: issue.messages - members.length,
      mergedInto: into === undefined ? null : { id: into.id, name: into.name },
      merged,
      proposedOrg: duty?.org ?? null,
    }
  },
})

/** What was merged has no appeals of its own any more: it is there for whoever sees the issue that holds them now. */
async function isVisible(tx: Tx, issue: Issue, actor: Actor): Promise<boolean> {
  const { rows } = await sql`
    with recursive chain as (
      select id, merged_into, task from hot_issues where id = ${issue.id}
      union select h.id, h.merged_into, h.task from hot_issues h join chain on h.id = chain.merged_into)
    select 1 from chain i where i.merged_into is null and ${visibleTo(actor)}`.execute(tx)
  return rows.length > 0
}

function rowView(
  issue: Issue,
  days: ReadonlyMap<string, number>,
  length: number,
  actor: Actor,
  now: Date,
): IssueRowView {
  const filled = fillDays(days, dayOf(now), length)
  const heat = heatOf(issue.weight, now.getTime())
  return {
    id: issue.id,
    version: issue.version,
    name: issue.name,
    state: issue.state === 'open' ? (isHot(heat) ? 'hot' : 'watched') : issue.state,
    place: issue.place,
    category: issue.category,
    heat: Math.round(heat * 10) / 10,
    messages: issue.messages,
    people: issue.people,
    anonymous: issue.anonymous,
    firstAt: issue.first_at.toISOString(),
    lastAt: issue.last_at.toISOString(),
    hotAt: issue.hot_at?.toISOString() ?? null,
    ...trendOf(filled.map((d) => d.messages)),
    days: filled,
    task: issue.task,
    can: possible(issue, actor),
  }
}

/** What this officer may do now: the server refuses, and the page draws its buttons, by the same words. */
function possible(issue: Issue, actor: Actor): string[] {
  if (!allows(access.curate, actor, { place: issue.place })) return []
  if (issue.state === 'merged') return ['unmerge']
  if (issue.state === 'dismissed') return ['reopen']
  const always = ['rename', 'split', 'remove', 'restore', 'dismiss', 'createTask']
  return issue.task === null ? [...always, 'merge'] : always
}

async function countDays(
  tx: Tx,
  ids: readonly string[],
  now: Date,
  length: number,
): Promise<Map<string, Map<string, number>>> {
  const since = new Date(now.getTime() - (length + 1) * dayMs)
  const { rows } = await sql<{ issue: string; day: string; n: number }>`
    select issue, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, count(*)::int as n
    from hot_issue_members where issue = any(${[...ids]}::uuid[]) and state = 'member' and at > ${since}
    group by 1, 2`.execute(tx)
  const days = new Map<string, Map<string, number>>()
  for (const r of rows) days.set(r.issue, (days.get(r.issue) ?? new Map<string, number>()).set(r.day, r.n))
  return days
}

type Joined = Pick<MemberRow, 'by_hand'> & { reasons: MemberView['reasons']; document: Case }

/** The appeals' own table says which of them this reader sees, and whether masked. */
async function listMembers(
  tx: Tx,
  issue: string,
  actor: Actor,
  state: MemberRow['state'],
): Promise<MemberView[]> {
  const { rows } = await sql<Joined>`select m.by_hand, m.reasons, c.document from hot_issue_members m
    join (select * from cases where type = ${appealCase.type} and ${accessCondition(appealCase.see, actor)}) c
      on c.district = m.district and c.id = m.message
    where m.issue = ${issue} and m.state = ${state} order by m.at desc limit ${mostMembers}`.execute(tx)
  return rows.map(({ document, reasons, by_hand }) => {
    const { id, number, title, state: at, place, lead, createdAt } = caseRow(appealCase, document, actor)
    return { id, number, title, state: at, place, lead, createdAt, reasons, byHand: by_hand }
  })
}
