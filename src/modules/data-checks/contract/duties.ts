import { z } from 'zod'
import { Purpose } from '#modules/sharing/contract'

export const parties = ['owner', 'steward', 'user', 'authority'] as const
/** 所有者、管理者、使用者、数据主管. */
export const Party = z.enum(parties)
export type Party = z.infer<typeof Party>

/** `S`: the text of the law was read; `P`: after press or a secondary page; `M`: from memory. */
export const sourceMarks = ['S', 'P', 'M'] as const

export const DataDuty = z
  .object({
    party: Party,
    zh: z.string().trim().min(2).max(300),
    en: z.string().trim().min(2).max(400),
    basis: z.string().trim().min(2).max(300),
    mark: z.enum(sourceMarks),
  })
  .meta({ id: 'DataDuty' })
export type DataDuty = z.infer<typeof DataDuty>

export const DutyTable = z
  .object({ version: z.int().min(0), rows: z.array(DataDuty).min(1).max(100) })
  .meta({ id: 'DataDutyTable' })
export type DutyTable = z.infer<typeof DutyTable>
export const DutyTableView = z
  .object({ table: DutyTable, defaults: DutyTable, may: z.boolean() })
  .meta({ id: 'DataDutyTableView' })
export type DutyTableView = z.infer<typeof DutyTableView>

/** A post and who holds it now. */
export const HeldPost = z.object({
  party: z.enum(['owner', 'steward']),
  org: z.string(),
  title: z.string(),
  /** Null: vacant, or its holder's account is closed. */
  holder: z.string().nullable(),
})
export type HeldPost = z.infer<typeof HeldPost>

export const DataUser = z.object({
  grant: z.uuid(),
  consumer: z.string(),
  purpose: Purpose,
  state: z.enum(['active', 'suspended']),
  until: z.iso.date(),
  /** Day of the last use; null: never used. */
  lastUse: z.iso.date().nullable(),
  /** Data managers of the consumer. */
  holders: z.array(z.string()),
})
export type DataUser = z.infer<typeof DataUser>

export const ResourceDuties = z
  .object({
    resource: z.uuid(),
    code: z.string(),
    name: z.string(),
    provider: z.string(),
    posts: z.array(HeldPost),
    users: z.array(DataUser),
    open: z.int(),
  })
  .meta({ id: 'ResourceDuties' })
export type ResourceDuties = z.infer<typeof ResourceDuties>

export const ListDuties = z.object({
  q: z.string().trim().max(100).optional(),
  resource: z.uuid().optional(),
  org: z.string().max(100).optional(),
  /** Only resources with a post that nobody holds. */
  vacant: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})
export const DutyPage = z
  .object({ rows: z.array(ResourceDuties), total: z.int(), duties: z.array(DataDuty) })
  .meta({ id: 'DataDutyPage' })
export type DutyPage = z.infer<typeof DutyPage>

/** What the reader answers for: posts that the reader holds, and uses of the reader's organizations. */
export const OwnDuties = z
  .object({
    owner: z.array(ResourceDuties.pick({ resource: true, code: true, name: true, provider: true })),
    steward: z.array(ResourceDuties.pick({ resource: true, code: true, name: true, provider: true })),
    user: z.array(
      DataUser.omit({ holders: true }).extend({ resource: z.uuid(), name: z.string(), provider: z.string() }),
    ),
    isAuthority: z.boolean(),
    duties: z.array(DataDuty),
  })
  .meta({ id: 'OwnDuties' })
export type OwnDuties = z.infer<typeof OwnDuties>
