import { sql } from 'kysely'
import { v5 as uuidv5 } from 'uuid'
import type { Database, Tx } from '#kernel/database'
import type { InspectionFinding } from '../contract/inspections.ts'
import type { FindingView } from '../contract/levels.ts'
import type { Subject } from './subjects.ts'

const namespace = 'd3a1b9a0-2c47-4f4b-8a0e-5d2f0f6a7c31'

/** What an inspection found; the same case twice writes the same rows. */
export async function saveFindings(
  tx: Tx,
  s: Pick<Subject, 'district' | 'id'>,
  of: { case: string; at: string; findings: readonly InspectionFinding[]; resolvedAt: string | null },
): Promise<void> {
  for (const [n, f] of of.findings.entries())
    await sql`
      insert into control_findings (district, id, subject, case_id, at, text, serious, resolved_at)
      values (${s.district}, ${uuidv5(`${of.case} ${n}`, namespace)}::uuid, ${s.id}::uuid, ${of.case}::uuid,
        ${of.at}::timestamptz, ${f.text}, ${f.serious}, ${of.resolvedAt}::timestamptz)
      on conflict on constraint control_findings_pk do update set resolved_at = excluded.resolved_at`.execute(
      tx,
    )
}

/** Newest first. */
export async function listFindings(
  db: Tx | Database,
  s: Pick<Subject, 'id'>,
  limit: number,
): Promise<FindingView[]> {
  const { rows } = await sql<Omit<FindingView, 'at' | 'resolvedAt'> & { at: Date; resolvedAt: Date | null }>`
    select id, case_id as "case", at, text, serious, resolved_at as "resolvedAt" from control_findings
    where subject = ${s.id}::uuid order by at desc, id limit ${limit}`.execute(db)
  return rows.map((r) => ({ ...r, at: r.at.toISOString(), resolvedAt: r.resolvedAt?.toISOString() ?? null }))
}
