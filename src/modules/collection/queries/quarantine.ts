import { sql } from 'kysely'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import { getResource, subjectOf } from '#modules/catalogue'
import { access } from '../access.ts'
import { ListQuarantine, type QuarantinedRow, type QuarantinePage, type RowProblem } from '../contract.ts'
import { matching } from '../store.ts'

interface Stored {
  id: string
  delivery: string
  line: number
  at: Date
  state: QuarantinedRow['state']
  problems: RowProblem[]
  data: Record<string, unknown>
  corrected: Record<string, unknown> | null
  settled_at: Date | null
  reason: string | null
}

/** Rows that broke their contract, oldest first; who may not read the resource's rows sees what is wrong, not what was sent. */
export const listQuarantine = defineQuery({
  name: 'collection.quarantine',
  input: ListQuarantine,
  allow: access.watch,
  async run(tx, { actor, input, authorise, logRead }): Promise<QuarantinePage> {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    const maySee = allows(access.readRows, actor, subjectOf(resource))
    const { after, ...filter } = input
    const own = sql`resource = ${input.id}::uuid and state = ${input.state}`
    const { rows } = await sql<Stored>`
      select * from quarantined_rows where ${own} and ${matching({ ...filter, after })}
      order by id limit ${input.limit + 1}`.execute(tx)
    const { rows: counted } = await sql<{ total: number }>`
      select count(*)::int as total from quarantined_rows where ${own} and ${matching(filter)}`.execute(tx)
    const { rows: reasons } = await sql<{ item: string; reason: string; rows: number }>`
      select p->>'item' as item, p->>'reason' as reason, count(distinct q.id)::int as rows
      from quarantined_rows q, jsonb_array_elements(q.problems) p
      where q.resource = ${input.id}::uuid and q.state = 'waiting' group by 1, 2 order by 3 desc, 1, 2 limit 200`.execute(
      tx,
    )
    const page = rows.slice(0, input.limit)
    if (maySee && page.length > 0) logRead(subjectOf(resource), ['quarantined rows'])
    return {
      rows: page.map((r) => viewOf(r, maySee)),
      next: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
      total: counted[0]?.total ?? 0,
      reasons,
      mayRepair: allows(access.repair, actor, subjectOf(resource)),
    }
  },
})

/** Of a key that occurs twice, the key itself is a value. */
const tellsValue = new Set(['duplicate-key', 'newer-row'])

function viewOf(r: Stored, maySee: boolean): QuarantinedRow {
  return {
    id: r.id,
    delivery: r.delivery,
    line: r.line,
    at: r.at.toISOString(),
    state: r.state,
    problems: maySee
      ? r.problems
      : r.problems.map(({ expected, ...p }) =>
          expected === undefined || tellsValue.has(p.reason) ? p : { ...p, expected },
        ),
    data: maySee ? r.data : null,
    corrected: maySee ? r.corrected : null,
    settledAt: r.settled_at?.toISOString() ?? null,
    reason: r.reason,
  }
}
