import { sql } from 'kysely'
import { z } from 'zod'
import { withinPlaces } from '#kernel/access'
import { isWithin } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import { nextDue } from '#kernel/cases'
import type { Tx } from '#kernel/database'
import { access } from '../../access.ts'
import { warningCase } from '../../case.ts'
import { Domain, type Level } from '../../contract.ts'
import type { Warning } from '../../rules.ts'
import { highestLevel } from '../../store.ts'
import { tables } from '../../tables.ts'
import type { ReportFacts, SilenceFact, WarningFact } from '../rules.ts'

const FactsOf = z.object({
  places: z.array(z.string()).min(1).max(200),
  /** From the period before on. */
  since: z.date(),
  from: z.date(),
  until: z.date(),
  domain: Domain.nullable(),
  exercise: z.boolean(),
})
type FactsOf = z.output<typeof FactsOf>

interface Row {
  document: Warning
  highest: Level
  noticed: Date | null
  by: string | null
}

/** What a report counts: of real warnings or of exercises, never of both. No person, and no text but a title. */
export const readReportFacts = defineQuery({
  name: 'warning-report.facts',
  input: FactsOf,
  allow: access.readReportFacts,
  async run(tx, { input, now, authorise }): Promise<ReportFacts> {
    for (const place of input.places) authorise({ place })
    return {
      warnings: await readWarnings(tx, input),
      missed: await countMissed(tx, input),
      silences: await readSilences(tx, input.places, now),
    }
  },
})

async function readWarnings(tx: Tx, input: FactsOf): Promise<WarningFact[]> {
  const domain = input.domain === null ? sql`true` : sql`document->'details'->>'domain' = ${input.domain}`
  const { rows } = await sql<Row>`
    select c.document, ${highestLevel} as highest, a.at as noticed, a.actor_id as by
    from (select * from cases where type = ${warningCase.type} and ${withinPlaces(input.places)} and ${domain}
      and document->'details'->>'exercise' = ${String(input.exercise)} and created_at < ${input.until}
      and (created_at >= ${input.since} or closed_at is null or closed_at >= ${input.since})) c
    left join lateral (select at, actor_id from case_actions a where a.district = c.district and a.case_id = c.id
      and a.action in ('acknowledge', 'dispatch') order by seq limit 1) a on true
    order by c.created_at`.execute(tx)
  return rows.map(factOf)
}

function factOf({ document: c, highest, noticed, by }: Row): WarningFact {
  const { details: d } = c
  return {
    id: c.id,
    title: c.title,
    place: c.place,
    level: highest,
    domain: d.domain,
    state: c.state,
    lead: c.lead?.org ?? null,
    raisedAt: c.createdAt,
    closedAt: c.closedAt,
    noticedAt: noticed?.toISOString() ?? null,
    noticedBy: by,
    calmSince: d.calmSince,
    due: nextDue(c),
    verdict: d.verdict?.verdict ?? null,
    eventAt: d.verdict?.eventAt ?? null,
  }
}

/** Missed events are of the real world: a report of exercises has none. */
async function countMissed(tx: Tx, { places, from, until, domain, exercise }: FactsOf): Promise<number> {
  if (exercise) return 0
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from missed_events where at >= ${from} and at < ${until} and ${withinPlaces(places)}
      and ${domain === null ? sql`true` : sql`domain = ${domain}`}`.execute(tx)
  return rows[0]?.n ?? 0
}

async function readSilences(tx: Tx, places: readonly string[], now: Date): Promise<SilenceFact[]> {
  const rows = await tables(tx)
    .selectFrom('silences')
    .select(['kind', 'object', 'place', 'until', 'held'])
    .where('until', '>', now)
    .where('since', '<=', now)
    .where('ended_at', 'is', null)
    .orderBy('until')
    .execute()
  return rows
    .filter((s) => isWithin(s.place, places))
    .map((s) => ({
      what: s.object ?? s.kind ?? '',
      place: s.place,
      until: s.until.toISOString(),
      held: Number(s.held),
    }))
}
