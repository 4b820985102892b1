import { type RawBuilder, sql } from 'kysely'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Messages } from '#kernel/i18n/define'
import type { Actor } from '#kernel/identity/define'
import { ListNotices, type NoticePage, NoticeView } from './contract.ts'
import { renderNotice } from './rules.ts'

interface Row {
  readonly id: string
  readonly channel: NoticeView['channel']
  readonly template: string
  readonly data: Record<string, string | number>
  readonly subject_type: string | null
  readonly subject_id: string | null
  readonly state: NoticeView['state']
  readonly attempts: number
  readonly error: string | null
  readonly created_at: Date
  readonly sent_at: Date | null
  readonly read_at: Date | null
  /** The time in full precision, for the cursor. */
  readonly key: string
}

/** One's own notices, newest first, with the number of unread ones in the app. */
export function noticeQueries(messages: Messages) {
  const list = defineQuery({
    name: 'notice.list',
    input: ListNotices,
    allow: [{ who: 'anyone', scope: 'anywhere' }],
    async run(tx, { actor, input }): Promise<NoticePage> {
      const rows = await listRows(tx, actor, input)
      const page = rows.slice(0, input.limit)
      const last = page.at(-1)
      return {
        rows: page.map((r) => viewOf(r, messages)),
        unread: await countUnread(tx, actor),
        next: rows.length > input.limit && last !== undefined ? `${last.key}|${last.id}` : null,
      }
    },
  })
  return { list }
}

async function listRows(tx: Tx, actor: Actor, input: ListNotices): Promise<Row[]> {
  const where = [
    own(actor),
    ...(input.channel === undefined ? [] : [sql<boolean>`channel = ${input.channel}`]),
    ...(input.unread ? [sql<boolean>`read_at is null`] : []),
    ...after(input.cursor),
  ]
  const { rows } = await sql<Row>`
    select id, channel, template, data, subject_type, subject_id, state, attempts, error, created_at, sent_at, read_at,
      to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key
    from notices where ${sql.join(where, sql` and `)}
    order by created_at desc, id desc limit ${input.limit + 1}`.execute(tx)
  return rows
}

async function countUnread(tx: Tx, actor: Actor): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from notices where ${own(actor)} and channel = 'in-app' and read_at is null`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** What was sent to the actor's account or to the person behind it; nothing for those who have neither. */
function own(actor: Actor): RawBuilder<boolean> {
  const account = uuid(actor.id)
  const parts = [
    ...(account === null ? [] : [sql<boolean>`account = ${account}::uuid`]),
    ...(actor.person === null ? [] : [sql<boolean>`person = ${actor.person}::uuid`]),
  ]
  return parts.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(parts, sql` or `)})`
}

/** A cursor that is not ours starts at the beginning. */
function after(cursor: string | undefined): RawBuilder<boolean>[] {
  const [key = '', id = ''] = (cursor ?? '').split('|')
  if (Number.isNaN(Date.parse(key)) || uuid(id) === null) return []
  return [sql<boolean>`(created_at, id) < (${key}::timestamptz, ${id}::uuid)`]
}

function uuid(id: string): string | null {
  return NoticeView.shape.id.safeParse(id).success ? id : null
}

function viewOf(r: Row, messages: Messages): NoticeView {
  return {
    id: r.id,
    channel: r.channel,
    template: r.template,
    text: {
      zh: renderNotice(messages, r.template, 'zh', r.data),
      en: renderNotice(messages, r.template, 'en', r.data),
    },
    subject:
      r.subject_type === null || r.subject_id === null ? null : { type: r.subject_type, id: r.subject_id },
    state: r.state,
    attempts: r.attempts,
    error: r.error,
    createdAt: r.created_at.toISOString(),
    sentAt: r.sent_at?.toISOString() ?? null,
    readAt: r.read_at?.toISOString() ?? null,
  }
}
