import { sql } from 'kysely'
import { z } from 'zod'
import { allows, mayEver } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { findCase, subjectOf } from '#kernel/cases'
import type { Tx } from '#kernel/database'
import { appealCase } from '#modules/appeals'
import { access } from '../access.ts'
import type { ForwardsView } from '../contract.ts'
import { tables } from '../tables.ts'
import { mostAttempts } from './links.ts'

/** To which partners an appeal was reported and what came of it, and to which it could be. */
export const forwardsQuery = defineQuery({
  name: 'open311.forwards',
  input: z.object({ id: z.uuid() }),
  allow: access.seeForwards,
  async run(tx, { actor, input, authorise }): Promise<ForwardsView> {
    if (actor.kind === 'anonymous') authorise({})
    const c = await findCase(tx, 'appeal', input.id)
    if (c === undefined || !allows(appealCase.see, actor, subjectOf(c)))
      throw new Refusal('not-found', 'case.not-found')
    authorise(subjectOf(c))
    const links = await readLinks(tx, c.district, c.id)
    const known = new Set(links.map((l) => l.partner))
    const partners = await tables(tx)
      .selectFrom('open311_partners')
      .select(['id', 'name'])
      .where('enabled', '=', true)
      .orderBy('name')
      .execute()
    return {
      links,
      partners: partners.filter((p) => !known.has(p.id)),
      can: { forward: allows(access.forward, actor, subjectOf(c)) },
    }
  },
})

async function readLinks(tx: Tx, district: string, id: string): Promise<ForwardsView['links']> {
  const { rows } = await sql<{
    partner: string
    name: string
    service: string
    external_id: string | null
    attempts: number
    error: string | null
    at: Date
  }>`select l.partner, p.name, l.service_code as service, l.external_id, l.attempts, l.error, l.at
    from open311_links l join open311_partners p on p.id = l.partner
    where l.district = ${district} and l.case_id = ${id} order by l.at`.execute(tx)
  return rows.map((r) => ({
    partner: r.partner,
    name: r.name,
    serviceCode: r.service,
    externalId: r.external_id,
    state: r.external_id !== null ? 'taken' : r.attempts >= mostAttempts ? 'given-up' : 'waiting',
    error: r.error,
    at: r.at.toISOString(),
  }))
}

/** How a partner is reached, for whoever may forward; the key stays sealed. Never sent to a screen. */
export const partnerQuery = defineQuery({
  name: 'open311.partner',
  input: z.object({ id: z.uuid() }),
  allow: access.forward,
  async run(tx, { actor, input, authorise }) {
    if (!mayEver(access.forward, actor)) authorise({})
    const found = await tables(tx)
      .selectFrom('open311_partners')
      .select(['id', 'url', 'jurisdiction', 'key', 'enabled'])
      .where('id', '=', input.id)
      .executeTakeFirst()
    if (found === undefined) throw new Refusal('not-found', 'open311.no-partner')
    if (!found.enabled) throw new Refusal('not-now', 'open311.partner-off')
    return found
  },
})
