import { isDeepStrictEqual } from 'node:util'
import { defineAction } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { type Duty, ImportDuties, type ImportReport } from '../contract.ts'
import { dutyOf } from '../register.ts'
import { problem, readRows } from '../rules.ts'
import { type ChangeOf, type DutyRecord, insertDuties, knownCodes, takeList, updateDuty } from '../store.ts'
import { tables } from '../tables.ts'

interface Line {
  readonly line: number
  readonly duty: Duty
}

/**
 * Takes the rows of a table file. Right rows are kept, each wrong one is named with its line and reason; a row that
 * says what the list says already changes nothing. Duties that the file does not name stay as they are.
 */
export const importDuties = defineAction({
  name: 'duty.import',
  input: ImportDuties,
  allow: access.import,
  async run(tx, { actor, input, now, authorise }) {
    authorise({})
    await takeList(tx, now)
    const read = readRows(input.rows, await knownCodes(tx))
    const lines = read.flatMap((r) => ('duty' in r ? [r] : []))
    const report = await save(tx, lines, { actor, now, reason: input.reason })
    const problems = [...read.flatMap((r) => ('problems' in r ? r.problems : [])), ...report.problems]
    const output: ImportReport = { ...report, problems: problems.sort((a, b) => a.line - b.line) }
    const { created, changed, unchanged } = output
    return {
      output,
      subject: { type: 'duty-list', id: 'duties' },
      change: { created, changed, unchanged, refused: problems.length, reason: input.reason },
      events: [{ name: 'duty.imported', payload: { created, changed } }],
    }
  },
})

async function save(tx: Tx, lines: readonly Line[], by: ChangeOf): Promise<ImportReport> {
  const present = await lockAll(
    tx,
    lines.map((l) => l.duty.id),
  )
  const isRetired = ({ duty }: Line) => present.get(duty.id)?.active === false
  const created = lines.filter((l) => !present.has(l.duty.id)).map((l) => l.duty)
  if (created.length > 0) await insertDuties(tx, created, by)
  let changed = 0
  for (const { duty } of lines) {
    const before = present.get(duty.id)
    if (before === undefined || !before.active || isDeepStrictEqual(dutyOf(before), duty)) continue
    await updateDuty(tx, before, duty, by)
    changed++
  }
  const problems = lines.filter(isRetired).map((l) => problem(l.line, 'id', 'duty.row-retired', l.duty.id))
  return {
    created: created.length,
    changed,
    unchanged: lines.length - created.length - changed - problems.length,
    problems,
  }
}

async function lockAll(tx: Tx, ids: readonly string[]): Promise<Map<string, DutyRecord>> {
  if (ids.length === 0) return new Map()
  // In the order of ids, so that two imports cannot wait for each other.
  const rows = await tables(tx)
    .selectFrom('duties')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
