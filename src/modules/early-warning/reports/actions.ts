import { v7 as uuidv7 } from 'uuid'
import { type ActionContext, defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { KeepWarningReport, KeepWording, SignWarningReport } from '../contract.ts'
import { latestVersion } from './store.ts'
import { reportTables } from './tables.ts'

/** Keeps a report: the first of its period, or, with a reason, another version. The former stay as they were. */
export const keepWarningReport = defineAction({
  name: 'warning-report.keep',
  input: KeepWarningReport,
  allow: access.makeReport,
  async run(tx, { actor, input, now, authorise }) {
    for (const place of input.places) authorise({ place })
    const version = (await latestVersion(tx, input)) + 1
    if (version > 1 && input.reason === '')
      throw new Refusal('invalid', 'warning-report.reason-needed', { field: 'reason' })
    const id = uuidv7()
    const { scope, places, kind, domain, exercise, from, to, reason, content } = input
    await reportTables(tx)
      .insertInto('warning_reports')
      .values({
        id,
        scope,
        places,
        kind,
        domain: domain ?? '',
        exercise,
        first_day: from,
        last_day: to,
        version,
        made_at: now,
        made_by: actor.name,
        reason,
        content: JSON.stringify(content),
      })
      .execute()
    return {
      output: { id, version },
      subject: { type: 'warning-report', id },
      change: { scope, kind, domain, exercise, from, to, version, reason },
      events: [{ name: 'warning-report.made', payload: { scope, kind, exercise, from, to, version } }],
    }
  },
})

/** Once a version: who signs has read it. A newer version waits for its own signature. */
export const signWarningReport = defineAction({
  name: 'warning-report.sign',
  input: SignWarningReport,
  allow: access.signReport,
  async run(tx, ctx) {
    const { actor, input, now } = ctx
    const report = await lockReport(tx, ctx)
    const { numInsertedOrUpdatedRows: made } = await reportTables(tx)
      .insertInto('warning_report_signatures')
      .values({ report: input.id, text: input.text, at: now, account: actor.id, name: actor.name })
      .onConflict((c) => c.doNothing())
      .executeTakeFirstOrThrow()
    if (made !== 1n) throw new Refusal('not-now', 'warning-report.already-signed', { available: [] })
    return {
      output: { id: input.id },
      subject: { type: 'warning-report', id: input.id },
      change: { version: report.version, length: input.text.length },
      events: [{ name: 'warning-report.signed', payload: { scope: report.scope } }],
    }
  },
})

/** Another wording that was checked; only the program calls this, never a client with sentences of its own. */
export const keepWording = defineAction({
  name: 'warning-report.keep-wording',
  input: KeepWording,
  allow: access.makeReport,
  async run(tx, ctx) {
    const { actor, input, now } = ctx
    await lockReport(tx, ctx)
    const { numInsertedOrUpdatedRows: made } = await reportTables(tx)
      .insertInto('warning_report_wordings')
      .values({
        report: input.id,
        model: input.model,
        made_at: now,
        made_by: actor.name,
        sentences: JSON.stringify(input.sentences),
      })
      .onConflict((c) => c.doNothing())
      .executeTakeFirstOrThrow()
    if (made !== 1n) throw new Refusal('not-now', 'warning-report.already-worded', { available: [] })
    return {
      output: { id: input.id },
      subject: { type: 'warning-report', id: input.id },
      change: { model: input.model, sentences: input.sentences.length },
    }
  },
})

/** The report, for whoever reaches all of its places. @throws Refusal `not-found`, `forbidden` */
async function lockReport(tx: Tx, { input, authorise }: ActionContext<{ id: string }>) {
  const report = await reportTables(tx)
    .selectFrom('warning_reports')
    .select(['places', 'version', 'scope'])
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (report === undefined) throw new Refusal('not-found', 'warning-report.not-found', { id: input.id })
  for (const place of report.places) authorise({ place })
  return report
}
