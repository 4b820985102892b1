import { sql } from 'kysely'
import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Locale } from '#kernel/i18n/define'
import { access } from '../access.ts'
import type { Note, RequestUpdate } from '../contract.ts'
import { open311Messages } from '../messages.ts'
import {
  clientOf,
  type Found,
  isPublished,
  isSpoken,
  masked,
  type Reader,
  updateStatusOf,
  w3c,
} from '../rules.ts'

interface StepRow {
  readonly number: string
  readonly category: string | null
  readonly state: string
  readonly seq: number
  readonly action: string
  readonly to: string
  readonly at: Date
  readonly text: string | null
  readonly agency: string | null
  readonly solved: boolean | null
}

/**
 * Public steps of requests that came in through this door, oldest first: with a key those of its own requests, without
 * one those of services that everyone sees.
 */
export const updatesQuery = defineQuery({
  name: 'open311.updates',
  input: z.object({
    start: z.iso.datetime(),
    end: z.iso.datetime(),
    limit: z.int().max(1000),
    locale: z.enum(['zh', 'en']),
  }),
  allow: access.read,
  async run(tx, { actor, input }): Promise<RequestUpdate[]> {
    const client = clientOf(actor)
    const rows = await readSteps(tx, client, input)
    return rows.flatMap((row) => {
      if (client === null && (!isPublished(row.category) || row.state === 'withdrawn')) return []
      return [updateOf(row, input.locale)]
    })
  },
})

async function readSteps(
  tx: Tx,
  client: string | null,
  o: { start: string; end: string; limit: number; locale: Locale },
): Promise<StepRow[]> {
  const whose = client === null ? sql<boolean>`true` : sql<boolean>`r.client = ${client}::uuid`
  const { rows } = await sql<StepRow>`
    select r.number, c.category, c.state, s.seq, s.action, s.to_state as to, s.at,
      coalesce(s.input->>'text', s.input->>'reason') as text, ${o.locale === 'zh' ? sql`o.zh` : sql`o.en`} as agency,
      (c.document->'rating'->>'solved')::boolean as solved
    from open311_requests r
    join cases c on c.district = r.district and c.id = r.case_id and c.updated_at >= ${o.start}
    join case_actions s on s.district = r.district and s.case_id = r.case_id
    left join organizations o on o.code = s.org
    where ${whose} and c.channel = 'api' and s.visible = 'public' and s.action <> 'submit' and s.at >= ${o.start} and s.at <= ${o.end}
    order by s.at, r.number, s.seq limit ${o.limit}`.execute(tx)
  return rows
}

function updateOf(row: StepRow, locale: Locale): RequestUpdate {
  const said = isSpoken(row.action) && row.text !== null ? masked(row.text) : null
  const sentence = open311Messages[`open311.step.${row.action}`]?.[locale] ?? ''
  return {
    update_id: `${row.number}-${row.seq}`,
    service_request_id: row.number,
    status: updateStatusOf(row, row.solved === true),
    updated_datetime: w3c(row.at),
    description: said ?? sentence.replace('{agency}', row.agency ?? ''),
    media_url: null,
  }
}

interface NoteRow {
  readonly number: string
  readonly action: string
  readonly to: string
  readonly at: Date
  readonly text: string | null
  readonly zh: string | null
  readonly en: string | null
}

/** Later steps of a case that goes on for ever would make one answer of a megabyte. */
const mostNotes = 50

/** Public steps of these requests, oldest first. */
export async function readNotes(tx: Tx, numbers: readonly string[]): Promise<ReadonlyMap<string, NoteRow[]>> {
  if (numbers.length === 0) return new Map()
  const { rows } = await sql<NoteRow>`
    select c.number, s.action, s.to_state as to, s.at, coalesce(s.input->>'text', s.input->>'reason') as text, o.zh, o.en
    from cases c
    join lateral (select * from case_actions a where a.district = c.district and a.case_id = c.id
      and a.visible = 'public' order by a.seq limit ${mostNotes}) s on true
    left join organizations o on o.code = s.org
    where c.number = any(${[...numbers]}::text[])
    order by c.number, s.seq`.execute(tx)
  return Map.groupBy(rows, (r) => r.number)
}

/** A step as a note: words only of what came in through this door, and not of what was taken back. */
export function noteOf(
  step: NoteRow,
  found: Pick<Found, 'own' | 'state'>,
  reader: Reader,
  locale: Locale,
): Note {
  const hasWords = found.own !== null && (reader === 'client' || found.state !== 'withdrawn')
  const said = hasWords && isSpoken(step.action) && step.text !== null ? masked(step.text) : null
  const sentence = open311Messages[`open311.step.${step.action}`]?.[locale] ?? ''
  return {
    datetime: w3c(step.at),
    type: step.action === 'submit' ? 'submitted' : updateStatusOf(step, false),
    description: said ?? sentence.replace('{agency}', step[locale] ?? ''),
  }
}
