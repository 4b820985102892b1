import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Database, Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import type { EventSubject } from './action.ts'

/** Looks at the same for so long stand in the audit as two entries: the first when it happens, then how many there were. */
export const gatheredMs = 15 * 60_000

/** A look at personal data by one actor. */
export interface Look {
  readonly name: string
  readonly actor: Actor
  readonly subject: EventSubject
  readonly what: readonly string[]
  readonly trace: string
  readonly at: Date
}

interface Gathered {
  readonly action: string
  readonly actor_kind: string
  readonly actor_id: string
  readonly org: string | null
  readonly district: string | null
  readonly subject_type: string
  readonly subject_id: string
  readonly shown: readonly string[]
  readonly since: Date
  readonly last: Date
  readonly looks: number
}

/**
 * Notes a look that a screen repeats by itself. The first is an audit entry at once; those that follow within the quarter
 * of an hour are counted, in whichever process they come, and become one entry when it is over.
 */
export async function gatherLook(db: Database, look: Look): Promise<void> {
  const key = keyOf(look)
  let isNoted = false
  while (!isNoted) isNoted = await db.transaction().execute((tx) => noteLook(tx, look, key))
}

/** @returns false where the row was made an entry of between two statements, and the look begins a new one */
async function noteLook(tx: Tx, look: Look, key: Buffer): Promise<boolean> {
  const { at } = look
  if (await begins(tx, look, key)) {
    await writeFirst(tx, look)
    return true
  }
  const { rows } = await sql<Gathered>`select * from gathered_reads where key = ${key} for update`.execute(tx)
  const [before] = rows
  if (before === undefined) return false
  if (at.getTime() - before.since.getTime() < gatheredMs) {
    await sql`update gathered_reads set looks = looks + 1, last = greatest(last, ${at}::timestamptz)
      where key = ${key}`.execute(tx)
    return true
  }
  await writeCounted(tx, [before], at)
  await sql`update gathered_reads set since = ${at}::timestamptz, last = ${at}::timestamptz, looks = 1
    where key = ${key}`.execute(tx)
  await writeFirst(tx, look)
  return true
}

async function begins(tx: Tx, { name, actor, subject, what, at }: Look, key: Buffer): Promise<boolean> {
  const { rows } = await sql`
    insert into gathered_reads (key, action, actor_kind, actor_id, org, district, subject_type, subject_id, shown, since, last, looks)
    values (${key}, ${name}, ${actor.kind}, ${actor.id}, ${actor.posts[0]?.org ?? null}, ${subject.district ?? null},
      ${subject.type}, ${subject.id}, ${JSON.stringify(what)}::jsonb, ${at}::timestamptz, ${at}::timestamptz, 1)
    on conflict (key) do nothing returning key`.execute(tx)
  return rows.length > 0
}

/** Makes entries of what was counted and is over; what nobody looks at again does not wait for the next look. */
export async function closeLooks(db: Database, now: Date): Promise<void> {
  const over = new Date(now.getTime() - gatheredMs)
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<Gathered>`
      delete from gathered_reads where since <= ${over}::timestamptz returning *`.execute(tx)
    await writeCounted(tx, rows, now)
  })
}

function writeFirst(tx: Tx, { name, actor, subject, what, trace, at }: Look): Promise<void> {
  const who = { action: name, actor_kind: actor.kind, actor_id: actor.id, org: actor.posts[0]?.org ?? null }
  const about = { district: subject.district ?? null, subject_type: subject.type, subject_id: subject.id }
  const countedUntil = new Date(at.getTime() + gatheredMs).toISOString()
  return writeEntry(tx, { ...who, ...about }, { shown: what, countedUntil }, trace, at)
}

/** One look is in the audit already. */
async function writeCounted(tx: Tx, gathered: readonly Gathered[], at: Date): Promise<void> {
  for (const g of gathered.filter((each) => each.looks > 1)) {
    const change = {
      shown: g.shown,
      from: g.since.toISOString(),
      until: g.last.toISOString(),
      looks: g.looks,
    }
    await writeEntry(tx, g, change, uuidv7(), at)
  }
}

async function writeEntry(
  tx: Tx,
  g: Omit<Gathered, 'shown' | 'since' | 'last' | 'looks'>,
  change: object,
  trace: string,
  at: Date,
): Promise<void> {
  const { action, actor_kind, actor_id, org, district, subject_type, subject_id } = g
  const about = { action, actor_kind, actor_id, org, district, subject_type, subject_id } as const
  await tx
    .insertInto('audit_entries')
    .values({ id: uuidv7(), at, trace, ...about, outcome: 'read', change: JSON.stringify(change) })
    .execute()
}

function keyOf({ name, actor, subject, what }: Look): Buffer {
  const text = JSON.stringify([name, actor.kind, actor.id, subject.type, subject.id, ...what])
  return createHash('sha256').update(text).digest()
}
