import { sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { getResource, listPublished, subjectOf } from '#modules/catalogue'
import { access } from '../access.ts'
import {
  GetQuality,
  ListMonitor,
  type MonitorPage,
  type MonitorRow,
  type QualityFigure,
  type QualityView,
} from '../contract.ts'
import { addMeasures, type Measures, noMeasures, scoreOf, sharesOf, type Weights } from '../rules.ts'
import { measuresOf, readStandings, readWeights, scoredDays } from '../standing.ts'
import { tables } from '../tables.ts'

export const getWeights = defineQuery({
  name: 'collection.weights',
  input: z.object({}),
  allow: access.watch,
  run: (tx) => readWeights(tx),
})

/** A resource's quality day by day, with the numbers that each score is made of. */
export const getQuality = defineQuery({
  name: 'collection.quality',
  input: GetQuality,
  allow: access.watch,
  async run(tx, { input, now, authorise }): Promise<QualityView> {
    const resource = await getResource(tx, input.id)
    authorise(subjectOf(resource))
    const weights = await readWeights(tx)
    const days = await readDays(tx, [input.id], now, input.days)
    const sum = days.reduce<Measures>((all, d) => addMeasures(all, d.measures), noMeasures)
    return {
      weights: { ...weights },
      period: figureOf(sum, weights),
      days: days.map((d) => ({ day: d.day, ...figureOf(d.measures, weights) })),
    }
  },
})

function figureOf(measures: Measures, weights: Weights): QualityFigure {
  return { measures, shares: sharesOf(measures), score: scoreOf(measures, weights) }
}

interface Day {
  readonly resource: string
  readonly day: string
  readonly measures: Measures
}

async function readDays(tx: Tx, ids: readonly string[], now: Date, days: number): Promise<Day[]> {
  const { rows } = await sql<{ resource: string; day: string } & Record<keyof Measures, string>>`
    select resource, day::text as day, sent, cells, filled, invalid, inconsistent, duplicates, deliveries, late
    from quality_days where resource = any(${[...ids]}::uuid[])
      and day > (${now}::timestamptz at time zone 'Asia/Shanghai')::date - ${days}::int order by day`.execute(
    tx,
  )
  return rows.map((r) => ({ resource: r.resource, day: r.day, measures: measuresOf(r) }))
}

/** Every published resource that the reader may watch, late ones first. */
export const listMonitor = defineQuery({
  name: 'collection.monitor',
  input: ListMonitor,
  allow: access.watch,
  async run(tx, { actor, input, now }): Promise<MonitorPage> {
    const all = allows(access.watch, actor, {})
    const own = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
    if (!all && own.length === 0) return { rows: [], total: 0, late: 0, waiting: 0 }
    const resources = await listPublished(tx, all ? {} : { providers: own })
    const standings = await readStandings(tx, resources, now)
    const lines = resources.flatMap((resource) => {
      const found = standings.get(resource.id)
      if (found === undefined) return []
      const { last, standing } = found
      return [{ resource, last, standing, isLate: standing.lateFrom !== null && now > standing.lateFrom }]
    })
    lines.sort(
      (a, b) =>
        Number(b.isLate) - Number(a.isLate) ||
        b.standing.waiting - a.standing.waiting ||
        (a.resource.code < b.resource.code ? -1 : 1),
    )
    const page = lines.slice(input.offset, input.offset + input.limit)
    const shown = await trends(
      tx,
      page.map((l) => l.resource.id),
      now,
    )
    return {
      rows: page.map(
        ({ resource: r, last, standing, isLate }): MonitorRow => ({
          id: r.id,
          code: r.code,
          name: r.content.name,
          provider: r.provider,
          last: last === null ? null : { ...last, at: last.at.toISOString() },
          due: standing.lateFrom?.toISOString() ?? null,
          isLate,
          waiting: standing.waiting,
          score: standing.score,
          trend: shown.trend.get(r.id) ?? [],
          task: shown.tasks.get(r.id) ?? null,
        }),
      ),
      total: lines.length,
      late: lines.filter((l) => l.isLate).length,
      waiting: lines.reduce((sum, l) => sum + l.standing.waiting, 0),
    }
  },
})

async function trends(tx: Tx, ids: readonly string[], now: Date) {
  if (ids.length === 0) return { trend: new Map<string, number[]>(), tasks: new Map<string, string>() }
  const weights = await readWeights(tx)
  const days = await readDays(tx, ids, now, scoredDays)
  const trend = new Map<string, number[]>()
  for (const { resource, measures } of days) {
    const score = scoreOf(measures, weights)
    if (score !== null) trend.set(resource, [...(trend.get(resource) ?? []), score])
  }
  const rows = await tables(tx).selectFrom('data_tasks').selectAll().where('resource', 'in', ids).execute()
  return { trend, tasks: new Map(rows.map((r) => [r.resource, r.task])) }
}
