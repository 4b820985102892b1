import { sql } from 'kysely'
import { z } from 'zod'
import { type Access, allows } from '#kernel/access'
import { defineQuery, Refusal } from '#kernel/action'
import { type Case, findCase, subjectOf } from '#kernel/cases'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import { refuseWrongPattern } from '../actions/patterns.ts'
import { warningCase } from '../case.ts'
import {
  type Fact,
  ListPatterns,
  type MatchPage,
  type PatternPage,
  type PatternRule,
  type PatternView,
  type TriedPattern,
  TryPattern,
} from '../contract.ts'
import { episodesOf, matchPast } from '../rules.ts'
import {
  getPattern,
  oldestEvent,
  patternOf,
  readPastFacts,
  readVerdicts,
  type StoredPattern,
} from '../store.ts'

export const listPatterns = defineQuery({
  name: 'early-warning.patterns',
  input: ListPatterns,
  allow: access.readPatterns,
  async run(tx, { input, actor, now, authorise }): Promise<PatternPage> {
    authorise({})
    const conditions = [
      sql<boolean>`true`,
      ...(input.state === undefined ? [] : [sql<boolean>`state = ${input.state}`]),
      ...(input.domain === undefined ? [] : [sql<boolean>`content->>'domain' = ${input.domain}`]),
      ...(input.q === undefined || input.q === ''
        ? []
        : [sql<boolean>`position(lower(${input.q}) in lower(content->>'name')) > 0`]),
    ]
    const where = sql.join(conditions, sql` and `)
    const { rows } = await sql<StoredPattern>`
      select * from patterns where ${where}
      order by state = 'off', content->>'name', id limit ${input.limit} offset ${input.offset}`.execute(tx)
    const counted = await sql<{ n: number }>`select count(*)::int as n from patterns where ${where}`.execute(
      tx,
    )
    return { rows: await viewsOf(tx, rows, actor, now), total: counted.rows[0]?.n ?? 0 }
  },
})

export const getPatternQuery = defineQuery({
  name: 'early-warning.pattern',
  input: z.object({ id: z.uuid() }),
  allow: access.readPatterns,
  async run(tx, { input, actor, now, authorise }): Promise<PatternView> {
    authorise({})
    const [view] = await viewsOf(tx, [await getPattern(tx, input.id)], actor, now)
    return view as PatternView
  },
})

interface Counted {
  id: string
  matches: number
  lost: number
  open: number
}

async function viewsOf(
  tx: Tx,
  patterns: readonly StoredPattern[],
  actor: Actor,
  now: Date,
): Promise<PatternView[]> {
  const ids = patterns.map((p) => p.id)
  const since = new Date(now.getTime() - 86_400_000)
  const { rows } = await sql<Counted>`
    select p.id,
      (select count(*) from signals g where g.watch = p.id and g.at > ${since}::timestamptz)::int as matches,
      (select coalesce(sum(lost), 0) from pattern_states s where s.pattern = p.id)::int as lost,
      (select count(*) from open_warnings o where o.watch = p.id)::int as open
    from unnest(${ids}::uuid[]) as p (id)`.execute(tx)
  const counts = new Map(rows.map((r) => [r.id, r]))
  const may = (who: Access, p: StoredPattern) =>
    p.content.places.every((place) => allows(who, actor, { place }))
  return patterns.map((p) => ({
    id: p.id,
    version: p.version,
    state: p.state,
    content: p.content,
    changedAt: p.changed_at.toISOString(),
    inEffect: p.state === 'on' && p.taken === p.version,
    matches24h: counts.get(p.id)?.matches ?? 0,
    lost: counts.get(p.id)?.lost ?? 0,
    open: counts.get(p.id)?.open ?? 0,
    can: [
      ...(may(access.editPatterns, p) ? ['save'] : []),
      ...(may(access.tryPatterns, p) ? ['try'] : []),
      ...(may(access.switchPatterns, p) ? [p.state === 'on' ? 'switchOff' : 'switchOn'] : []),
    ],
  }))
}

const mostMatches = 100

/** Why a pattern raised a warning: its matches, newest first; shown to whoever sees the warning. */
export const listMatches = defineQuery({
  name: 'early-warning.matches',
  input: z.object({ id: z.uuid() }),
  allow: access.see,
  async run(tx, { input, actor, authorise }): Promise<MatchPage> {
    const c = await findCase(tx, warningCase.type, input.id)
    if (c === undefined || !allows(warningCase.see, actor, subjectOf(c as Case)))
      throw new Refusal('not-found', 'case.not-found', { id: input.id })
    authorise(subjectOf(c as Case))
    const { rows } = await sql<{ at: Date; rule: PatternRule; facts: Fact[] }>`
      select m.at, m.rule, m.facts from signals s
      join pattern_matches m on m.pattern = s.watch and m.object = s.object and m.mark = s.mark
      where s.warning = ${input.id}::uuid order by m.at desc, m.mark limit ${mostMatches + 1}`.execute(tx)
    const matches = rows.slice(0, mostMatches).map((r) => ({ ...r, at: r.at.toISOString() }))
    return { matches, more: rows.length > mostMatches }
  },
})

const mostFactsRead = 50_000
const longestDays = 366
const dayMs = 86_400_000

/** A pattern on the past, changing nothing: what it would have raised, and what people said of the warnings of the time. */
export const tryPattern = defineQuery({
  name: 'early-warning.try-pattern',
  input: TryPattern,
  allow: access.tryPatterns,
  async run(tx, { input, authorise, logRead }): Promise<TriedPattern> {
    const { content } = input
    for (const place of content.places) authorise({ place })
    refuseWrongPattern(content)
    const period = { from: new Date(input.from), until: new Date(input.until) }
    const days = (period.until.getTime() - period.from.getTime()) / dayMs
    if (days <= 0 || days > longestDays)
      throw new Refusal('invalid', 'early-warning.pattern-period', { field: 'from', days: longestDays })
    logRead({ type: 'pattern', id: content.kind }, ['trial of a pattern'])
    const { facts, cut } = await readPastFacts(tx, content, period, mostFactsRead)
    const used = content.exercise ? facts : facts.filter((f) => !f.exercise)
    const id = '00000000-0000-0000-0000-000000000000'
    const matches = matchPast(patternOf({ id, version: 0, content }), used, period.until.getTime())
    const verdicts = await readVerdicts(tx, [...new Set(used.flatMap((f) => f.warning ?? []))])
    const warnings = episodesOf(matches, content, verdicts)
    const needsEvents = content.combination.conditions.some(
      (c) => c.source === 'cap' || c.source === 'device-silent',
    )
    const judged = (as: TriedPattern['warnings'][number]['judged']) =>
      warnings.filter((w) => w.judged === as).length
    return {
      facts: used.length,
      cut,
      eventsSince: needsEvents ? ((await oldestEvent(tx))?.toISOString() ?? null) : null,
      matches: matches.length,
      true: judged('true'),
      false: judged('false'),
      unjudged: judged('unjudged'),
      warnings,
    }
  },
})
