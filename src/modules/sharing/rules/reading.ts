import type { Item } from '#modules/catalogue/contract'
import type { Grant } from '../contract/grants.ts'
import type { Mask, Purpose, RowCondition } from '../contract/terms.ts'

/** Names that a reading needs and a grant only points to. */
export interface ReadingNames {
  readonly consumer: { readonly zh: string; readonly en: string }
  readonly resource: string
  readonly items: readonly Pick<Item, 'name' | 'title'>[]
  /** Names of places by path; a place without one is said by its path. */
  readonly places?: ReadonlyMap<string, { readonly zh: string; readonly en: string }>
}

export const purposeNames: Readonly<Record<Purpose, { zh: string; en: string }>> = {
  approval: { zh: '政务服务办理', en: 'public services' },
  supervision: { zh: '监管执法', en: 'supervision and enforcement' },
  assistance: { zh: '救助帮扶', en: 'assistance' },
  emergency: { zh: '应急处置', en: 'emergency response' },
  warning: { zh: '风险预警', en: 'early warning' },
  planning: { zh: '决策规划', en: 'planning' },
  statistics: { zh: '统计分析', en: 'statistics' },
  operation: { zh: '授权运营', en: 'authorised operation' },
  grassroots: { zh: '基层治理', en: 'work on the ground' },
}

export const maskNames: Readonly<Record<Mask, { zh: string; en: string }>> = {
  hide: { zh: '不给', en: 'withheld' },
  partial: { zh: '只给首尾', en: 'ends only' },
  pseudonym: { zh: '换成代码', en: 'a code instead' },
  year: { zh: '只给年份', en: 'year only' },
  county: { zh: '只给区县', en: 'county only' },
}

const operatorsZh: Readonly<Record<RowCondition['op'], string>> = {
  '=': '等于',
  '!=': '不等于',
  '<': '小于',
  '<=': '不超过',
  '>': '大于',
  '>=': '不低于',
  in: '属于',
  within: '在',
  filled: '已填写',
}
const operatorsEn: Readonly<Record<RowCondition['op'], string>> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is below',
  '<=': 'is at most',
  '>': 'is above',
  '>=': 'is at least',
  in: 'is one of',
  within: 'lies within',
  filled: 'is filled',
}

/** The grant as a sentence: who, what for, what they may see, until when. */
export function readAloud(grant: Grant, names: ReadingNames): { zh: string; en: string } {
  const { terms } = grant
  const title = (item: string) => names.items.find((i) => i.name === item)?.title ?? item
  const masked = Object.entries(terms.masks) as [string, Mask][]
  const clear = terms.items.filter((i) => terms.masks[i] === undefined)
  const seesZh = [
    ...(clear.length > 0 ? [clear.map(title).join('、')] : []),
    ...masked.map(([item, mask]) => `${title(item)}（${maskNames[mask].zh}）`),
  ].join('、')
  const seesEn = [
    ...clear.map(title),
    ...masked.map(([item, mask]) => `${title(item)} (${maskNames[mask].en})`),
  ].join(', ')
  const rowsZh =
    terms.rows.length === 0
      ? '全部记录'
      : `满足“${terms.rows.map((c) => `${title(c.item)}${operatorsZh[c.op]}${valuesOf(c, names, 'zh').join('、')}`).join('，且')}”的记录`
  const rowsEn =
    terms.rows.length === 0
      ? 'all rows'
      : `rows where ${terms.rows.map((c) => `${title(c.item)} ${operatorsEn[c.op]} ${valuesOf(c, names, 'en').join(', ')}`.trim()).join(' and ')}`
  const bulkZh = terms.bulk ? '，可整批取数' : terms.lookup ? '，只能按主键逐条查询' : ''
  const bulkEn = terms.bulk ? ', also in bulk' : terms.lookup ? ', one row at a time by its key' : ''
  return {
    zh: `${names.consumer.zh}为了${purposeNames[grant.purpose].zh}，可以查看“${names.resource}”中${rowsZh}的${seesZh}，从 ${terms.from} 到 ${terms.until}，每天最多 ${terms.callsPerDay} 次、每次最多 ${terms.rowsPerCall} 条${bulkZh}。`,
    en: `${names.consumer.en} may, for ${purposeNames[grant.purpose].en}, see ${seesEn} of ${rowsEn} in “${names.resource}”, from ${terms.from} to ${terms.until}, at most ${terms.callsPerDay} times a day and ${terms.rowsPerCall} rows a time${bulkEn}.`,
  }
}

function valuesOf(c: RowCondition, names: ReadingNames, locale: 'zh' | 'en'): readonly string[] {
  return c.op === 'within' ? c.values.map((v) => names.places?.get(v)?.[locale] ?? v) : c.values
}
