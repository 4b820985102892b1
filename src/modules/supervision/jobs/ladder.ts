import { sql } from 'kysely'
import { z } from 'zod'
import type { Action } from '#kernel/action'
import { type Case, listPosts } from '#kernel/cases'
import type { CaseType } from '#kernel/cases/define'
import {
  type AccountPost,
  disputes,
  officersToTell,
  type ToldOfficer,
  type ToldStep,
  wantedFor,
} from '#kernel/cases/rules'
import { dayOf } from '#kernel/clock'
import { systemActor } from '#kernel/identity/define'
import { defineJob } from '#kernel/jobs'
import type { Kernel, Module } from '#kernel/module'
import type { EscalationPolicy, SupervisionPost } from '../contract.ts'
import { approachingClock, holdersOf, leastSpan, rungNow, toldOn } from '../rules.ts'
import { activeNames, listPostsInForce, readPolicy } from '../store.ts'

/** A type of cases that the ladder climbs with, and the audited steps that it takes. */
export interface Climbed {
  readonly type: CaseType
  readonly escalate: Action
  readonly remind: Action
}

export interface LadderParts {
  readonly climbed: readonly Climbed[]
}

/** The case types of the modules whose tables hold both steps of the ladder (`ladderSteps`). */
export function climbedBy(modules: readonly Module[]): Climbed[] {
  return modules.flatMap(({ caseTypes = [], actions = [] }) =>
    caseTypes.flatMap((type) => {
      const [escalate, remind] = ['escalate', 'remind'].map((step) =>
        actions.find((a) => a.name === `${type.type}.${step}`),
      )
      return escalate === undefined || remind === undefined ? [] : [{ type, escalate, remind }]
    }),
  )
}

const pageSize = 500
/** A reminder comes at the latest share of a limit; no limit is so long that a fifth of it is more. */
const remindAheadDays = 15
const dayMs = 86_400_000

/** Each minute: what ran out goes up the ladder, a rung at a time, to people by name. */
export function escalateJob({ climbed }: LadderParts) {
  return defineJob({
    name: 'supervision.escalate',
    input: z.object({}).loose(),
    cron: '* * * * *',
    async run(kernel) {
      const now = kernel.clock.now()
      const policy = await readPolicy(kernel.app.db)
      const named = await listPostsInForce(kernel.app.db)
      for await (const [c, by] of casesLate(kernel, climbed, policy, now)) {
        const rung = rungNow(c, policy, kernel.clock.calendar(c.lead?.org), now)
        if (rung === null) continue
        const told = await chooseForRung(kernel, { c, worker: by.type.worker }, rung, named)
        // By version: a case that was reopened climbs the ladder anew.
        await take(kernel, by.escalate, c, { rung, told }, `escalate:${c.id}:${c.version}`)
      }
    },
  })
}

/** Every five minutes: whoever works on a case hears that a clock is about to run out, once a clock. */
export function remindJob({ climbed }: LadderParts) {
  return defineJob({
    name: 'supervision.remind',
    input: z.object({}).loose(),
    cron: '*/5 * * * *',
    async run(kernel) {
      const now = kernel.clock.now()
      const policy = await readPolicy(kernel.app.db)
      for await (const [c, by] of casesApproaching(kernel, climbed, now)) {
        const clock = approachingClock(c, policy, kernel.clock.calendar(c.lead?.org), now)
        if (clock === null) continue
        const told = await chooseForReminder(kernel, { c, worker: by.type.worker }, clock.name)
        const key = `remind:${c.id}:${clock.name}:${clock.due}`
        await take(kernel, by.remind, c, { clock: clock.name, told }, key)
      }
    },
  })
}

async function take(kernel: Kernel, action: Action, c: Case, input: object, key: string): Promise<void> {
  await kernel
    .execute(action, {
      actor: systemActor(action.name),
      input: { id: c.id, version: c.version, ...input },
      key,
    })
    .catch((error: unknown) => kernel.log.info(`${action.name} waits for the next look`, error))
}

/** Page after page, since those that wait for their next rung stand before those whose turn it is. */
async function* casesLate(
  kernel: Kernel,
  climbed: readonly Climbed[],
  policy: EscalationPolicy,
  now: Date,
): AsyncGenerator<Found> {
  const waits = Object.entries(policy.rungs).flatMap(([grade, limits]) =>
    limits.map((limit, rung) => ({
      grade,
      rung,
      before: new Date(now.getTime() - leastSpan(limit)).toISOString(),
    })),
  )
  const isLate = sql<boolean>`due_at < ${now} and (document->>'escalation')::int < 3 and exists (
    select 1 from jsonb_to_recordset(${JSON.stringify(waits)}::jsonb) as w (grade text, rung int, before timestamptz)
    where w.rung = (document->>'escalation')::int and w.grade = coalesce(urgency, 'normal') and due_at < w.before)`
  yield* pages(kernel, climbed, isLate)
}

