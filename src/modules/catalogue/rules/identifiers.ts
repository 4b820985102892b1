import type { Item } from '../contract/items.ts'
import type { Content } from '../contract/resource.ts'

/** Words of a title that name what the item holds; the first that fits counts. */
const titles: readonly (readonly [RegExp, string])[] = [
  [/身份证|公民身份号码|居民身份/, 'id-card'],
  [/手机|移动电话/, 'mobile'],
  [/银行卡|银行账号|发放账号/, 'bank-card'],
  [/病历|诊断|健康情况|病史/, 'health'],
  [/指纹/, 'fingerprint'],
  [/人脸|面部/, 'face'],
  [/轨迹/, 'location-track'],
]

export interface Identified {
  readonly kind: string
  /** What it is known by: the description's own word, a rule that checks its digits, or its title. */
  readonly by: 'described' | 'rule' | 'title'
}

/** The kind of personal information that an item holds, as far as its description shows; undefined: none known. */
export function identifierOf(item: Item, rules: Content['rules']): Identified | undefined {
  if (item.personal !== null) return { kind: item.personal, by: 'described' }
  const check = rules.find(
    (r) => r.kind === 'check-digit' && r.item === item.name && r.code !== 'credit-code',
  )
  if (check?.kind === 'check-digit') return { kind: check.code, by: 'rule' }
  const found = titles.find(([words]) => words.test(item.title))
  return found === undefined ? undefined : { kind: found[1], by: 'title' }
}

/** True when the item is checked as the number of an organization. */
export function namesOrganization(item: Item, rules: Content['rules']): boolean {
  return rules.some((r) => r.kind === 'check-digit' && r.item === item.name && r.code === 'credit-code')
}
