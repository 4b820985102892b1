import { sql } from 'kysely'
import { z } from 'zod'
import { pruneEvents } from '#kernel/events'
import { defineJob, type Job } from './define.ts'

const keptDays = 7

/**
 * Each night: what only served the moment goes. Answers kept for repeated requests, events that every consumer had,
 * sessions and codes that ran out; never cases, timelines, decisions or audit.
 */
export const pruneJob = defineJob({
  name: 'platform.prune',
  input: z.object({}).loose(),
  cron: '23 3 * * *',
  async run(kernel) {
    const now = kernel.clock.now()
    const before = new Date(now.getTime() - keptDays * 86_400_000)
    const { db } = kernel.app
    await sql`delete from idempotency_keys where at < ${before}`.execute(db)
    await sql`delete from sessions where expires_at < ${before}`.execute(db)
    await sql`delete from sign_in_codes where expires_at < ${now}`.execute(db)
    await pruneEvents(db, before)
  },
}) as Job
