import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import { type ReleaseFile, TakeRelease } from '../contract.ts'
import { findRelease, getRelease, isOver, numberOf, type Release, releaseSubject } from '../store.ts'
import { tables } from '../tables.ts'

type Input = { id: string; format: 'csv' | 'xlsx'; from: number }

/** Anybody fetches what is open. That there is another one is not told. */
export const takeOpen = defineAction({
  name: 'release.take-open',
  input: TakeRelease,
  allow: access.takeOpen,
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const r = await findRelease(tx, input.id)
    const isOpen = r?.plan.audience.kind === 'open' && (r.state === 'published' || r.state === 'withdrawn')
    if (r === undefined || !isOpen) throw new Refusal('not-found', 'releases.not-found', { id: input.id })
    return given(tx, r, input, actor, now)
  },
})

/** The recipient fetches what was made for it; the provider looks at its own. */
export const takeNamed = defineAction({
  name: 'release.take',
  input: TakeRelease,
  allow: access.takeNamed,
  async run(tx, { input, actor, now, authorise }) {
    const r = await getRelease(tx, input.id)
    authorise(releaseSubject(r))
    return given(tx, r, input, actor, now)
  },
})

/** Each download is on record before its first byte leaves. */
async function given(tx: Tx, r: Release, input: Input, actor: Actor, now: Date) {
  if (r.state === 'withdrawn') throw new Refusal('not-now', 'releases.withdrawn', { reason: r.reason ?? '' })
  if (isOver(r, now)) throw new Refusal('not-now', 'releases.over', { until: r.plan.until })
  const file = r.files.find((f) => f.format === input.format)
  if (r.state !== 'published' || file === undefined)
    throw new Refusal('not-found', 'releases.no-file', { format: input.format })
  const who = actor.posts[0]?.org ?? actor.kind
  const row = { id: uuidv7(), release: r.id, at: now, who, format: input.format, from_byte: input.from }
  const output: { file: ReleaseFile; title: string; number: string } = {
    file,
    title: r.plan.title,
    number: numberOf(r) ?? '',
  }
  return {
    output,
    subject: releaseSubject(r),
    change: { format: input.format, digest: file.digest, from: input.from },
    write: {
      ctes: [sql`taken as (${tables(tx).insertInto('release_downloads').values(row).returning('id')})`],
    },
  }
}
