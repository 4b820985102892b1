import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Refusal } from '#kernel/action/define'
import { canonical } from '#kernel/audit'
import type { Database, Tx } from '#kernel/database'
import type { Backtest, ModelContent, ModelState } from '../contract/models.ts'
import type { SubjectKind } from '../contract/subjects.ts'
import { tables } from '../tables.ts'

export interface StoredModel {
  readonly id: string
  readonly owner: string
  readonly kind: SubjectKind
  readonly revision: number
  readonly content: ModelContent
  readonly version: string
  readonly hash: string
  readonly backtest: Backtest | null
}

/** Grows when the code judges otherwise with the same table. */
const revision = 'table-1'

/** Binds the register's entry to what the table says: any change of it is another version. */
export function hashOf(content: ModelContent): { hash: string; version: string } {
  const hash = createHash('sha256')
    .update(`${revision} ${canonical(content)}`)
    .digest('hex')
  return { hash, version: hash.slice(0, 12) }
}

/** The name under which the register knows a model. */
export function algorithmCode(model: string): string {
  return `control.model.${model}`
}

const columns = ['id', 'owner', 'kind', 'revision', 'content', 'version', 'hash', 'backtest'] as const

export async function findModel(db: Tx | Database, id: string): Promise<StoredModel | undefined> {
  return tables(db).selectFrom('control_models').select(columns).where('id', '=', id).executeTakeFirst()
}

/** @throws Refusal `not-found` */
export async function getModel(db: Tx | Database, id: string): Promise<StoredModel> {
  const found = await findModel(db, id)
  if (found === undefined) throw new Refusal('not-found', 'control.model-not-found', { id })
  return found
}

/** @throws Refusal `not-found`, or `conflict` when it has changed since it was looked at */
export async function lockModel(tx: Tx, ref: { id: string; revision: number }): Promise<StoredModel> {
  const found = await tables(tx)
    .selectFrom('control_models')
    .select(columns)
    .where('id', '=', ref.id)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw new Refusal('not-found', 'control.model-not-found', { id: ref.id })
  if (found.revision !== ref.revision)
    throw new Refusal('conflict', 'control.changed-meanwhile', { current: found.revision })
  return found
}

export async function findModelOf(
  db: Tx | Database,
  owner: string,
  kind: SubjectKind,
): Promise<StoredModel | undefined> {
  return tables(db)
    .selectFrom('control_models')
    .select(columns)
    .where('owner', '=', owner)
    .where('kind', '=', kind)
    .executeTakeFirst()
}

export function modelSubject(m: Pick<StoredModel, 'id' | 'owner'>) {
  return { type: 'control-model', id: m.id, lead: m.owner }
}

/** What runs, as the register stands: the approved version with its table; undefined where none is approved. */
export async function findRunning(
  db: Tx | Database,
  model: string,
): Promise<{ version: string; hash: string; content: ModelContent } | undefined> {
  const { rows } = await sql<{ version: string; hash: string; content: ModelContent }>`
    select v.version, a.hash, v.content from control_versions v
    join algorithms a on a.code = ${algorithmCode(model)} and a.version = v.version and a.status = 'approved'
    where v.model = ${model}::uuid`.execute(db)
  return rows[0]
}

/** How the register stands to each version of the models. */
export async function registerStates(
  db: Tx | Database,
  models: readonly StoredModel[],
): Promise<Map<string, { state: ModelState; running: string | null }>> {
  const { rows } = await sql<{ code: string; version: string; status: string }>`
    select code, version, status from algorithms where code = any(${models.map((m) => algorithmCode(m.id))}::text[])`.execute(
    db,
  )
  return new Map(
    models.map((m) => {
      const own = rows.filter((r) => r.code === algorithmCode(m.id))
      const running = own.find((r) => r.status === 'approved')?.version ?? null
      const draft = own.find((r) => r.version === m.version)?.status
      const states = { approved: 'running', proposed: 'submitted' } as const
      const state =
        draft === 'approved' || draft === 'proposed'
          ? states[draft]
          : draft === undefined
            ? 'draft'
            : 'stopped'
      return [m.id, { state, running }]
    }),
  )
}
