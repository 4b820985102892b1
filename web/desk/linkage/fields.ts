import type { LinkageKind } from '#modules/linkage/contract'
import type { Translate } from '../../ui/i18n.tsx'
import type { linkageFieldTexts } from '../messages/linkage-fields.ts'

type Say = Translate<keyof typeof linkageFieldTexts>

/** Fields of a kind in the order in which a person reads them, and those without which nothing can be told. */
export const fieldsOf = {
  person: ['name', 'sex', 'born', 'idNumber', 'phone', 'township', 'street'],
  enterprise: ['name', 'creditCode', 'representative', 'phone', 'township', 'street'],
} as const satisfies Record<LinkageKind, readonly string[]>

export const neededField = 'name'

export function fieldLabel(t: Say, kind: LinkageKind, field: string): string {
  return t(`${kind}.${field}` as 'person.name')
}

/** A step of the waterfall weighs address and phone as one. */
export function comparisonLabel(t: Say, kind: LinkageKind, field: string): string {
  return field === 'street' ? t(`compared.${kind}.street`) : fieldLabel(t, kind, field)
}

/** How far two values agree, from the words that the model gives its levels (models/linkage, levelName). */
export function levelText(t: Say, kind: LinkageKind, field: string, level: string | null): string {
  if (level === null) return t('level.missing')
  const parts = level.split('，').map((part) => {
    const [, other, words = ''] = /^(?:(\w+)：)?(.*)$/.exec(part) ?? []
    // Weighed together, equal addresses alone may still count for nothing: that is not „different“.
    const said = field === 'street' && words === '其余' ? t('level.none') : wordsOf(t, words)
    // Where several fields are weighed together, each part says which it means.
    return field === 'street' && words !== '其余'
      ? t('level.of', { field: fieldLabel(t, kind, other ?? field), level: said })
      : said
  })
  return parts.join(t('level.and'))
}

function wordsOf(t: Say, words: string): string {
  const alike = /≥ ([\d.]+)$/.exec(words)
  if (alike !== null) return t('level.similar', { percent: Math.round(Number(alike[1]) * 100) })
  const edits = /^相差 ≤ (\d+) 处/.exec(words)
  if (edits !== null) return t('level.edits', { edits: Number(edits[1]) })
  if (words === '完全一致') return t('level.exact')
  if (words === '日月对调') return t('level.swapped')
  return words === '其余' ? t('level.else') : words
}
