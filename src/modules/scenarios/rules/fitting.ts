import type { FitReason } from '../contract/offers.ts'

/** What is compared of a need and of an offer. */
export interface Wish {
  readonly tags: readonly string[]
  readonly places: readonly string[]
}

/** What the model found of their texts: how alike they are, 0 to 1, and the phrases that both hold. */
export interface Alike {
  readonly text: number
  readonly words: readonly string[]
}

/**
 * How much each circumstance counts for the order. Set by reasoning, before any match was confirmed: a tag is what both
 * sides chose to be found by; texts come next; that it runs near by only decides between offers that fit alike.
 */
const counts = { tags: 1, text: 1, place: 0.2, district: 0.1 } as const
/** Below this two texts share a phrase by chance. */
const leastText = 0.06
const mostWords = 5

/** Words that stand in every need and every offer, and therefore say nothing of two that share them. */
const commonplaces = [
  '人工智能',
  '大数据',
  '需求',
  '供给',
  '场景',
  '企业',
  '公司',
  '平台',
  '系统',
  '数据',
  '技术',
  '服务',
  '能力',
  '方案',
  '产品',
  '应用',
  '智能',
  '智慧',
  '提供',
  '支持',
  '实现',
  '建设',
  '希望',
  '可以',
  '能够',
  '进行',
  '相关',
  '目前',
  '已经',
  '重庆',
  '发现',
  '及时',
  // Labels of what the demonstration brings.
  '演示',
  '虚构',
] as const
const commonplace = new RegExp(commonplaces.join('|'), 'g')

/** The text without what everybody writes; each is struck by a comma, so that no new word grows from its neighbours. */
export function withoutCommonplaces(text: string): string {
  return text.replace(commonplace, '，')
}

/** Tags of the need that the offer bears too, however they are written. */
function sharedTags(need: Wish, offer: Wish): string[] {
  const theirs = new Set(offer.tags.map(fold))
  return need.tags.filter((tag) => theirs.has(fold(tag)))
}

/** Places of the offer that are the need's, around one of them or within one. */
function sharedPlaces(need: Wish, offer: Wish): string[] {
  return offer.places.filter((p) => need.places.some((n) => isIn(p, n) || isIn(n, p)))
}

function sharedDistricts(need: Wish, offer: Wish): string[] {
  const districts = new Set(need.places.map(districtOf).filter((d) => d !== ''))
  const nearer = sharedPlaces(need, offer)
  return offer.places.filter((p) => !nearer.includes(p) && districts.has(districtOf(p)))
}

/** For sorting alone, the larger the better; shown to nobody, for it grades no enterprise. @param text likeness, 0 to 1 */
export function orderOf(need: Wish, offer: Wish, text: number): number {
  const near =
    sharedPlaces(need, offer).length > 0
      ? counts.place
      : sharedDistricts(need, offer).length > 0
        ? counts.district
        : 0
  return (
    (counts.tags * sharedTags(need, offer).length) / Math.max(1, need.tags.length) + counts.text * text + near
  )
}

/**
 * Why an offer fits a need, in what a person can check; nothing where it does not. A place alone is no reason: whoever runs
 * something in the district may run anything there.
 */
export function reasonsOf(need: Wish, offer: Wish, alike: Alike): FitReason[] {
  const tags = sharedTags(need, offer)
  const words = alike.text >= leastText ? longestOf(alike.words).slice(0, mostWords) : []
  if (tags.length === 0 && words.length === 0) return []
  const places = sharedPlaces(need, offer)
  const districts = sharedDistricts(need, offer)
  const reasons: FitReason[] = []
  if (tags.length > 0) reasons.push({ kind: 'tags', tags })
  if (words.length > 0) reasons.push({ kind: 'words', words })
  if (places.length > 0) reasons.push({ kind: 'place', places })
  if (districts.length > 0) reasons.push({ kind: 'district', places: districts })
  return reasons
}

/** Without phrases that stand within another one: 电表 says nothing beside 电表读数. */
function longestOf(words: readonly string[]): string[] {
  return words.filter((word) => !words.some((other) => other !== word && other.includes(word)))
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

function isIn(place: string, other: string): boolean {
  return place === other || place.startsWith(`${other}/`)
}

function districtOf(place: string): string {
  return place.split('/')[1] ?? ''
}
