import { z } from 'zod'
import { ItemName } from '#modules/catalogue/contract'

export const purposes = [
  'approval', // 政务服务办理
  'supervision', // 监管执法
  'assistance', // 救助帮扶
  'emergency', // 应急处置
  'warning', // 风险预警
  'planning', // 决策规划
  'statistics', // 统计分析
  'grassroots', // 基层治理
  'operation', // 授权运营
] as const
/** What data is used for. A call names it, and another one than the granted is refused: a purpose may not be widened. */
export const Purpose = z.enum(purposes)
export type Purpose = z.infer<typeof Purpose>

export const masks = ['hide', 'partial', 'pseudonym', 'year', 'county'] as const
/**
 * What of an item's value is given: nothing (`hide`); its ends (`partial`, 138****1234); a code that is the same for the
 * same value within one grant (`pseudonym`); the year of a date; the county of a place. Done by the database.
 */
export const Mask = z.enum(masks)
export type Mask = z.infer<typeof Mask>

export const rowOperators = ['=', '!=', '<', '<=', '>', '>=', 'in', 'within', 'filled'] as const
/** One condition on a row; `within` is a place or below, `filled` needs no value. All conditions have to hold. */
export const RowCondition = z
  .object({
    item: ItemName,
    op: z.enum(rowOperators),
    values: z.array(z.string().max(200)).max(500),
  })
  .meta({ id: 'RowCondition' })
export type RowCondition = z.infer<typeof RowCondition>

/** What is given: columns, masks, rows, from when until when, how much. */
export const Terms = z
  .object({
    items: z.array(ItemName).min(1).max(500),
    masks: z.record(ItemName, Mask).default({}),
    rows: z.array(RowCondition).max(20).default([]),
    /** Days in Shanghai, both included. */
    from: z.iso.date(),
    until: z.iso.date(),
    callsPerDay: z.int().min(1).max(10_000_000).default(10_000),
    rowsPerCall: z.int().min(1).max(10_000).default(1000),
    /** Whole deliveries may be fetched as files, beside single calls. */
    bulk: z.boolean().default(false),
    /** One row at a time, found by the value of every key item: nobody leafs through the rest. */
    lookup: z.literal(true).optional(),
  })
  .meta({ id: 'GrantTerms' })
export type Terms = z.infer<typeof Terms>

export const templates = ['whole', 'own-places', 'lookup', 'statistics'] as const
/** What a request begins with: everything, the rows of one's own places, one row by its key, or no person in it. */
export const Template = z.enum(templates)
export type Template = z.infer<typeof Template>
