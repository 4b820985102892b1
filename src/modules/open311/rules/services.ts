import type { Locale } from '#kernel/i18n/define'
import type { Category } from '#modules/duties/contract'
import type { Attribute, Service, ServiceDefinition } from '../contract.ts'

/**
 * Level-2 categories about things in public space: their requests are shown to everyone, without who reported them.
 * Of all others, such as wages, illness or quarrels, only who reported knows; their services answer with a token.
 */
export const publishedCategories: ReadonlySet<string> = new Set([
  ...['0102', '0106', '0107', '0108', '0109', '0110', '0111', '0112'],
  ...['0201', '0202', '0203', '0204', '0205', '0206'],
  ...['0301', '0303', '0304', '0305', '0307'],
  ...['0604', '0802', '0804', '0805', '0903'],
])

/** Where a report may be about life and limb: the client is told to call first, and may say that it is so. */
const dangerous: ReadonlySet<string> = new Set([
  '0102',
  '0107',
  '0111',
  '0112',
  '0801',
  '0802',
  '0803',
  '0804',
])

export const leafAttribute = 'SUBTYPE'
export const dangerAttribute = 'DANGER'
const noticeAttribute = 'EMERGENCY'
/** FixMyStreet's own number of a report: the same report twice is taken in once. */
export const externalIdAttribute = 'fixmystreet_id'

/** The service of a category: its level-2 code; undefined while only level 1 or nothing is known. */
export function serviceCodeOf(category: string | null): string | undefined {
  return category === null || category.length < 4 ? undefined : category.slice(0, 4)
}

export function isPublished(category: string | null): boolean {
  return publishedCategories.has(serviceCodeOf(category) ?? '')
}

export function findService(categories: readonly Category[], code: string) {
  const group = categories.find((c) => c.code === code.slice(0, 2))
  const category = group?.children?.find((c) => c.code === code)
  return group === undefined || category === undefined ? undefined : { group, category }
}

/** The level-3 category of a code; undefined while only a wider one is known. */
export function findLeaf(categories: readonly Category[], code: string | null): Category | undefined {
  if (code === null || code.length < 6) return undefined
  return findService(categories, code.slice(0, 4))?.category.children?.find((c) => c.code === code)
}

/** One service a level-2 category, with the words of its leaves as keywords. */
export function servicesOf(categories: readonly Category[], locale: Locale, isExtended = false): Service[] {
  return categories.flatMap((group) =>
    (group.children ?? []).map((category): Service => {
      const leaves = category.children ?? []
      const keywords = leaves.flatMap((leaf) => leaf.keywords?.slice(0, 2) ?? [])
      return {
        service_code: category.code,
        service_name: category[locale],
        description: leaves.map((leaf) => leaf[locale]).join(locale === 'zh' ? '、' : ', '),
        metadata: attributesOf(category, locale).length > 0,
        type: publishedCategories.has(category.code) ? 'realtime' : 'batch',
        keywords: keywords.join(', '),
        group: group[locale],
        // Strictly, a foreign element: only where it was asked for.
        ...(isExtended ? { groups: [group[locale]] } : {}),
      }
    }),
  )
}

export function definitionOf(category: Category, locale: Locale): ServiceDefinition {
  return { service_code: category.code, attributes: attributesOf(category, locale) }
}

const words = {
  emergency: {
    zh: '有人身危险时，请先拨打 110、119 或 120。',
    en: 'Where people are in danger, call 110, 119 or 120 first.',
  },
  leaf: { zh: '具体是哪一类问题？', en: 'Which kind of problem is it?' },
  leafHint: {
    zh: '选最接近的一项，不确定可不选。',
    en: 'The nearest one; leave it out if you are not sure.',
  },
  danger: { zh: '现在是否危及人身安全？', en: 'Are people in danger now?' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
} as const

function attributesOf(category: Category, locale: Locale): Attribute[] {
  const leaves = category.children ?? []
  const isDangerous = dangerous.has(category.code)
  const list = { datatype: 'singlevaluelist', variable: true, required: false } as const
  const all: Omit<Attribute, 'order'>[] = []
  if (isDangerous)
    all.push({
      variable: false,
      code: noticeAttribute,
      datatype: 'text',
      required: false,
      datatype_description: null,
      description: words.emergency[locale],
      values: [],
    })
  if (leaves.length > 1)
    all.push({
      ...list,
      code: leafAttribute,
      datatype_description: words.leafHint[locale],
      description: words.leaf[locale],
      values: leaves.map((leaf) => ({ key: leaf.code, name: leaf[locale] })),
    })
  if (isDangerous)
    all.push({
      ...list,
      code: dangerAttribute,
      datatype_description: null,
      description: words.danger[locale],
      values: [
        { key: 'yes', name: words.yes[locale] },
        { key: 'no', name: words.no[locale] },
      ],
    })
  return all.map((attribute, i) => ({ ...attribute, order: i + 1 }))
}
