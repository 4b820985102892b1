import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { mayEver } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import { findResource } from '#modules/catalogue'
import { access } from './access.ts'
import { sourceSubject } from './actions/sources.ts'
import { type RunView, type SourcePage, SourceRef, type SourceRow, type SourceView } from './contract.ts'
import { letterView } from './queries/views.ts'
import { visibleTo } from './queries/visible.ts'
import { findRunning, getSource, type Source } from './store.ts'
import { type RunTable, tables } from './tables.ts'

export { listLetters, readLetter } from './queries/letters.ts'

const ListSources = z.object({ resource: z.uuid().optional() })

export const listSources = defineQuery({
  name: 'pulls.list',
  input: ListSources,
  allow: access.watch,
  async run(tx, { actor, input }): Promise<SourcePage> {
    const of = input.resource === undefined ? sql`true` : sql`s.resource = ${input.resource}::uuid`
    const { rows } = await sql<Source & { running: boolean; letters: number }>`
      select s.*, exists (select 1 from pull_runs r where r.source = s.id and r.state = 'running') as running,
        (select count(*) from pull_letters l where l.source = s.id and l.state = 'waiting')::int as letters
      from pull_sources s where ${visibleTo(actor)} and ${of}
      order by (failures > 0) desc, name limit 1000`.execute(tx)
    const names = new Map<string, string>()
    for (const id of new Set(rows.map((r) => r.resource)))
      names.set(id, (await findResource(tx, id))?.content.name ?? '')
    return {
      rows: rows.map((r) => rowOf(r, names.get(r.resource) ?? '', r.running, r.letters)),
      may: { save: mayEver(access.save, actor) },
    }
  },
})

export const getSourceQuery = defineQuery({
  name: 'pulls.get',
  input: SourceRef,
  allow: access.watch,
  async run(tx, { actor, input, authorise }): Promise<SourceView> {
    const source = await getSource(tx, input.id)
    const subject = sourceSubject(source.id, source.provider)
    authorise(subject)
    const runs = await tables(tx)
      .selectFrom('pull_runs')
      .selectAll()
      .where('source', '=', source.id)
      .orderBy('began_at', 'desc')
      .limit(30)
      .execute()
    const letters = await tables(tx)
      .selectFrom('pull_letters')
      .selectAll()
      .where('source', '=', source.id)
      .orderBy('at', 'desc')
      .limit(50)
      .execute()
    const resource = await findResource(tx, source.resource)
    const running = (await findRunning(tx, source.id)) !== undefined
    const waiting = letters.filter((l) => l.state === 'waiting').length
    return {
      ...rowOf(source, resource?.content.name ?? '', running, waiting),
      revision: source.revision,
      settings: source.settings,
      hasSecret: source.secret !== null,
      runs: runs.map(runView),
      dead: letters.map(letterView),
      may: { save: allows(access.save, actor, subject), run: allows(access.run, actor, subject) },
    }
  },
})

const iso = (at: Date | null) => at?.toISOString() ?? null

function rowOf(s: Source, resourceName: string, running: boolean, letters: number): SourceRow {
  return {
    id: s.id,
    resource: s.resource,
    resourceName,
    provider: s.provider,
    name: s.name,
    kind: s.settings.place.kind,
    state: s.state,
    simulated: s.simulated,
    running,
    failures: s.failures,
    error: s.error,
    nextRunAt: iso(s.next_run_at),
    lastRunAt: iso(s.last_run_at),
    lastGoodAt: iso(s.last_good_at),
    lastRows: s.last_rows,
    letters,
  }
}

function runView(r: Selectable<RunTable>): RunView {
  const { id, state, by, parts, rows, added, changed, quarantined, removed, letters, error } = r
  return {
    id,
    state,
    by,
    parts,
    rows,
    added,
    changed,
    quarantined,
    removed,
    letters,
    error,
    bytes: Number(r.bytes),
    beganAt: r.began_at.toISOString(),
    endedAt: iso(r.ended_at),
  }
}
