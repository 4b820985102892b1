import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { type ActionContext, defineAction, type Emitted } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import { QueueNotice, queueNotice } from '#kernel/notify'
import { access } from '../access.ts'
import { MakeReport, ReportContent, SaveRemark, SignReport } from '../contract.ts'
import { latestVersion } from '../store.ts'
import { tables } from '../tables.ts'

/** What the composer wrote, with whom it is for; only the program calls this, never a client with content of its own. */
const KeepReport = MakeReport.extend({
  to: z.iso.date(),
  places: z.array(z.string()).min(1).max(200),
  content: ReportContent,
})

/** Keeps a report: the first of its period, or, with a reason, another version. The former stay as they were. */
export const keepReport = defineAction({
  name: 'supervision.keep-report',
  input: KeepReport,
  allow: access.makeReport,
  async run(tx, { actor, input, now, authorise }) {
    for (const place of input.places) authorise({ place })
    const version = (await latestVersion(tx, input)) + 1
    if (version > 1 && input.reason === '')
      throw new Refusal('invalid', 'supervision.reason-needed', { field: 'reason' })
    const id = uuidv7()
    const { scope, places, kind, from, to, reason, content } = input
    await tables(tx)
      .insertInto('supervision_reports')
      .values({
        id,
        scope,
        places,
        kind,
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
      subject: { type: 'report', id },
      change: { scope, kind, from, to, version, reason },
      events: [{ name: 'report.made', payload: { scope, kind, from, to, version } }],
    }
  },
})

/** Tells those whom a report is for, in one transaction; an id each, so that a second run tells nobody twice. */
export const tellReaders = defineAction({
  name: 'supervision.tell-readers',
  input: z.object({ id: z.uuid(), notices: z.array(QueueNotice).min(1).max(200) }),
  allow: access.notify,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const events: Emitted[] = []
    for (const notice of input.notices) events.push(...(await queueNotice(tx, notice, now)))
    return {
      output: events.length,
      subject: { type: 'report', id: input.id },
      change: { told: events.length },
      events,
    }
  },
})

export const addNote = defineAction({
  name: 'supervision.note-report',
  input: SaveRemark,
  allow: access.remark,
  run: (tx, ctx) => remark(tx, ctx, 'note'),
})

/** Once a version: who signs has read it. A newer version waits for its own signature. */
export const signReport = defineAction({
  name: 'supervision.sign-report',
  input: SignReport,
  allow: access.sign,
  run: (tx, ctx) => remark(tx, ctx, 'signature'),
})

async function remark(
  tx: Tx,
  { actor, input, now, authorise }: ActionContext<{ id: string; text: string }>,
  kind: 'note' | 'signature',
) {
  const report = await tables(tx)
    .selectFrom('supervision_reports')
    .select(['places', 'version', 'scope'])
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (report === undefined) throw new Refusal('not-found', 'supervision.report-not-found', { id: input.id })
  for (const place of report.places) authorise({ place })
  if (kind === 'signature') await refuseSigned(tx, input.id)
  const id = uuidv7()
  await tables(tx)
    .insertInto('supervision_remarks')
    .values({ id, report: input.id, kind, text: input.text, at: now, account: actor.id, name: actor.name })
    .execute()
  return {
    output: { id },
    subject: { type: 'report', id: input.id },
    change: { kind, version: report.version, length: input.text.length },
    events: [{ name: kind === 'note' ? 'report.noted' : 'report.signed', payload: { scope: report.scope } }],
  }
}

async function refuseSigned(tx: Tx, report: string): Promise<void> {
  const signed = await tables(tx)
    .selectFrom('supervision_remarks')
    .select('id')
    .where('report', '=', report)
    .where('kind', '=', 'signature')
    .executeTakeFirst()
  if (signed !== undefined) throw new Refusal('not-now', 'supervision.already-signed', { available: [] })
}
