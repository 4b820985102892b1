import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { accessCondition, allows } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import { type Case, findCase, nextDue, subjectOf } from '#kernel/cases'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { getResource } from '#modules/catalogue'
import { access } from '../access.ts'
import { warningCase } from '../case.ts'
import {
  type EvidencePage,
  type Level,
  ListWarnings,
  type SilenceView,
  type WarningDetails,
  type WarningFilters,
  type WarningPage,
  type WarningRow,
} from '../contract.ts'
import { endOf, findWatch, highestLevel, startOf, withinCondition } from '../store.ts'
import { tables } from '../tables.ts'
import { englishUnit, signalView } from './signals.ts'
import { titlesOf } from './titles.ts'

/** Warnings that this reader may see: the highest first, then the newest. */
export const listWarnings = defineQuery({
  name: 'early-warning.warnings',
  input: ListWarnings,
  allow: access.see,
  async run(tx, { input, actor }): Promise<WarningPage> {
    const mine = conditionsOf(input, actor)
    const level = input.level === undefined ? sql`true` : sql`document->'details'->>'level' = ${input.level}`
    const { rows } = await sql<{ document: Case<WarningDetails>; total: number }>`
      select document, count(*) over ()::int as total from cases where ${mine} and ${level}
      order by array_position(array['red', 'orange', 'yellow', 'blue'], document->'details'->>'level'), created_at desc, id
      limit ${input.limit} offset ${input.offset}`.execute(tx)
    const counted = await sql<{ level: Level; n: number }>`
      select document->'details'->>'level' as level, count(*)::int as n from cases where ${mine} group by 1`.execute(
      tx,
    )
    const none: Record<Level, number> = { blue: 0, yellow: 0, orange: 0, red: 0 }
    return {
      rows: rows.map((r) => rowOf(r.document)),
      total: rows[0]?.total ?? 0,
      byLevel: { ...none, ...Object.fromEntries(counted.rows.map((r) => [r.level, r.n])) },
    }
  },
})

/** What the filters of the board ask for of what the reader may see; the level is not among them. */
export function conditionsOf(input: WarningFilters, actor: Actor): RawBuilder<boolean> {
  const detail = (name: string, value: string | undefined) =>
    value === undefined ? [] : [sql<boolean>`document->'details'->>${sql.lit(name)} = ${value}`]
  const state = {
    open: sql<boolean>`closed_at is null`,
    closed: sql<boolean>`closed_at is not null`,
    any: sql<boolean>`true`,
  }
  return sql<boolean>`${sql.join(
    [
      sql<boolean>`type = ${warningCase.type}`,
      accessCondition(warningCase.see, actor),
      state[input.state],
      ...detail('domain', input.domain),
      ...detail('kind', input.kind),
      ...detail('watch', input.watch),
      ...(input.place === undefined
        ? []
        : [sql<boolean>`(place = ${input.place} or starts_with(place, ${`${input.place}/`}))`]),
      ...withinCondition(input.within),
      ...(input.from === undefined ? [] : [sql<boolean>`created_at >= ${startOf(input.from)}`]),
      ...(input.until === undefined ? [] : [sql<boolean>`created_at < ${endOf(input.until)}`]),
      ...(input.highest === undefined ? [] : [sql<boolean>`${highestLevel} = ${input.highest}`]),
      ...detail('exercise', input.exercise === undefined ? undefined : String(input.exercise)),
      ...(input.q === undefined || input.q === ''
        ? []
        : [
            sql<boolean>`position(lower(${input.q}) in lower(number || ' ' || (document->>'title') || ' ' || coalesce(document->>'titleInEnglish', '') || ' ' || (document->'details'->>'object'))) > 0`,
          ]),
    ],
    sql` and `,
  )}`
}

export function rowOf(c: Case<WarningDetails>): WarningRow {
  const { details: d } = c
  return {
    id: c.id,
    number: c.number,
    title: c.title,
    ...(c.titleInEnglish === undefined ? {} : { titleInEnglish: c.titleInEnglish }),
    ...englishUnit(d.english),
    state: c.state,
    version: c.version,
    level: d.level,
    domain: d.domain,
    kind: d.kind,
    object: d.object,
    objectName: d.objectName,
    place: c.place,
    point: c.point,
    lead: c.lead?.org ?? null,
    since: d.since,
    lastAt: d.lastAt,
    peak: d.peak,
    unit: d.unit,
    signals: d.signals,
    calmSince: d.calmSince,
    due: nextDue(c as Case),
    exercise: d.exercise,
    verdict: d.verdict?.verdict ?? null,
  }
}

const mostSignals = 500

/** The signals behind a warning, newest first; shown to whoever sees the warning. */
export const listEvidence = defineQuery({
  name: 'early-warning.evidence',
  input: z.object({ id: z.uuid() }),
  allow: access.see,
  async run(tx, { input, actor, authorise }): Promise<EvidencePage> {
    const c = await findCase(tx, warningCase.type, input.id)
    if (c === undefined || !allows(warningCase.see, actor, subjectOf(c as Case)))
      throw new Refusal('not-found', 'case.not-found', { id: input.id })
    authorise(subjectOf(c as Case))
    const rows = await tables(tx)
      .selectFrom('signals')
      .selectAll()
      .where('warning', '=', input.id)
      .orderBy('at', 'desc')
      .limit(mostSignals + 1)
      .execute()
    const titles = await titlesByWatch(tx, [...new Set(rows.map((r) => r.watch))])
    const signals = rows.slice(0, mostSignals).map((r) => signalView(r, titles.get(r.watch) ?? []))
    return { signals, more: rows.length > mostSignals }
  },
})

/** Titles of the items of the watches that judge several; a warning has signals of few watches. */
async function titlesByWatch(tx: Tx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const titles = new Map<string, string[]>()
  for (const id of ids) {
    const watch = await findWatch(tx, id)
    if (watch === undefined || watch.content.also.length === 0) continue
    titles.set(id, titlesOf(watch.content, await getResource(tx, watch.resource)))
  }
  return titles
}

export const listSilences = defineQuery({
  name: 'early-warning.silences',
  input: z.object({ past: z.stringbool().default(false) }),
  allow: access.silence,
  async run(tx, { input, actor, now }): Promise<{ rows: SilenceView[] }> {
    const rows = await tables(tx)
      .selectFrom('silences')
      .leftJoin('accounts', (j) => j.on(sql<boolean>`accounts.id = silences.owner`))
      .selectAll('silences')
      .select('accounts.name as ownerName')
      .$if(!input.past, (q) => q.where('until', '>', now).where('ended_at', 'is', null))
      .orderBy('until', 'desc')
      .limit(200)
      .execute()
    return {
      rows: rows
        .filter((s) => allows(access.silence, actor, { place: s.place }))
        .map((s) => ({
          id: s.id,
          kind: s.kind,
          object: s.object,
          place: s.place,
          from: s.since.toISOString(),
          until: s.until.toISOString(),
          reason: s.reason,
          owner: s.owner,
          ownerName: s.ownerName ?? '',
          endedAt: s.ended_at?.toISOString() ?? null,
          held: Number(s.held),
        })),
    }
  },
})
