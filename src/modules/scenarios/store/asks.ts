import { Refusal } from '#kernel/action/define'
import type { Database, Tx } from '#kernel/database'
import { denial, findGrant, giveCounted, judgeUse } from '#modules/sharing'
import { mostLooked, type OwnAsk } from '../contract.ts'
import { type AskKey, askName, type Looked } from '../program/index.ts'
import { tables } from '../tables.ts'
import type { Run } from './running.ts'

export interface Bound {
  readonly ask: string
  readonly grant: string
  readonly by_name: string
  readonly at: Date
}

/** Which grants meet what a scenario asks for. */
export async function boundGrants(db: Tx | Database, scenario: string): Promise<Bound[]> {
  return tables(db)
    .selectFrom('scenario_grants')
    .select(['ask', 'grant', 'by_name', 'at'])
    .where('scenario', '=', scenario)
    .execute()
}

/**
 * Rows of other departments by what a program asks for: in the sandbox the package's own demonstration, for real what the
 * grant gives, judged, masked and counted as every use of a grant is.
 * @throws Refusal `not-now` where the department has named no grant, `forbidden` where the grant does not allow it
 */
export async function lookUp(
  tx: Tx,
  run: Run,
  wanted: readonly AskKey[],
  now: Date,
): Promise<Map<string, Looked>> {
  const bound = run.sandbox === 0 ? await boundGrants(tx, run.s.id) : []
  const found = new Map<string, Looked>()
  for (const key of wanted) {
    const ask = run.manifest.asks.find((a) => a.code === key.ask)
    if (ask === undefined) continue
    const grant = bound.find((b) => b.ask === ask.code)?.grant
    found.set(
      askName(key),
      run.sandbox === 0 ? await granted(tx, run, { ask, grant, key: key.key, now }) : shown(ask, key.key),
    )
  }
  return found
}

function shown({ demo, match, items }: OwnAsk, key: string): Looked {
  const rows = demo.filter((row) => String(row[match]) === key).slice(0, mostLooked)
  return { rows: rows.map((row) => Object.fromEntries(items.map((i) => [i, row[i] ?? null]))), kinds: {} }
}

interface Looking {
  readonly ask: OwnAsk
  readonly grant: string | undefined
  readonly key: string
  readonly now: Date
}

async function granted(tx: Tx, run: Run, { ask, grant: id, key, now }: Looking): Promise<Looked> {
  const grant = id === undefined ? undefined : await findGrant(tx, id)
  if (grant === undefined)
    throw new Refusal('not-now', 'scenarios.ask-unmet', { name: run.manifest.name.zh, ask: ask.title.zh })
  const { purpose, items, match } = ask
  const limit = Math.min(mostLooked, grant.terms.rowsPerCall)
  const wish = { grant, consumer: run.s.org, action: 'read', purpose, items, rows: limit, now } as const
  const use = await judgeUse(tx, wish)
  if (!use.judgement.permitted) throw denial(use.judgement.condition)
  const where = [{ item: match, op: '=', values: [key] }] as const
  const rows = await giveCounted(tx, use, {
    where: where.map((w) => ({ ...w, values: [...w.values] })),
    limit,
    now,
  })
  const personal = use.resource.content.items.filter(
    (i) => i.personal !== null && items.includes(i.name) && grant.terms.masks[i.name] === undefined,
  )
  return {
    rows: rows.map((r) => r.data),
    kinds: Object.fromEntries(personal.map((i) => [i.name, i.personal])),
  }
}