async function* casesApproaching(
  kernel: Kernel,
  climbed: readonly Climbed[],
  now: Date,
): AsyncGenerator<Found> {
  const until = new Date(now.getTime() + remindAheadDays * dayMs)
  yield* pages(
    kernel,
    climbed,
    sql<boolean>`due_at > ${now} and due_at < ${until}
      and document @? '$.clocks[*] ? (@.stoppedAt == null && (!exists(@.remindedAt) || @.remindedAt == null))'`,
  )
}

type Found = readonly [c: Case, by: Climbed]

async function* pages(
  kernel: Kernel,
  climbed: readonly Climbed[],
  wanted: ReturnType<typeof sql<boolean>>,
): AsyncGenerator<Found> {
  // The states of the table's own row: in all others nobody owes anything.
  const states = climbed.flatMap(({ type }) =>
    (type.actions.escalate?.from ?? []).map((state) => ({ type: type.type, state })),
  )
  let after: { due: string; id: string } | undefined
  for (;;) {
    const { rows } = await sql<{ document: Case; due: string; id: string }>`
      select document, due_at::text as due, id from cases
      where type = any(${climbed.map(({ type }) => type.type)}::text[]) and closed_at is null and not held and ${wanted}
        and exists (select 1 from jsonb_to_recordset(${JSON.stringify(states)}::jsonb) as s (type text, state text)
          where (s.type, s.state) = (cases.type, cases.state))
        ${after === undefined ? sql`` : sql`and (due_at, id) > (${after.due}::timestamptz, ${after.id}::uuid)`}
      order by due_at, id limit ${pageSize}`.execute(kernel.app.db)
    for (const { document: c } of rows) {
      const by = climbed.find(({ type }) => type.type === c.type)
      if (by !== undefined) yield [c, by]
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageSize) return
    after = { due: last.due, id: last.id }
  }
}

const nobody: Omit<ToldStep, 'tells'> = { actor: '', byApplicant: false, asked: [], owing: [], named: [] }

/** A case, and the role that acts for an organization on such ones. */
interface Owed {
  readonly c: Case
  readonly worker: CaseType['worker']
}

/** Those whom the kernel's rule would tell of a step, with their posts and names. */
async function holders(kernel: Kernel, step: ToldStep, { c, worker }: Owed) {
  const posts: AccountPost[] = []
  for (const wanted of wantedFor(step, c, worker))
    posts.push(...(await listPosts(kernel.app.db, wanted, c.place)))
  const accounts = officersToTell(step, c, posts, worker)
  return { posts, accounts, names: await activeNames(kernel.app.db, accounts) }
}

async function chooseForRung(
  kernel: Kernel,
  { c, worker }: Owed,
  rung: 1 | 2 | 3,
  named: readonly SupervisionPost[],
): Promise<ToldOfficer[]> {
  const { db } = kernel.app
  // The kernel's rule looks at the rung that the case will stand on.
  const { posts, accounts, names } = await holders(
    kernel,
    { ...nobody, tells: 'ladder' },
    { c: { ...c, escalation: rung }, worker },
  )
  const all = await activeNames(
    db,
    named.flatMap((p) => (p.deputy === null ? [p.account] : [p.account, p.deputy])),
  )
  const day = dayOf(kernel.clock.now())
  return toldOn(rung, c, { named, posts, names: new Map([...all, ...names]), day }, accounts)
}

/** The one who has it, else the handlers; nobody's case is the dispatchers', a verdict the supervisors'. */
async function chooseForReminder(kernel: Kernel, { c, worker }: Owed, clock: string): Promise<ToldOfficer[]> {
  const tells = clock === disputes.arbitrationClock ? 'supervisors' : 'ladder'
  const found = await holders(
    kernel,
    { ...nobody, tells },
    { c: { ...c, escalation: 1, dispute: null }, worker },
  )
  const assignee = c.lead?.assignee
  const isAssigned = assignee != null && tells === 'ladder' && found.accounts.includes(assignee)
  return holdersOf(isAssigned ? [assignee] : found.accounts, c, found)
}
