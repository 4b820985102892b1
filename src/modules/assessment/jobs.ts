import { sql } from 'kysely'
import { z } from 'zod'
import { type Case, findCase } from '#kernel/cases'
import type { Database } from '#kernel/database'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import type { AssessmentActions } from './actions.ts'
import type { GamingRule } from './contract.ts'
import { type History, type HistoryStep, splitPieces, suspicionsOf } from './rules.ts'

const Ref = z.object({ id: z.uuid(), trace: z.string().optional() })
const look = 'assessment.look'
const who = systemActor(look)

/** Ratings, visits and reopenings are when a figure is made: then the case is looked at. */
export const reactions: Reaction[] = ['appeal.rated', 'appeal.revisited', 'appeal.reopened'].map((on) => ({
  on,
  job: look,
  input: (e) => ({ id: e.subject.id }),
}))

export function assessmentJobs({ record }: AssessmentActions): Job[] {
  const lookJob = defineJob({
    name: look,
    input: Ref,
    async run(kernel, { id, trace }) {
      const c = await findCase(kernel.app.db, 'appeal', id)
      const org = c?.lead?.org
      if (c === undefined || org === undefined) return
      const history = await readHistory(kernel.app.db, c, org)
      const found: { rule: GamingRule; facts: Record<string, string | number> }[] = suspicionsOf(history)
      const network = await ratedFromHandlers(kernel.app.db, c, org)
      if (network > 0) found.push({ rule: 'handler-network', facts: { officers: network } })
      if (found.length === 0) return
      const findings = found.map((f) => ({ ...f, org }))
      await kernel.execute(record, { actor: who, input: { case: id, findings }, trace })
    },
  })
  const splitJob = defineJob({
    name: 'assessment.look-for-splits',
    input: z.object({}).loose(),
    cron: '20 3 * * *',
    run: (kernel) => lookForSplits(kernel, record),
  })
  return [lookJob, splitJob] as Job[]
}

async function readHistory(db: Database, c: Case, org: string): Promise<History> {
  const rows = await db
    .selectFrom('case_actions')
    .select(['action', 'at', 'actor_id', 'actor_kind', 'org', 'input'])
    .where('district', '=', c.district)
    .where('case_id', '=', c.id)
    .orderBy('seq')
    .execute()
  const steps = rows.map(
    (r): HistoryStep => ({
      action: r.action,
      at: r.at.toISOString(),
      actor: r.actor_id,
      actorKind: r.actor_kind,
      org: r.org,
      text: textOf(r.input),
    }),
  )
  const clock = c.clocks.find((k) => k.name === 'answer')
  return { org, steps, answer: clock === undefined ? null : { startedAt: clock.startedAt, due: clock.due } }
}

function textOf(input: unknown): string {
  const text = (input as { text?: unknown } | null)?.text
  return typeof text === 'string' ? text : ''
}

/** Officers of the lead whose sessions were open in the network from which the applicant's session rates. */
async function ratedFromHandlers(db: Database, c: Case, org: string): Promise<number> {
  if (c.applicant === null || c.rating === null) return 0
  const { rows } = await sql<{ officers: number }>`
    select count(distinct s.account)::int as officers from sessions s join posts p on p.account = s.account
    where p.org = ${org} and s.network in (
      select own.network from sessions own join accounts a on a.id = own.account
      where a.person = ${c.applicant} and own.created_at <= ${c.rating.at} and own.expires_at >= ${c.rating.at})`.execute(
    db,
  )
  return rows[0]?.officers ?? 0
}

interface SameDay {
  readonly org: string
  readonly pieces: { id: string; text: string }[]
}

/** Yesterday's cases of one person with one lead, three or more: is it one matter made into several? */
async function lookForSplits(kernel: Kernel, record: AssessmentActions['record']): Promise<void> {
  const until = kernel.clock.now()
  const from = new Date(until.getTime() - 2 * 86_400_000)
  const { rows } = await sql<SameDay>`
    select c.lead_org as org, jsonb_agg(jsonb_build_object('id', c.id, 'text', t.body) order by c.created_at, c.id) as pieces
    from cases c join case_texts t on t.district = c.district and t.case_id = c.id
    where c.type = 'appeal' and c.created_at >= ${from} and c.created_at < ${until} and c.lead_org is not null
      and c.channel in ('phone', 'grid', 'import') and c.document->>'applicant' is not null
    group by c.lead_org, c.document->>'applicant', (c.created_at at time zone 'Asia/Shanghai')::date
    having count(*) between 3 and 200`.execute(kernel.app.db)
  for (const { org, pieces } of rows) {
    const [first, ...rest] = splitPieces(pieces)
    if (first === undefined) continue
    const findings = [{ rule: 'split' as const, org, facts: { pieces: rest.length + 1 } }]
    await kernel.execute(record, { actor: who, input: { case: first, findings } })
  }
}
