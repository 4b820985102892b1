import { z } from 'zod'

export const NoticeChannel = z.enum(['in-app', 'sms', 'email'])
export type NoticeChannel = z.infer<typeof NoticeChannel>

/**
 * A message to one person or account. `data` fills the template and is kept and shown: numbers, states and names of
 * offices, no addresses and nothing that a person wrote.
 */
export const QueueNotice = z
  .object({
    /** Given by the caller where the same cause may come twice: one id is one notice. */
    id: z.uuid().optional(),
    person: z.uuid().nullable().default(null),
    account: z.uuid().nullable().default(null),
    channel: NoticeChannel,
    /** Key of the message catalogue. */
    template: z.string().regex(/^[a-z][\w.-]{2,99}$/),
    data: z.record(z.string().max(40), z.union([z.string().max(200), z.number()])).default({}),
    subject: z
      .object({ type: z.string().max(40), id: z.uuid() })
      .nullable()
      .default(null),
  })
  .refine((n) => (n.person === null) !== (n.account === null), {
    message: 'a person or an account',
    path: ['person'],
  })
export type QueueNotice = z.input<typeof QueueNotice>

export const NoticeView = z
  .object({
    id: z.uuid(),
    channel: NoticeChannel,
    template: z.string(),
    text: z.object({ zh: z.string(), en: z.string() }),
    subject: z.object({ type: z.string(), id: z.uuid() }).nullable(),
    /** waiting → sent; failed = tried `attempts` times, and possibly tried again; read by the recipient. */
    state: z.enum(['waiting', 'sent', 'failed', 'read']),
    attempts: z.int(),
    /** Why the last attempt failed, without address or text. */
    error: z.string().nullable(),
    createdAt: z.string(),
    sentAt: z.string().nullable(),
    readAt: z.string().nullable(),
  })
  .meta({ id: 'NoticeView' })
export type NoticeView = z.infer<typeof NoticeView>

export const ListNotices = z.object({
  channel: NoticeChannel.optional(),
  unread: z.stringbool().or(z.boolean()).default(false),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
})
export type ListNotices = z.infer<typeof ListNotices>

export const NoticePage = z
  .object({ rows: z.array(NoticeView), unread: z.int(), next: z.string().nullable() })
  .meta({ id: 'NoticePage' })
export type NoticePage = z.infer<typeof NoticePage>
