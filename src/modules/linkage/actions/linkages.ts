import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { algorithmApproved } from '#kernel/decisions'
import { getResource } from '#modules/catalogue'
import { countUse, denial, findGrant } from '#modules/sharing'
import { access } from '../access.ts'
import { linkageAlgorithm } from '../algorithm.ts'
import { type LinkageContent, SaveLinkage } from '../contract.ts'
import { openSource } from '../reading.ts'
import { faultsOfSource, type SourceFault } from '../rules.ts'
import { findRun, getLinkage, linkageSubject } from '../store.ts'
import { tables } from '../tables.ts'

export const saveLinkage = defineAction({
  name: 'linkage.save',
  input: SaveLinkage,
  allow: access.save,
  async run(tx, { input, now, authorise }) {
    authorise({ lead: input.org })
    const before = input.id === undefined ? undefined : await getLinkage(tx, input.id)
    if (before !== undefined) authorise(linkageSubject(before))
    if (before !== undefined && before.revision !== input.revision)
      throw new Refusal('conflict', 'linkage.changed-meanwhile', { current: before.revision })
    const org = before?.org ?? input.org
    await refuseFaults(tx, input.content, org)
    const id = before?.id ?? uuidv7()
    const row = {
      revision: (before?.revision ?? 0) + 1,
      content: JSON.stringify(input.content),
      saved_at: now,
    }
    await tables(tx)
      .insertInto('linkages')
      .values({ id, org, ...row })
      .onConflict((c) => c.column('id').doUpdateSet(row))
      .execute()
    return {
      output: { id, revision: row.revision },
      subject: linkageSubject({ id, org }),
      change: { before: before?.content ?? null, after: input.content },
    }
  },
})

async function refuseFaults(tx: Tx, content: LinkageContent, org: string): Promise<void> {
  const faults: SourceFault[] = []
  for (const [n, source] of content.sources.entries()) {
    const grant = await findGrant(tx, source.grant)
    const path = `sources.${n}`
    if (grant?.consumer !== org)
      faults.push({ path: `${path}.grant`, key: 'linkage.fault.no-grant', values: {} })
    else {
      const resource = await getResource(tx, grant.resource)
      faults.push(...faultsOfSource(source, content.kind, grant, resource.content, path))
    }
  }
  if (faults.length > 0) throw new Refusal('invalid', 'linkage.faults', { faults })
}

const stillRunning = new Set(['waiting', 'reading', 'computing', 'storing'])
/** A run that has not moved for so long was cut off; another may begin. */
const cutOffMs = 2 * 60 * 60_000

/** Links the records anew. Each source counts as one call of its grant. */
export const startRun = defineAction({
  name: 'linkage.start',
  input: z.object({ id: z.uuid() }),
  allow: access.start,
  async run(tx, { input, now, authorise }) {
    const l = await getLinkage(tx, input.id)
    authorise(linkageSubject(l))
    const algorithm = linkageAlgorithm(l.content.kind)
    if (!(await algorithmApproved(tx, algorithm)))
      throw new Refusal('not-approved', 'linkage.not-approved', { algorithm: algorithm.code })
    const last = await findRun(tx, l.id)
    if (last !== undefined && stillRunning.has(last.state) && now.getTime() - Date.parse(last.at) < cutOffMs)
      throw new Refusal('not-now', 'linkage.running', { run: last.id })
    const uses = []
    for (const source of l.content.sources) uses.push(await openSource(tx, l, source, 1, now))
    const run = uuidv7()
    const begun = tables(tx)
      .insertInto('linkage_runs')
      .values({ linkage: l.id, id: run, at: now, state: 'waiting', read: 0, figures: null, error: null })
      .returning('id')
    const day = dayOf(now)
    const grants = [...new Map(uses.map((u) => [u.grant.id, u.grant])).values()]
    const counted = grants.map(
      (g, n) =>
        sql`${sql.ref(`used${n}`)} as (${countUse({ grant: g.id, day, rows: 0, limit: g.terms.callsPerDay }, 'begun')})`,
    )
    return {
      output: { id: run },
      subject: linkageSubject(l),
      change: { run, algorithm: algorithm.version, grants: grants.map((g) => g.id) },
      events: [{ name: 'linkage.started', payload: { run } }],
      write: {
        ctes: [sql`begun as (${begun})`, ...counted],
        guard: { cte: `used${grants.length - 1}`, refuse: async () => denial('quota') },
      },
    }
  },
})
