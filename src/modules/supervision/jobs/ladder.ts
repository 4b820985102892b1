import { sql } from 'kysely'
import { z } from 'zod'
import type { Action } from '#kernel/action'
import { type Case, listPosts } from '#kernel/cases'
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
import type { Kernel } from '#kernel/module'
import type { EscalationPolicy, SupervisionPost } from '../contract.ts'
import { approachingClock, holdersOf, leastSpan, rungNow, toldOn } from '../rules.ts'
import { activeNames, listPostsInForce, readPolicy } from '../store.ts'

export interface LadderParts {
  /** The audited steps of an appeal that the ladder takes. */
  readonly steps: { readonly escalate: Action; readonly remind: Action }
}

const pageSize = 500
/** A reminder comes at the latest share of a limit; no limit is so long that a fifth of it is more. */
const remindAheadDays = 15
const dayMs = 86_400_000

/** Each minute: what ran out goes up the ladder, a rung at a time, to people by name. */
export function escalateJob({ steps }: LadderParts) {
  return defineJob({
    name: 'supervision.escalate',
    input: z.object({}).loose(),
    cron: '* * * * *',
    async run(kernel) {
      const now = kernel.clock.now()
      const policy = await readPolicy(kernel.app.db)
      const named = await listPostsInForce(kernel.app.db)
      for await (const c of casesLate(kernel, policy, now)) {
        const rung = rungNow(c, policy, kernel.clock.calendar(c.lead?.org), now)
        if (rung === null) continue
        const told = await chooseForRung(kernel, c, rung, named)
        // By version: a case that was reopened climbs the ladder anew.
        await take(kernel, steps.escalate, c, { rung, told }, `escalate:${c.id}:${c.version}`)
      }
    },
  })
}

/** Every five minutes: whoever works on a case hears that a clock is about to run out, once a clock. */
export function remindJob({ steps }: LadderParts) {
  return defineJob({
    name: 'supervision.remind',
    input: z.object({}).loose(),
    cron: '*/5 * * * *',
    async run(kernel) {
      const now = kernel.clock.now()
      const policy = await readPolicy(kernel.app.db)
      for await (const c of casesApproaching(kernel, now)) {
        const clock = approachingClock(c, policy, kernel.clock.calendar(c.lead?.org), now)
        if (clock === null) continue
        const told = await chooseForReminder(kernel, c, clock.name)
        const key = `remind:${c.id}:${clock.name}:${clock.due}`
        await take(kernel, steps.remind, c, { clock: clock.name, told }, key)
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

const openStates = ['submitted', 'classified', 'dispatched', 'accepted', 'handled'] as const

/** Page after page, since those that wait for their next rung stand before those whose turn it is. */
async function* casesLate(kernel: Kernel, policy: EscalationPolicy, now: Date): AsyncGenerator<Case> {
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
  yield* pages(kernel, isLate)
}

async function* casesApproaching(kernel: Kernel, now: Date): AsyncGenerator<Case> {
  const until = new Date(now.getTime() + remindAheadDays * dayMs)
  yield* pages(
    kernel,
    sql<boolean>`due_at > ${now} and due_at < ${until}
      and document @? '$.clocks[*] ? (@.stoppedAt == null && (!exists(@.remindedAt) || @.remindedAt == null))'`,
  )
}

async function* pages(kernel: Kernel, wanted: ReturnType<typeof sql<boolean>>): AsyncGenerator<Case> {
  let after: { due: string; id: string } | undefined
  for (;;) {
    const { rows } = await sql<{ document: Case; due: string; id: string }>`
      select document, due_at::text as due, id from cases
      where type = 'appeal' and closed_at is null and not held and state = any(${[...openStates]}::text[]) and ${wanted}
        ${after === undefined ? sql`` : sql`and (due_at, id) > (${after.due}::timestamptz, ${after.id}::uuid)`}
      order by due_at, id limit ${pageSize}`.execute(kernel.app.db)
    for (const r of rows) yield r.document
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageSize) return
    after = { due: last.due, id: last.id }
  }
}

const nobody: Omit<ToldStep, 'tells'> = { actor: '', byApplicant: false, asked: [], owing: [], named: [] }

/** Those whom the kernel's rule would tell of a step, with their posts and names. */
async function holders(kernel: Kernel, step: ToldStep, c: Case) {
  const posts: AccountPost[] = []
  for (const wanted of wantedFor(step, c)) posts.push(...(await listPosts(kernel.app.db, wanted, c.place)))
  const accounts = officersToTell(step, c, posts)
  return { posts, accounts, names: await activeNames(kernel.app.db, accounts) }
}

async function chooseForRung(
  kernel: Kernel,
  c: Case,
  rung: 1 | 2 | 3,
  named: readonly SupervisionPost[],
): Promise<ToldOfficer[]> {
  const { db } = kernel.app
  // The kernel's rule looks at the rung that the case will stand on.
  const { posts, accounts, names } = await holders(
    kernel,
    { ...nobody, tells: 'ladder' },
    { ...c, escalation: rung },
  )
  const all = await activeNames(
    db,
    named.flatMap((p) => (p.deputy === null ? [p.account] : [p.account, p.deputy])),
  )
  const day = dayOf(kernel.clock.now())
  return toldOn(rung, c, { named, posts, names: new Map([...all, ...names]), day }, accounts)
}

/** The one who has it, else the handlers; nobody's case is the dispatchers', a verdict the supervisors'. */
async function chooseForReminder(kernel: Kernel, c: Case, clock: string): Promise<ToldOfficer[]> {
  const tells = clock === disputes.arbitrationClock ? 'supervisors' : 'ladder'
  const found = await holders(kernel, { ...nobody, tells }, { ...c, escalation: 1, dispute: null })
  const assignee = c.lead?.assignee
  const isAssigned = assignee != null && tells === 'ladder' && found.accounts.includes(assignee)
  return holdersOf(isAssigned ? [assignee] : found.accounts, c, found)
}
