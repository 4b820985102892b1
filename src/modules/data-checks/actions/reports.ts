import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { reportAccess } from '../access.ts'
import { KeepRiskReport, SignRiskReport } from '../contract.ts'
import { latestReport } from '../store.ts'
import { tables } from '../tables.ts'

/** What the access judgement sees of a report: the organization, or the whole city. */
export async function reportSubject(tx: Tx, org: string) {
  const row = await tx.selectFrom('organizations').select('places').where('code', '=', org).executeTakeFirst()
  return { lead: org, place: row?.places[0] ?? '50' }
}

/** Keeps a report: the first of its year, or, with a reason, another version. The former stay as they were. */
export const keepRiskReport = defineAction({
  name: 'risk-report.keep',
  input: KeepRiskReport,
  allow: reportAccess.make,
  async run(tx, { input, actor, now, authorise }) {
    const subject = await reportSubject(tx, input.org)
    authorise(subject)
    const version = (await latestReport(tx, input.org, input.year)) + 1
    if (version > 1 && input.reason === '')
      throw new Refusal('invalid', 'risk-report.reason-needed', { field: 'reason' })
    const id = uuidv7()
    const { org, year, reason, content } = input
    await tables(tx)
      .insertInto('data_risk_reports')
      .values({
        id,
        org,
        year,
        version,
        made_at: now,
        made_by: actor.name,
        reason,
        content: JSON.stringify(content),
      })
      .execute()
    return {
      output: { id, version },
      subject: { ...subject, type: 'risk-report', id },
      change: { org, year, version, reason },
      events: [{ name: 'risk-report.made', payload: { org, year, version } }],
    }
  },
})

/** Once a version: the data authority has read it. A newer version waits for its own signature. */
export const signRiskReport = defineAction({
  name: 'risk-report.sign',
  input: SignRiskReport,
  allow: reportAccess.sign,
  async run(tx, { input, actor, now, authorise }) {
    const report = await tables(tx)
      .selectFrom('data_risk_reports')
      .select(['org', 'year', 'version'])
      .where('id', '=', input.id)
      .executeTakeFirst()
    if (report === undefined) throw new Refusal('not-found', 'risk-report.not-found', { id: input.id })
    const subject = await reportSubject(tx, report.org)
    authorise(subject)
    const { numInsertedOrUpdatedRows: made } = await tables(tx)
      .insertInto('data_risk_signatures')
      .values({ report: input.id, text: input.text, at: now, account: actor.id, name: actor.name })
      .onConflict((c) => c.doNothing())
      .executeTakeFirstOrThrow()
    if (made !== 1n) throw new Refusal('not-now', 'risk-report.already-signed', { available: [] })
    return {
      output: { id: input.id },
      subject: { ...subject, type: 'risk-report', id: input.id },
      change: { version: report.version, length: input.text.length },
      events: [{ name: 'risk-report.signed', payload: { org: report.org, year: report.year } }],
    }
  },
})
