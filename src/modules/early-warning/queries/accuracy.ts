import { sql } from 'kysely'
import { accessCondition } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import { access } from '../access.ts'
import { warningCase } from '../case.ts'
import { AccuracyOf, type AccuracyView, type Verdict } from '../contract.ts'
import { accuracyOf, type Judged } from '../rules.ts'
import { endOf, startOf, withinCondition } from '../store.ts'

interface Row {
  watch: string
  name: string
  english: string | null
  kind: string
  verdict: Verdict | null
  raised: Date
  event: string | null
  acknowledged: Date | null
  by: string | null
  week: string
}

const day = 86_400_000

/** How far warnings could be trusted, of those that this reader sees; exercises are counted by themselves. */
export const getAccuracy = defineQuery({
  name: 'early-warning.accuracy',
  input: AccuracyOf,
  allow: access.readAccuracy,
  async run(tx, { input, actor }): Promise<AccuracyView> {
    const [from, until] = [startOf(input.from), endOf(input.until)]
    const domain =
      input.domain === undefined ? sql`true` : sql`document->'details'->>'domain' = ${input.domain}`
    const within = (column: string) =>
      input.place === undefined
        ? sql`true`
        : sql`(${sql.ref(column)} = ${input.place} or starts_with(${sql.ref(column)}, ${`${input.place}/`}))`
    const places = sql`${sql.join([sql`true`, ...withinCondition(input.within)], sql` and `)}`
    const { rows } = await sql<Row>`
      select document->'details'->>'watch' as watch, document->'details'->>'watchName' as name,
        document->'details'->'english'->>'name' as english,
        document->'details'->>'kind' as kind, document->'details'->'verdict'->>'verdict' as verdict, created_at as raised,
        document->'details'->'verdict'->>'eventAt' as event, a.at as acknowledged, a.actor_id as by,
        to_char(date_trunc('week', created_at at time zone 'Asia/Shanghai'), 'YYYY-MM-DD') as week
      from (select * from cases where type = ${warningCase.type} and ${accessCondition(warningCase.see, actor)}
        and created_at >= ${from} and created_at < ${until} and ${domain} and ${within('place')} and ${places}
        and document->'details'->>'exercise' = ${String(input.exercise)}) c
      left join lateral (select at, actor_id from case_actions a where a.district = c.district and a.case_id = c.id
        and a.action in ('acknowledge', 'dispatch') order by seq limit 1) a on true
      order by created_at`.execute(tx)
    const missed = await sql<{ kind: string; n: number }>`
      select kind, count(*)::int as n from missed_events where at >= ${from} and at < ${until}
        and ${input.domain === undefined ? sql`true` : sql`domain = ${input.domain}`} and ${within('place')} and ${places}
        and ${accessCondition(access.seeMissed, actor)} group by 1`.execute(tx)
    const missedOf = new Map(missed.rows.map((r) => [r.kind, r.n]))
    const byWatch = [...Map.groupBy(rows, (r) => r.watch)]
    const kinds = new Set<string>()
    const lines = byWatch.map(([watch, of]) => {
      const [first] = of as [Row]
      // What was missed is known by kind: it counts once, with the kind's first watch.
      const miss = kinds.has(first.kind) ? 0 : (missedOf.get(first.kind) ?? 0)
      kinds.add(first.kind)
      const english = first.english === null ? {} : { english: { name: first.english } }
      return accuracyOf({ watch, name: first.name, ...english, kind: first.kind }, of.map(judgedOf), miss)
    })
    const unwatched = [...missedOf].filter(([kind]) => !kinds.has(kind))
    const others = unwatched.map(([kind, n]) => accuracyOf({ watch: null, name: kind, kind }, [], n))
    const allMissed = [...missedOf.values()].reduce((a, b) => a + b, 0)
    const total = accuracyOf({ watch: null, name: '', kind: 'all' }, rows.map(judgedOf), allMissed)
    return {
      rows: [...lines, ...others],
      total,
      falsePerDay: total.false / Math.max(1, (until.getTime() - from.getTime()) / day),
      officers: new Set(rows.flatMap((r) => r.by ?? [])).size,
      byWeek: [...Map.groupBy(rows, (r) => r.week)].map(([week, of]) => {
        const { raised, judged, precision } = accuracyOf(
          { watch: null, name: '', kind: 'all' },
          of.map(judgedOf),
          0,
        )
        return { week, raised, judged, precision }
      }),
    }
  },
})

function judgedOf(r: Row): Judged {
  return {
    verdict: r.verdict,
    raisedAt: r.raised.getTime(),
    eventAt: r.event === null ? null : Date.parse(r.event),
    acknowledgedAt: r.acknowledged?.getTime() ?? null,
  }
}
