import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { grant } from '#kernel/access/define'
import { defineAction, type Emitted } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { queueNotice } from '#kernel/notify'
import type { Finding } from '../rules.ts'

const namespace = '3f0a6c52-8a77-4d0c-9f5e-2f1b0a9f6d11'
const mostTold = 20

/** Active accounts that may judge versions. */
export async function listJudges(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('posts as p')
    .innerJoin('accounts as a', 'a.id', 'p.account')
    .select('a.id')
    .distinct()
    .where('p.role', '=', 'leader')
    .where('a.active', '=', true)
    .limit(mostTold)
    .execute()
  return rows.map(({ id }) => id)
}

const Found = z.object({ kind: z.string().max(40), value: z.number(), limit: z.number() })

const WatchAlgorithm = z.object({
  code: z.string().max(100),
  version: z.string().max(100),
  figures: z.record(z.string(), z.unknown()),
  findings: z.array(Found).max(10),
  judges: z.array(z.uuid()).max(mostTold),
})

/**
 * Saves the last look at a version. New kinds of findings are told to the judges, and take a version that `steps_back`
 * down to "always a person". Nothing here can raise a threshold or approve a version.
 */
export const watchAlgorithm = defineAction({
  name: 'algorithm.watch',
  input: WatchAlgorithm,
  allow: [grant('system')],
  async run(tx, { input, now, authorise }) {
    authorise({})
    const { code, version, findings } = input
    const entry = await tx
      .selectFrom('algorithms')
      .select(['zh', 'status', 'automatic_above', 'steps_back'])
      .where('code', '=', code)
      .where('version', '=', version)
      .forUpdate()
      .executeTakeFirst()
    if (entry === undefined) throw new Refusal('not-found', 'decision.no-algorithm', { code, version })
    const last = await tx
      .selectFrom('algorithm_watches')
      .select('findings')
      .where('code', '=', code)
      .where('version', '=', version)
      .executeTakeFirst()
    const known = new Set(((last?.findings ?? []) as Finding[]).map(({ kind }) => kind as string))
    const fresh = findings.filter(({ kind }) => !known.has(kind))
    const isBack = fresh.length > 0 && entry.steps_back && entry.automatic_above !== null
    await saveLook(tx, input, now)
    if (isBack)
      await tx
        .updateTable('algorithms')
        .set({ automatic_above: null })
        .where('code', '=', code)
        .where('version', '=', version)
        .execute()
    const told = isBack ? 'decision.notice.stepped-back' : 'decision.notice.drifted'
    const data = { algorithm: entry.zh, findings: fresh.length }
    const events =
      fresh.length === 0
        ? []
        : await tellJudges(tx, { judges: input.judges, template: told, data, code, version, now })
    const kinds = fresh.map(({ kind }) => kind)
    if (kinds.length > 0)
      events.push({ name: 'algorithm.drifted', payload: { code, version, kinds, isBack } })
    return {
      output: { fresh: kinds, isBack },
      subject: { type: 'algorithm', id: code },
      change: {
        version,
        findings: findings.map(({ kind }) => kind),
        ...(isBack ? { automaticAbove: [entry.automatic_above, null] } : {}),
      },
      events,
    }
  },
})

/** What a retraining of the version in force came to; a version that it proposes is told to the judges. */
export const recordRetraining = defineAction({
  name: 'algorithm.record-retraining',
  input: z.object({
    code: z.string().max(100),
    version: z.string().max(100),
    outcome: z.enum(['proposed', 'skipped']),
    /** `too-few-rows`, `waits-for-verdict`, `no-gain`; null where a version was proposed. */
    reason: z.string().max(40).nullable(),
    rows: z.int().min(0),
    needed: z.int().min(0).nullable(),
    proposed: z.string().max(100).nullable(),
    judges: z.array(z.uuid()).max(mostTold),
  }),
  allow: [grant('system')],
  async run(tx, { input, now, authorise }) {
    authorise({})
    const { code, version, judges, ...result } = input
    const entry = await tx
      .selectFrom('algorithms')
      .select(['zh'])
      .where('code', '=', code)
      .where('version', '=', version)
      .executeTakeFirst()
    if (entry === undefined) throw new Refusal('not-found', 'decision.no-algorithm', { code, version })
    const retraining = JSON.stringify({ ...result, at: now.toISOString() })
    await tx
      .insertInto('algorithm_watches')
      .values({ code, version, at: now, retraining })
      .onConflict((c) => c.columns(['code', 'version']).doUpdateSet({ retraining }))
      .execute()
    const data = { algorithm: entry.zh, version: result.proposed ?? '' }
    const template = 'decision.notice.proposed'
    const events =
      result.proposed === null ? [] : await tellJudges(tx, { judges, template, data, code, version, now })
    return {
      output: result,
      subject: { type: 'algorithm', id: code },
      change: { version, ...result },
      events,
    }
  },
})

async function saveLook(tx: Tx, input: z.output<typeof WatchAlgorithm>, now: Date): Promise<void> {
  const { code, version } = input
  const look = { at: now, figures: JSON.stringify(input.figures), findings: JSON.stringify(input.findings) }
  await tx
    .insertInto('algorithm_watches')
    .values({ code, version, ...look })
    .onConflict((c) => c.columns(['code', 'version']).doUpdateSet(look))
    .execute()
}

interface Telling {
  readonly judges: readonly string[]
  readonly template: string
  readonly data: Record<string, string | number>
  readonly code: string
  readonly version: string
  readonly now: Date
}

/** One notice in the app for each; the same cause twice is one notice. */
export async function tellJudges(tx: Tx, { judges, template, data, code, version, now }: Telling) {
  const events: Emitted[] = []
  for (const account of judges) {
    const id = uuidv5(`${template}:${code}:${version}:${now.toISOString()}:${account}`, namespace)
    events.push(...(await queueNotice(tx, { id, account, channel: 'in-app', template, data }, now)))
  }
  return events
}
