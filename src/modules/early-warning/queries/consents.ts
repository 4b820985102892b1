import { sql } from 'kysely'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { findResource } from '#modules/catalogue'
import { access } from '../access.ts'
import { type ConsentPage, type ConsentView, ListConsents } from '../contract.ts'
import { findWatch, type ListedConsent, listStoredConsents } from '../store.ts'

/** What providers were asked to let be watched: a data manager sees what concerns the own organization's data. */
export const listConsents = defineQuery({
  name: 'early-warning.consents',
  input: ListConsents,
  allow: access.readConsents,
  async run(tx, { input, actor }): Promise<ConsentPage> {
    const { state, limit, offset } = input
    const isOverseer = allows(access.readConsents, actor, {})
    const orgs = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
    const mine = isOverseer ? sql<boolean>`true` : sql<boolean>`c.provider = any(${orgs}::text[])`
    const condition = state === undefined ? mine : sql<boolean>`${mine} and c.state = ${state}`
    const { rows, total } = await listStoredConsents(tx, condition, { limit, offset })
    return { rows: await viewsOf(tx, rows, actor), total }
  },
})

/** What was asked last of a watch; null: nothing yet. */
export async function consentOf(tx: Tx, watch: string, actor: Actor): Promise<ConsentView | null> {
  const condition = sql<boolean>`c.id = (select id from watch_consents where watch = ${watch}::uuid
    order by asked_at desc, id desc limit 1)`
  const { rows } = await listStoredConsents(tx, condition, { limit: 1, offset: 0 })
  return (await viewsOf(tx, rows, actor))[0] ?? null
}

async function viewsOf(tx: Tx, rows: readonly ListedConsent[], actor: Actor): Promise<ConsentView[]> {
  const views: ConsentView[] = []
  for (const c of rows) {
    const watch = await findWatch(tx, c.watch)
    if (watch === undefined) continue
    const resource = await findResource(tx, c.resource)
    const titles = new Map(resource?.content.items.map((i) => [i.name, i.title]))
    const mayAnswer = allows(access.answerConsent, actor, { lead: c.provider })
    views.push({
      id: c.id,
      watch: c.watch,
      watchName: watch.content.name,
      watchState: watch.state,
      owner: c.owner,
      provider: c.provider,
      resource: c.resource,
      resourceName: resource?.content.name ?? '',
      reach: c.reach,
      titles: c.reach.items.map((name) => titles.get(name) ?? name),
      purpose: c.purpose,
      state: c.state,
      askedAt: c.asked_at.toISOString(),
      askedBy: c.asker ?? '',
      answeredAt: c.answered_at?.toISOString() ?? null,
      answeredBy: c.answerer,
      reason: c.reason,
      can: mayAnswer ? stepsFrom(c.state) : [],
    })
  }
  return views
}

function stepsFrom(state: ConsentView['state']): ConsentView['can'] {
  if (state === 'asked') return ['give', 'refuse']
  return state === 'given' ? ['withdraw'] : []
}
