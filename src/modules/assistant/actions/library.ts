import { type Selectable, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { defineAction } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { maskText } from '#kernel/vault/rules'
import { access } from '../access.ts'
import { type ImportedPassages, ImportPassages, JudgePassage, type PassageRow } from '../contract.ts'
import { dayOf } from '../register.ts'
import { contentOf, newStamp, noted } from '../store.ts'
import { type Passages, tables } from '../tables.ts'

/** Guides and regulations: new ones come into force, changed ones get a new version, a newer text takes an older one's place. */
export const importPassages = defineAction({
  name: 'assistant.import',
  input: ImportPassages,
  allow: [...access.edit, ...access.seed],
  async run(tx, context) {
    const { input, authorise } = context
    authorise({})
    const counts = { created: 0, changed: 0, unchanged: 0, superseded: 0 }
    for (const row of input.rows) counts[await savePassage(tx, row, context)]++
    counts.superseded = await supersedeOlder(tx, input.rows, context)
    await sql`with ${newStamp} select 1`.execute(tx)
    const documents = [...new Set(input.rows.map((row) => row.document))].slice(0, 50)
    const output: ImportedPassages = { ...counts, problems: [] }
    return { output, subject: { type: 'passage', id: documents[0] ?? '' }, change: { ...counts, documents } }
  },
})

async function savePassage(
  tx: Tx,
  row: PassageRow,
  by: { actor: Actor; now: Date },
): Promise<'created' | 'changed' | 'unchanged'> {
  const { now } = by
  const { versionDate, ...rest } = row
  const before = await tables(tx)
    .selectFrom('assistant_passages')
    .selectAll()
    .where('district', '=', row.district)
    .where('source', '=', row.source)
    .where('document', '=', row.document)
    .where('section', '=', row.section)
    .executeTakeFirst()
  const values = { ...rest, version_date: versionDate, updated_at: now }
  if (before === undefined) {
    const id = uuidv7()
    await tables(tx)
      .insertInto('assistant_passages')
      .values({ ...values, id, status: 'in-force', case_id: null, created_at: now })
      .execute()
    return 'created'
  }
  const same =
    (['title', 'keywords', 'text', 'url'] as const).every((name) => before[name] === row[name]) &&
    dayOf(before.version_date) === versionDate
  if (same) return 'unchanged'
  await tables(tx)
    .updateTable('assistant_passages')
    .set({ ...values, version: before.version + 1 })
    .where('district', '=', row.district)
    .where('id', '=', before.id)
    .execute()
  const old = contentOf(before)
  const { title, keywords, text, url } = row
  const after = { ...old, title, keywords, text, url, versionDate }
  const { district } = row
  await noted({ kind: 'passage', district, subject: before.id, title, before: old, after }, by).execute(tx)
  return 'changed'
}

/** Of two texts with one title the one with the later day is in force; the older stays readable as superseded. */
async function supersedeOlder(
  tx: Tx,
  rows: readonly PassageRow[],
  by: { actor: Actor; now: Date },
): Promise<number> {
  const { now } = by
  let count = 0
  const titles = new Set(rows.filter((r) => r.source === 'regulation').map((r) => r.title))
  for (const title of titles) {
    const { rows: older } = await sql<Selectable<Passages>>`
      update assistant_passages set status = 'superseded', reason = '已有较新文本', updated_at = ${now}, version = version + 1
      where source = 'regulation' and title = ${title} and status = 'in-force' and version_date < (
        select max(version_date) from assistant_passages where source = 'regulation' and title = ${title}) returning *`.execute(
      tx,
    )
    count += older.length
    for (const row of older) {
      const after = contentOf(row)
      const { district, id } = row
      const before = { ...after, status: 'in-force' as const, reason: '' }
      await noted({ kind: 'passage', district, subject: id, title, before, after }, by).execute(tx)
    }
  }
  return count
}

/** Allows a past answer to be quoted, brings a passage into force, hides or supersedes it. */
export const judgePassage = defineAction({
  name: 'assistant.judge-passage',
  input: JudgePassage,
  allow: access.edit,
  async run(tx, context) {
    const { input, now, authorise } = context
    authorise({})
    const before = await tables(tx)
      .selectFrom('assistant_passages')
      .selectAll()
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst()
    if (before === undefined) throw new Refusal('not-found', 'assistant.no-passage')
    if (before.version !== input.version)
      throw new Refusal('conflict', 'assistant.passage-changed', { current: before.version })
    const text = before.source === 'past-answer' ? (input.text ?? before.text) : before.text
    if (before.source === 'past-answer' && input.status === 'in-force')
      refusePersonal(`${before.title}\n${text}`)
    const version = before.version + 1
    await tables(tx)
      .updateTable('assistant_passages')
      .set({ status: input.status, reason: input.reason, text, version, updated_at: now })
      .where('district', '=', before.district)
      .where('id', '=', input.id)
      .execute()
    await sql`with ${newStamp} select 1`.execute(tx)
    const { id, status, reason } = input
    const old = contentOf(before)
    const { district, title } = before
    const change = { kind: 'passage', district, subject: id, title, before: old } as const
    await noted({ ...change, after: { ...old, text, status, reason } }, context).execute(tx)
    return {
      output: { id, version, status },
      subject: { type: 'passage', id, ...(before.district === '' ? {} : { district: before.district }) },
      change: { status: [before.status, status], reason, edited: text !== before.text },
    }
  },
})

/** What is masked with stars is no identifier any more; what the detectors still find is. */
function refusePersonal(text: string): void {
  const { found } = maskText(text, 'none')
  const open = found.filter(({ start, end }) => !text.slice(start, end).includes('*'))
  if (open.length > 0) throw new Refusal('invalid', 'assistant.personal-data', { count: open.length })
}

const OfferAnswer = z.object({
  caseId: z.uuid(),
  district: z.string(),
  title: z.string().max(200),
  text: z.string().min(5).max(5000),
  day: z.iso.date(),
})

/** A well rated answer, masked, waits for an officer to allow that it is quoted. */
export const offerAnswer = defineAction({
  name: 'assistant.offer-answer',
  input: OfferAnswer,
  allow: access.offer,
  async run(_tx, { input, now, authorise }) {
    authorise({})
    const id = uuidv7()
    const { caseId, district, title, text, day } = input
    const mask = (value: string) => maskText(value, 'full').text
    return {
      output: { id },
      subject: { type: 'passage', id, district },
      change: { case: caseId, status: 'waiting' },
      write: {
        ctes: [
          sql`offered as (insert into assistant_passages (district, id, source, document, section, title, text, version_date, status, case_id, created_at, updated_at)
            values (${district}, ${id}, 'past-answer', ${caseId}, '', ${mask(title)}, ${mask(text)}, ${day}, 'waiting', ${caseId}, ${now}, ${now})
            on conflict on constraint assistant_passages_place do nothing)`,
        ],
      },
    }
  },
})
