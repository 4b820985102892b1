import { sql } from 'kysely'
import { z } from 'zod'
import { allows } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { listPublished } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { listWatched, type WatchedGrant } from '#modules/sharing'
import { access } from '../access.ts'
import {
  type DataUser,
  type DutyPage,
  type DutyTableView,
  ListDuties,
  type OwnDuties,
  type ResourceDuties,
} from '../contract.ts'
import { defaultDutyTable } from '../rules.ts'
import { readDutyTable } from '../store.ts'
import { dataManagersOf, holderOf, readStaff, type Staff } from './facts.ts'

/** Who manages and who uses each resource, and what each answers for; of a data manager those of its organizations. */
export const listDuties = defineQuery({
  name: 'data-duty.list',
  input: ListDuties,
  allow: access.seeDuties,
  async run(tx, { actor, input, now }): Promise<DutyPage> {
    const staff = await readStaff(tx)
    const mine = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
    const seesAll = allows(access.seeDuties, actor, {}) && actor.posts.some((p) => p.role !== 'data-manager')
    const resources = (await listPublished(tx)).filter(
      (r) =>
        (input.resource === undefined || r.id === input.resource) &&
        (input.org === undefined || r.provider === input.org) &&
        hasWords(r, input.q) &&
        (input.vacant !== 'true' || isVacant(r, staff)),
    )
    const watched = await listWatched(
      tx,
      dayOf(now),
      input.resource === undefined ? {} : { resources: [input.resource] },
    )
    const users = Map.groupBy(watched, (w) => w.grant.resource)
    const seen = resources.filter(
      (r) =>
        seesAll ||
        mine.includes(r.provider) ||
        (users.get(r.id) ?? []).some((w) => mine.includes(w.grant.consumer)),
    )
    const page = seen.slice(input.offset, input.offset + input.limit)
    const open = await openByResource(
      tx,
      page.map((r) => r.id),
    )
    return {
      rows: page.map((r) => viewOf(r, users.get(r.id) ?? [], staff, open.get(r.id) ?? 0)),
      total: seen.length,
      duties: (await readDutyTable(tx)).rows,
    }
  },
})

function hasWords(r: Resource, q: string | undefined): boolean {
  if (q === undefined || q === '') return true
  return r.content.name.includes(q) || r.code.includes(q)
}

function isVacant(r: Resource, staff: Staff): boolean {
  return holderOf(r.content.owner, staff) === null || holderOf(r.content.steward, staff) === null
}

async function openByResource(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ resource: string; open: number }>`
    select resource, count(*)::int as open from data_findings
    where state = 'open' and account is null and resource = any(${[...ids]}::uuid[]) group by 1`.execute(tx)
  return new Map(rows.map((r) => [r.resource, r.open]))
}

function viewOf(r: Resource, watched: readonly WatchedGrant[], staff: Staff, open: number): ResourceDuties {
  const post = (party: 'owner' | 'steward') => {
    const { org, title } = r.content[party]
    return { party, org, title, holder: holderOf(r.content[party], staff) }
  }
  return {
    resource: r.id,
    code: r.code,
    name: r.content.name,
    provider: r.provider,
    posts: [post('owner'), post('steward')],
    users: watched.map((w) => ({ ...userOf(w), holders: dataManagersOf(w.grant.consumer, staff) })),
    open,
  }
}

function userOf({ grant, lastUse }: WatchedGrant): Omit<DataUser, 'holders'> {
  return {
    grant: grant.id,
    consumer: grant.consumer,
    purpose: grant.purpose,
    state: grant.state === 'suspended' ? 'suspended' : 'active',
    until: grant.terms.until,
    lastUse,
  }
}

/** What the signed-in officer answers for: posts that the officer holds, and data that the officer's organizations use. */
export const getOwnDuties = defineQuery({
  name: 'data-duty.own',
  input: z.object({}),
  allow: access.seeOwn,
  async run(tx, { actor, now }): Promise<OwnDuties> {
    const resources = await listPublished(tx)
    const byId = new Map(resources.map((r) => [r.id, r]))
    const mine = actor.posts.filter((p) => p.role === 'data-manager').map((p) => p.org)
    const titles = await ownTitles(tx, actor.id)
    const holds = (party: 'owner' | 'steward') =>
      resources
        .filter(({ content }) => {
          const { account, org, title } = content[party]
          return account === null ? titles.has(`${org} ${title}`) : account === actor.id
        })
        .map((r) => ({ resource: r.id, code: r.code, name: r.content.name, provider: r.provider }))
    const used = (await listWatched(tx, dayOf(now))).filter((w) => mine.includes(w.grant.consumer))
    const own = {
      owner: holds('owner'),
      steward: holds('steward'),
      user: used.flatMap((w) => {
        const r = byId.get(w.grant.resource)
        return r === undefined
          ? []
          : [{ ...userOf(w), resource: r.id, name: r.content.name, provider: r.provider }]
      }),
      isAuthority: actor.posts.some((p) => p.role === 'data-authority'),
    }
    const parties = [
      ...(own.owner.length > 0 ? ['owner'] : []),
      ...(own.steward.length > 0 ? ['steward'] : []),
      ...(own.user.length > 0 ? ['user'] : []),
      ...(own.isAuthority ? ['authority'] : []),
    ]
    const { rows } = await readDutyTable(tx)
    return { ...own, duties: rows.filter((d) => parties.includes(d.party)) }
  },
})

/** Organization and title of each post of an account that has one. */
async function ownTitles(tx: Tx, account: string): Promise<Set<string>> {
  const { rows } = await sql<{ org: string; title: string }>`
    select org, title from posts where account::text = ${account} and title <> ''`.execute(tx)
  return new Set(rows.map((r) => `${r.org} ${r.title}`))
}

export const getDutyTable = defineQuery({
  name: 'data-duty.table',
  input: z.object({}),
  allow: access.seeDuties,
  async run(tx, { actor }): Promise<DutyTableView> {
    const table = await readDutyTable(tx)
    return { table, defaults: defaultDutyTable, may: allows(access.saveTable, actor, {}) }
  },
})
