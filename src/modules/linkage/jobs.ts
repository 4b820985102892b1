import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { grant } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { giveRows } from '#modules/sharing'
import { rowsPerPart } from './actions/storing.ts'
import { finishRun, moveRun, storePart } from './actions.ts'
import { type Computed, compute } from './computing.ts'
import type { RecordRef } from './contract.ts'
import { openSource } from './reading.ts'
import { recordOf } from './rules.ts'
import { getLinkage, type Linkage, listJudgements } from './store.ts'

const actor = systemActor('linkage.run')
const mostDoubts = 20_000
const mostRecords = 2_000_000

/** One page of a source, judged anew each time: a grant that is taken back while a run reads stops it. */
export const readSource = defineQuery({
  name: 'linkage.read-source',
  input: z.object({ id: z.uuid(), source: z.int().min(0).max(19), after: z.string().optional() }),
  allow: [grant('system')],
  async run(tx, { input, now }) {
    const l = await getLinkage(tx, input.id)
    const source = l.content.sources[input.source]
    if (source === undefined) return { rows: [], next: null }
    const use = await openSource(tx, l, source, 1, now)
    const limit = use.grant.terms.bulk ? 10_000 : use.grant.terms.rowsPerCall
    const page = await giveRows(tx, use, { where: [], after: input.after, limit })
    const rows = page.rows.map((row) => ({ record: String(row[source.id]), values: recordOf(source, row) }))
    return { rows, next: page.next }
  },
})

/** Reads all sources, links in a thread, stores the result in parts. Cut off, it begins again from the start. */
export const runJob = defineJob({
  name: 'linkage.run',
  input: z.object({ linkage: z.uuid(), run: z.uuid() }),
  concurrency: 1,
  async run(kernel, { linkage, run }) {
    const started = kernel.clock.now().getTime()
    try {
      const l = await getLinkage(kernel.app.db, linkage)
      const { refs, records } = await readAll(kernel, l, run)
      await move(kernel, linkage, run, 'computing', refs.length)
      const computed = await compute({
        kind: l.content.kind,
        records,
        origins: Uint8Array.from(refs, (r) => r.source),
        link: l.content.link,
        doubt: l.content.doubt,
        judgements: await numberedJudgements(kernel, linkage, refs),
        mostDoubts,
      })
      await move(kernel, linkage, run, 'storing', refs.length)
      await store(kernel, linkage, run, refs, computed)
      const seconds = (kernel.clock.now().getTime() - started) / 1000
      const input = { id: linkage, run, figures: { ...computed.figures, seconds } }
      await kernel.execute(finishRun, { actor, input, key: `${run} done` })
    } catch (error) {
      const reason = error instanceof Error ? error.message.slice(0, 500) : 'unknown'
      kernel.log.warn('A linkage run failed', { linkage, run, reason })
      await kernel.execute(moveRun, {
        actor,
        input: { id: linkage, run, state: 'failed', read: 0, error: reason },
      })
    }
  },
})

export const linkageReactions: readonly Reaction[] = [
  {
    on: 'linkage.started',
    job: runJob.name,
    input: (event) => ({ linkage: event.subject.id, run: event.payload.run }),
  },
]

function move(
  kernel: Kernel,
  id: string,
  run: string,
  state: 'reading' | 'computing' | 'storing',
  read: number,
) {
  return kernel.execute(moveRun, { actor, input: { id, run, state, read, error: null } })
}

async function readAll(kernel: Kernel, l: Linkage, run: string) {
  const refs: RecordRef[] = []
  const records: Record<string, string>[] = []
  const seen = new Set<string>()
  for (const source of l.content.sources.keys()) {
    let after: string | undefined
    do {
      const page = await kernel.ask(readSource, { actor, input: { id: l.id, source, after } })
      for (const row of page.rows) {
        // A row that changed while the run read comes twice.
        const name = `${source} ${row.record}`
        if (seen.has(name)) continue
        seen.add(name)
        refs.push({ source, record: row.record })
        records.push(row.values)
      }
      if (refs.length > mostRecords) throw new Error(`more than ${mostRecords} records`)
      await move(kernel, l.id, run, 'reading', refs.length)
      after = page.next ?? undefined
    } while (after !== undefined)
  }
  return { refs, records }
}

async function numberedJudgements(kernel: Kernel, linkage: string, refs: readonly RecordRef[]) {
  const numbers = new Map(refs.map((r, n) => [`${r.source} ${r.record}`, n]))
  const of = (r: RecordRef) => numbers.get(`${r.source} ${r.record}`)
  return (await listJudgements(kernel.app.db, linkage)).flatMap((j) => {
    const [left, right] = [of(j.left), of(j.right)]
    return left === undefined || right === undefined ? [] : [{ left, right, same: j.same }]
  })
}

async function store(
  kernel: Kernel,
  id: string,
  run: string,
  refs: readonly RecordRef[],
  { labels, pairs, doubts }: Computed,
): Promise<void> {
  const part = (name: string, input: object) =>
    kernel.execute(storePart, {
      actor,
      key: `${run} ${name}`,
      input: {
        id,
        run,
        records: { n: [], source: [], record: [], entity: [] },
        pairs: { a: [], b: [], weight: [] },
        doubts: [],
        ...input,
      },
    })
  for (let from = 0; from < refs.length; from += rowsPerPart) {
    const rows = refs.slice(from, from + rowsPerPart)
    const n = rows.map((_, k) => from + k)
    const entity = [...labels.subarray(from, from + rowsPerPart)]
    const named = { source: rows.map((r) => r.source), record: rows.map((r) => r.record) }
    await part(`records ${from}`, { records: { n, ...named, entity } })
  }
  for (let from = 0; from < pairs.left.length; from += rowsPerPart) {
    const of = (column: Int32Array | Float64Array) => [...column.subarray(from, from + rowsPerPart)]
    await part(`pairs ${from}`, {
      pairs: { a: of(pairs.left), b: of(pairs.right), weight: of(pairs.weight) },
    })
  }
  for (let from = 0; from < doubts.length; from += 2000) {
    const some = doubts.slice(from, from + 2000).map(({ left, right, ...d }, k) => ({
      ...d,
      id: uuidv7(),
      rank: from + k,
      left: refs[left],
      right: refs[right],
    }))
    await part(`doubts ${from}`, { doubts: some })
  }
}
