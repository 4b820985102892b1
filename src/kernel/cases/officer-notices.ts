import { sql } from 'kysely'
import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { defineAction } from '#kernel/action'
import type { Database } from '#kernel/database'
import { Role, systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs/define'
import { QueueNotice, queueNotice } from '#kernel/notify'
import { pastTense } from './actions.ts'
import { type Audience, audiences, type Case, type CaseType } from './define.ts'
import {
  type AccountPost,
  mostOfficers,
  officersToTell,
  ToldOfficer,
  type ToldStep,
  type Wanted,
  wantedFor,
} from './rules.ts'
import { findCase } from './store.ts'

const job = 'case.notify-officers'
/** A notice's value has at most so many characters. */
const mostTitle = 200
const namespace = '8d7f0c1a-6f0e-4f0e-9d55-1b6a2c9e7c41'

const Told = z.object({
  event: z.uuid(),
  type: z.string(),
  id: z.uuid(),
  action: z.string(),
  tells: z.enum(audiences),
  version: z.int(),
  byApplicant: z.boolean(),
  /** The role that acts for an organization on such cases. */
  worker: Role.default('handler'),
  titled: z.boolean().default(false),
  trace: z.string().optional(),
})

/** Each step whose row `tells` somebody reaches these officers in the app. */
export function officerNoticeReactions(types: readonly CaseType[]): Reaction[] {
  return types.flatMap((type) => [
    ...(type.tellsNew === undefined
      ? []
      : [reaction(type, `${type.type}.submitted`, 'submit', type.tellsNew)]),
    ...Object.entries(type.actions).flatMap(([action, { tells }]): Reaction[] =>
      tells === undefined ? [] : [reaction(type, pastTense(type.type, action), action, tells)],
    ),
  ])
}

function reaction(type: CaseType, on: string, action: string, tells: Audience): Reaction {
  return {
    on,
    job,
    input: ({ id: event, subject, payload }) => ({
      event,
      type: type.type,
      id: subject.id,
      action,
      tells,
      version: payload.version,
      byApplicant: payload.byApplicant === true,
      ...(type.worker === undefined ? {} : { worker: type.worker }),
      ...(type.titled === undefined ? {} : { titled: true }),
    }),
  }
}

/** All notices of a step in one transaction and one audit entry; a job that runs twice writes them once. */
const tellOfficers = defineAction({
  name: 'case.tell-officers',
  input: z.object({
    id: z.uuid(),
    type: z.string(),
    notices: z.array(QueueNotice).min(1).max(mostOfficers),
  }),
  allow: [{ who: 'system', scope: 'anywhere' }],
  async run(tx, { input, now, authorise }) {
    authorise({})
    const events = []
    for (const notice of input.notices) events.push(...(await queueNotice(tx, notice, now)))
    const change = { template: input.notices[0]?.template, told: events.length }
    return { output: events.length, subject: { type: input.type, id: input.id }, change, events }
  },
})

function titlesOf({ title, titleInEnglish }: Case): Record<string, string> {
  const english = titleInEnglish === undefined ? {} : { 'title.en': titleInEnglish.slice(0, mostTitle) }
  return { title: title.slice(0, mostTitle), ...english }
}

/** Message keys are `<type>.officer.<action>`, filled with number, lead's office, who acted, rung, and a program's title. */
export const officerNoticeJob = defineJob({
  name: job,
  input: Told,
  async run(kernel, { event, type, id, action, trace, version, worker, titled, ...told }) {
    const { db } = kernel.app
    const c = await findCase(db, type, id)
    const taken = c === undefined ? undefined : await readStep(db, c, version)
    if (c === undefined || taken === undefined) return
    const owing = c.co.filter((h) => h.answeredAt === null).map((h) => h.org)
    const { actor, asked, named } = taken
    const step: ToldStep = { ...told, actor, asked, named, owing }
    const posts: AccountPost[] = []
    for (const wanted of wantedFor(step, c, worker)) posts.push(...(await listPosts(db, wanted, c.place)))
    const accounts = officersToTell(step, c, posts, worker)
    if (accounts.length === 0) return
    const names = await orgNames(db, [c.lead?.org, taken.org])
    const data = {
      number: c.number,
      ...namedAs('office', names.get(c.lead?.org ?? '')),
      ...namedAs('by', names.get(taken.org ?? '')),
      level: c.escalation,
      ...(titled ? titlesOf(c) : {}),
    }
    const template = `${type}.officer.${action}`
    const notices = accounts.map((account) => ({
      id: uuidv5(`${event}:${account}`, namespace),
      account,
      channel: 'in-app' as const,
      template,
      data,
      subject: { type, id },
    }))
    await kernel.execute(tellOfficers, { actor: systemActor(job), trace, input: { id, type, notices } })
  },
}) as Job

const StepInput = z.object({
  orgs: z.array(z.string()).catch([]),
  told: z.array(ToldOfficer).catch([]),
})

async function readStep(db: Database, c: Case, seq: number) {
  const row = await db
    .selectFrom('case_actions')
    .select(['actor_id', 'org', 'input'])
    .where('district', '=', c.district)
    .where('case_id', '=', c.id)
    .where('seq', '=', seq)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { orgs, told } = StepInput.parse(row.input)
  return { actor: row.actor_id, org: row.org, asked: orgs, named: told.map((t) => t.account) }
}

/** Posts of active accounts that the rule may choose from; places that cover the case are its own prefixes. */
export async function listPosts(db: Database, { role, orgs }: Wanted, place: string): Promise<AccountPost[]> {
  const codes = place.split('/')
  const around = codes.map((_, n) => codes.slice(0, n + 1).join('/'))
  const fits =
    orgs === null
      ? sql<boolean>`p.places && ${around}::text[]`
      : sql<boolean>`p.org = any(${[...orgs]}::text[])`
  const { rows } = await sql<AccountPost>`select p.account, p.role, p.org, p.places
    from posts p join accounts a on a.id = p.account
    where a.active and p.role = ${role} and ${fits}`.execute(db)
  return rows
}

type OrgName = { readonly zh: string; readonly en: string }

/** A name in a notice, with its English. */
function namedAs(field: string, name: OrgName | undefined): Record<string, string> {
  return name === undefined ? { [field]: '' } : { [field]: name.zh, [`${field}.en`]: name.en }
}

async function orgNames(
  db: Database,
  codes: readonly (string | null | undefined)[],
): Promise<Map<string, OrgName>> {
  const known = codes.filter((code) => code != null)
  if (known.length === 0) return new Map()
  const rows = await db
    .selectFrom('organizations')
    .select(['code', 'zh', 'en'])
    .where('code', 'in', known)
    .execute()
  return new Map(rows.map((r) => [r.code, r]))
}
