import { z } from 'zod'
import { defineQuery, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { MasterKey } from '#kernel/vault'
import { findPersonalData, maskFindings, maskValue, piiKinds } from '#models/pii'
import { readGradingTable } from '#modules/catalogue'
import { givenOf, givesRow } from '#modules/sharing'
import { correctionAccess as access } from '../access.ts'
import type { IdentityLevel, OwnData, OwnItem, OwnResource, Reader } from '../contract.ts'
import { modelOfKind, sightOf } from '../rules.ts'
import { findRetention } from '../store.ts'
import { type Matched, refOf, rowsOf } from './own.ts'

/** Days of use that are listed a grant. */
const mostDays = 60

/** 我的数据: what is held about the person who asks, by which organization, and who may see or saw it. */
export function getOwnData(key: () => MasterKey) {
  return defineQuery({
    name: 'protection.own-data',
    input: z.object({}),
    allow: access.mine,
    async run(tx, { actor, authorise, logRead }): Promise<OwnData> {
      authorise({})
      const { person } = actor
      if (person === null) throw new Refusal('forbidden', 'identity.no-person')
      const { level, rows } = await rowsOf(tx, key(), person)
      const { table } = await readGradingTable(tx)
      const sight = { level, sensitive: table.sensitive, master: key(), person }
      const resources: OwnResource[] = []
      for (const own of Map.groupBy(rows, (r) => r.resource.id).values())
        resources.push(await resourceView(tx, own, sight))
      logRead({ type: 'person', id: person, people: [person] }, ['own data'])
      return { level, resources }
    },
  })
}

interface View {
  readonly level: IdentityLevel
  readonly sensitive: readonly string[]
  readonly master: MasterKey
  readonly person: string
}

async function resourceView(tx: Tx, rows: readonly Matched[], view: View): Promise<OwnResource> {
  const { resource } = rows[0] as Matched
  const rule = await findRetention(tx, resource.id)
  return {
    id: resource.id,
    name: resource.content.name,
    provider: resource.provider,
    about: resource.content.abstract,
    legalBasis: rule?.basis ?? '',
    months: rule?.months ?? null,
    rows: rows.map((row) => ({
      ref: refOf(view.master, view.person, row),
      since: row.since.toISOString(),
      items: resource.content.items.map((i) => itemView(row, i.name, i.title, view)),
    })),
    readers: await readersOf(tx, rows),
  }
}

function itemView(row: Matched, item: string, title: string, view: View): OwnItem {
  const kind = row.kinds.get(item) ?? null
  const value = row.data[item]
  const base = { item, title, kind }
  if (value === null || value === undefined) return { ...base, value: null, shown: 'empty' }
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const shown = sightOf(item, { ...view, kinds: row.kinds, own: row.own })
  if (shown === 'clear') return { ...base, value: kind === null ? withoutOthers(text) : text, shown }
  if (shown === 'hidden') return { ...base, value: null, shown }
  const model = piiKinds.find((k) => k === modelOfKind(kind ?? ''))
  return model === undefined
    ? { ...base, value: null, shown: 'hidden' }
    : { ...base, value: maskValue(model, text, { as: 'partial' }), shown }
}

/** What an office wrote in its own words may name other people: numbers, names and addresses in it show their ends. */
function withoutOthers(text: string): string {
  return maskFindings(text, findPersonalData(text), () => ({ as: 'partial' }))
}

/** Grants of the resource whose row filter lets one of the person's rows through, now. */
async function readersOf(tx: Tx, rows: readonly Matched[]): Promise<Reader[]> {
  const { resource } = rows[0] as Matched
  const titles = new Map(resource.content.items.map((i) => [i.name, i.title]))
  const readers: Reader[] = []
  for (const { grant, use, legalBasis, days } of await givenOf(tx, resource.id, mostDays)) {
    const keys = rows.map((r) => r.key)
    if (!(await givesRow(tx, grant, resource.content, keys))) continue
    readers.push({
      consumer: grant.consumer,
      purpose: grant.purpose,
      use,
      legalBasis,
      items: grant.terms.items
        .filter((i) => grant.terms.masks[i] !== 'hide')
        .map((i) => ({ title: titles.get(i) ?? i, masked: grant.terms.masks[i] !== undefined })),
      state: grant.state,
      from: grant.terms.from,
      until: grant.terms.until,
      days: [...days],
    })
  }
  return readers
}
