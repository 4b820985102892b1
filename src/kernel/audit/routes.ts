import { z } from 'zod'
import { grant } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { queryRoute, type Route } from '#kernel/http/define'
import { proveEntry } from './verify.ts'

const auditors = [grant('auditor')]

const ListEntries = z.object({
  subject: z.string().max(100).optional(),
  actor: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
  trace: z.uuid().optional(),
  outcome: z.enum(['done', 'refused', 'read']).optional(),
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

const listEntries = defineQuery({
  name: 'audit.list',
  input: ListEntries,
  allow: auditors,
  async run(tx, { input, authorise }) {
    authorise({})
    let q = tx.selectFrom('audit_entries').selectAll().orderBy('seq', 'desc').limit(input.limit)
    if (input.subject !== undefined) q = q.where('subject_id', '=', input.subject)
    if (input.actor !== undefined) q = q.where('actor_id', '=', input.actor)
    if (input.action !== undefined) q = q.where('action', '=', input.action)
    if (input.trace !== undefined) q = q.where('trace', '=', input.trace)
    if (input.outcome !== undefined) q = q.where('outcome', '=', input.outcome)
    if (input.before !== undefined) q = q.where('seq', '<', String(input.before))
    return q.execute()
  },
})

const prove = defineQuery({
  name: 'audit.prove',
  input: z.object({ seq: z.coerce.number().int() }),
  allow: auditors,
  async run(tx, { input, authorise }) {
    authorise({})
    const proof = await proveEntry(tx, input.seq)
    if (proof === undefined) throw new Refusal('not-found', 'http.not-found')
    return proof
  },
})

const head = defineQuery({
  name: 'audit.head',
  input: z.object({}),
  allow: [grant('anyone')],
  async run(tx, { authorise }) {
    authorise({})
    const seal = await tx
      .selectFrom('audit_seals')
      .select(['no', 'at', 'hash'])
      .orderBy('no', 'desc')
      .limit(1)
      .executeTakeFirst()
    return seal === undefined ? null : { no: Number(seal.no), at: seal.at, hash: seal.hash.toString('hex') }
  },
})

const tag = 'audit'

export const auditRoutes: Route[] = [
  queryRoute('/audit', listEntries, { tag, summary: 'Audit entries, newest first' }),
  queryRoute('/audit/head', head, { tag, summary: 'The head of the seal chain, to be published elsewhere' }),
  queryRoute('/audit/:seq/proof', prove, { tag, summary: 'Proof that one entry is in the chain' }),
]
