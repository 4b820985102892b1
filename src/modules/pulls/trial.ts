import { parse } from '#kernel/action'
import type { RouteRequest } from '#kernel/http/define'
import type { Kernel } from '#kernel/module'
import { OutboundError } from '#kernel/outbound/define'
import type { RawRow } from '#modules/collection/contract'
import { compileContract } from '#modules/collection/rules'
import { type Reason, type Trial, TrySource } from './contract.ts'
import type { PullActions } from './index.ts'
import { readSource } from './readers/index.ts'
import { columnsOf, goneColumns, mapRow } from './rules.ts'
import { getSource, secretOf } from './store.ts'

const shownRows = 20
const trialSeconds = 30

/** Calls the source as a run would, looks at the first rows, and stores nothing. */
export async function tryPull(kernel: Kernel, actions: PullActions, r: RouteRequest): Promise<Trial> {
  const input = parse(TrySource, r.body)
  // No idempotency key: the input holds a secret, and a trial is worth as much as its moment.
  const { content } = await kernel.execute(actions.try, { actor: r.actor, input, trace: r.trace })
  const began = performance.now()
  const { mapping } = input.settings
  const secret =
    input.secret ??
    (input.id === undefined ? '' : secretOf(kernel.key, await getSource(kernel.app.db, input.id)))
  const found = await firstRows(kernel, input, secret)
  const checker = compileContract(content)
  const now = kernel.clock.now()
  const gone = goneColumns(found.rows, mapping, checker.required)
  const warnings =
    gone.length === 0 ? [] : [{ key: 'columns-gone', values: { columns: gone.join('、').slice(0, 300) } }]
  return {
    ok: found.error === null,
    error: found.error,
    columns: columnsOf(found.rows),
    rows: found.rows.map((raw, n) => {
      const items = mapRow(raw, mapping)
      const checked = checker.check(items, now)
      const problems = 'problems' in checked ? checked.problems : []
      return {
        line: found.firstLine + n,
        raw,
        items,
        problems: problems.map(({ item, reason, expected = '' }) => ({ item, reason, expected })),
      }
    }),
    warnings,
    milliseconds: Math.round(performance.now() - began),
  }
}

interface Found {
  readonly rows: readonly RawRow[]
  readonly firstLine: number
  readonly error: Reason | null
}

async function firstRows(kernel: Kernel, input: TrySource, secret: string): Promise<Found> {
  const { place, limits } = input.settings
  const reader = readSource({
    // A file that is still being written is no reason to show nothing.
    place: place.kind === 'folder' || place.kind === 'sftp' ? { ...place, settleSeconds: 0 } : place,
    secret,
    position: null,
    limits: { ...limits, megabytes: Math.min(limits.megabytes, 64) },
    signal: AbortSignal.timeout(trialSeconds * 1000),
    now: kernel.clock.now(),
    allowed: kernel.config.pulls.allowed,
    folders: kernel.config.pulls.folders,
    known: new Map(),
    newestOnly: true,
  })
  try {
    for await (const read of reader) {
      if ('letter' in read) return { rows: [], firstLine: 1, error: read.letter.reason }
      if ('chunk' in read && read.chunk.rows.length > 0)
        return { rows: read.chunk.rows.slice(0, shownRows), firstLine: read.chunk.firstLine, error: null }
    }
    return { rows: [], firstLine: 1, error: null }
  } catch (error) {
    if (error instanceof OutboundError) return { rows: [], firstLine: 1, error: error.reason }
    throw error
  } finally {
    await reader.return(undefined)
  }
}
