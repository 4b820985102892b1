import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '#kernel/action/define'
import { type Case, findCase, readBody } from '#kernel/cases'
import type { Database } from '#kernel/database'
import {
  type Algorithm,
  type Decision,
  type DecisionSubject,
  decide,
  findPendingDecision,
} from '#kernel/decisions'
import { algorithmActor, systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { matchCategories, proposeUrgency, resolveDuty, savePrecedent } from '#modules/duties'
import type { AppealActions } from './actions.ts'
import { type CategoryInput, type CategoryOutput, explanationTerms } from './classifier.ts'
import type { AppealDetails, Proposal } from './contract.ts'
import { jointJobs, jointReactions } from './jobs/joint.ts'
import { closesAtOnce, isUrgedNow, precedentOf, unratedDays } from './rules.ts'

export interface JobParts {
  readonly actions: AppealActions
  /** The version in force. */
  readonly classifier: (db: Database) => Promise<Algorithm<CategoryInput, CategoryOutput>>
}

/** Below this score a leaf by keywords is wrong too often (83 % right at .3 on the demo's rows): level 1 stands alone. */
const leafScore = 0.3

const Ref = z.object({ id: z.uuid(), trace: z.string().optional() })

/** What runs after the fact. Each step is an action with a key, so that a job that runs twice acts once. */
export function appealJobs(parts: JobParts): Job[] {
  return [
    classifyJob(parts),
    verdictJob,
    closeJob(parts),
    urgeJob(parts),
    closeUnratedJob(parts),
    ...jointJobs(parts.actions),
  ] as Job[]
}

export const reactions: Reaction[] = [
  { on: 'appeal.submitted', job: 'appeal.classify', input: (e) => ({ id: e.subject.id }) },
  { on: 'appeal.arbitrated', job: 'appeal.learn-verdict', input: (e) => ({ id: e.subject.id }) },
  { on: 'appeal.settled', job: 'appeal.learn-verdict', input: (e) => ({ id: e.subject.id }) },
  { on: 'appeal.revisited', job: 'appeal.close-rated', input: (e) => ({ id: e.subject.id }) },
  { on: 'appeal.rated', job: 'appeal.close-rated', input: (e) => ({ id: e.subject.id }) },
  ...jointReactions,
]

/** The model proposes; its gate lets it dispose above the approved threshold, else an officer decides. */
function classifyJob({ actions, classifier }: JobParts) {
  return defineJob({
    name: 'appeal.classify',
    input: Ref,
    concurrency: 2,
    async run(kernel, { id, trace }) {
      const found = await read(kernel, id)
      if (found?.appeal.state !== 'submitted') return
      const { appeal, body } = found
      const algorithm = await classifier(kernel.app.db)
      const subject = { type: 'appeal', id, district: appeal.district }
      // A run that was cut off half-way has left its decision, and perhaps its proposal: one appeal, one judgement.
      const pending = await findPendingDecision<CategoryOutput>(kernel.app.db, algorithm, subject)
      if (pending === undefined && appeal.details.proposal !== null) return
      const text = `${appeal.title}\n${body}`
      const decision = pending ?? (await decideIfApproved(kernel, algorithm, text, subject, trace))
      if (decision === null) return
      const actor = algorithmActor(algorithm.code, algorithm.name)
      const run = (step: 'propose' | 'dispatch', version: number, input: object) =>
        kernel.execute(actions.onCase[step] as never, {
          actor,
          input: { id, version, ...input },
          key: `${step}:${id}:${decision.id}`,
          trace,
        })
      const proposal = appeal.details.proposal ?? (await propose(kernel, appeal, body, decision))
      const proposed =
        appeal.details.proposal === null
          ? ((await run('propose', appeal.version, { proposal })) as Case)
          : appeal
      if (decision.gate !== 'automatic' || proposal.org === null) return
      const { leaf, category, urgency, org, duty } = proposal
      const settled = { org, category: leaf ?? category, urgency, duty: duty ?? undefined, note: '' }
      await run('dispatch', proposed.version, settled)
    },
  })
}

/** Null while no person has approved the version: the appeal waits for an officer, and no time makes it another's. */
async function decideIfApproved(
  kernel: Kernel,
  algorithm: Algorithm<CategoryInput, CategoryOutput>,
  text: string,
  subject: DecisionSubject,
  trace: string | undefined,
): Promise<Decision<CategoryOutput> | null> {
  try {
    return await decide(kernel, algorithm, { text }, subject, trace)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-approved') return null
    throw error
  }
}

async function propose(
  kernel: Kernel,
  appeal: Case<AppealDetails>,
  body: string,
  decision: Pick<Decision<CategoryOutput>, 'id' | 'output' | 'confidence' | 'explanation' | 'handedOver'>,
): Promise<Proposal> {
  const category = appeal.category?.slice(0, 2) ?? decision.output.category
  const leaf = matchCategories(`${appeal.title} ${body}`, category).find((m) => m.score >= leafScore)
  const { urgency, because } = proposeUrgency(body, leaf?.code ?? category)
  const duty = await resolveDuty(kernel.app.db, leaf?.code ?? category, appeal.place)
  return {
    decision: decision.id,
    category,
    leaf: leaf?.code ?? null,
    leafWords: leaf?.words ?? [],
    urgency: appeal.urgency === null ? urgency : (appeal.urgency as Proposal['urgency']),
    urgencyWords: because,
    org: duty?.org ?? null,
    duty: duty?.dutyId ?? null,
    precedent: duty?.precedent?.number ?? null,
    confidence: decision.confidence,
    terms: explanationTerms(decision.explanation, appeal.title.length + 1),
    alternatives: decision.output.alternatives,
    handedOver: handedOverBy(decision.handedOver, duty?.org),
  }
}

/** A confident judgement without a department to go to is a person's as well. */
function handedOverBy(by: Decision<unknown>['handedOver'], org: string | undefined): Proposal['handedOver'] {
  const reasons = [...(by?.reasons ?? []), ...(org === undefined ? ['no-department'] : [])]
  return reasons.length === 0 ? null : { reasons, threshold: by?.threshold ?? null }
}

async function read(kernel: Kernel, id: string) {
  const tx = kernel.app.db as Parameters<typeof readBody>[0]
  const appeal = await findCase<AppealDetails>(tx, 'appeal', id)
  return appeal === undefined ? undefined : { appeal, body: await readBody(tx, appeal) }
}

/** A verdict that was given as an example becomes a precedent of the duty list, once. */
const verdictJob = defineJob({
  name: 'appeal.learn-verdict',
  input: Ref,
  async run(kernel, { id, trace }) {
    const appeal = (await read(kernel, id))?.appeal
    const precedent = appeal === undefined ? undefined : precedentOf(appeal)
    if (appeal === undefined || precedent === undefined) return
    await kernel.execute(savePrecedent, {
      actor: systemActor('appeal.learn-verdict'),
      input: {
        ...precedent,
        case: { id, number: appeal.number },
        decidedBy: await arbiterOf(kernel, appeal),
      },
      key: `verdict:${id}:${precedent.decidedAt}`,
      trace,
    })
  },
})

async function arbiterOf(kernel: Kernel, appeal: Case): Promise<string> {
  const row = await kernel.app.db
    .selectFrom('case_actions')
    .select('actor_name')
    .where('district', '=', appeal.district)
    .where('case_id', '=', appeal.id)
    .where('action', 'in', ['arbitrate', 'settle'])
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  return row?.actor_name ?? ''
}

/** Each quarter of an hour: co-handlers whose time ran out are reminded, once a day. */
function urgeJob({ actions }: JobParts) {
  return defineJob({
    name: 'appeal.urge-co-handlers',
    input: z.object({}).loose(),
    cron: '*/15 * * * *',
    async run(kernel) {
      const now = kernel.clock.now()
      const { rows } = await sql<{ document: Case }>`select document from cases
        where type = 'appeal' and document @? '$.co[*] ? (@.answeredAt == null)' and closed_at is null
          and document @? ${`$.co[*] ? (@.answeredAt == null && @.due < "${now.toISOString()}")`}::jsonpath
        order by due_at limit 500`.execute(kernel.app.db)
      for (const { document: c } of rows)
        if (isUrgedNow(c, now))
          await kernel
            .execute(actions.onCase.urgeCo, {
              actor: systemActor('appeal.urge-co-handlers'),
              input: { id: c.id, version: c.version },
            })
            .catch((error: unknown) => kernel.log.info('the reminder waits for the next look', error))
    },
  })
}

/** A good rating closes the case; a bad one waits for a person. */
function closeJob({ actions }: JobParts) {
  return defineJob({
    name: 'appeal.close-rated',
    input: Ref,
    async run(kernel, { id, trace }) {
      const appeal = (await read(kernel, id))?.appeal
      if (appeal?.state !== 'rated' || !closesAtOnce(appeal)) return
      await kernel.execute(actions.onCase.close, {
        actor: systemActor('appeal.close-rated'),
        input: { id, version: appeal.version },
        trace,
      })
    },
  })
}

/** Each hour: answers that nobody rated in seven days close as unrated. */
function closeUnratedJob({ actions }: JobParts) {
  return defineJob({
    name: 'appeal.close-unrated',
    input: z.object({}).loose(),
    cron: '7 * * * *',
    async run(kernel) {
      const before = new Date(kernel.clock.now().getTime() - unratedDays * 86_400_000)
      const { rows } = await sql<{ id: string; version: number }>`
        select id, version from cases where type = 'appeal' and state = 'answered' and closed_at is null
          and (document->>'answeredAt')::timestamptz < ${before} limit 5000`.execute(kernel.app.db)
      const actor = systemActor('appeal.close-unrated')
      for (const { id, version } of rows)
        await kernel
          .execute(actions.onCase.close, { actor, input: { id, version } })
          .catch((error: unknown) => kernel.log.info('closing waits for the next look', error))
    },
  })
}
