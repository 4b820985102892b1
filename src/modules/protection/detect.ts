import { findPersonalData, judgeColumn, maskValue, type PiiKind, piiKinds } from '#models/pii'
import type { Content, Item } from '#modules/catalogue/contract'
import { identifierOf } from '#modules/catalogue/rules'
import { type KindProposal, type KindReason, type PersonalKind, personalKinds } from './contract.ts'
import { kindOfModel, modelOfKind } from './rules.ts'

/** Texts longer than this are not looked into to their end. */
const mostCharacters = 2000

/**
 * What an item seems to hold. Values speak first, then what the catalogue describes; in free text findings are counted.
 * No value leaves in clear.
 */
export function detectItem(item: Item, rules: Content['rules'], values: readonly string[]): KindProposal {
  const sample = values.filter((v) => v.trim() !== '')
  const base = { item: item.name, looked: sample.length, findings: [], example: '' }
  const judged = judgeColumn(`${item.title} ${item.name}`, sample)
  const kind = judged === undefined ? undefined : kindOfModel(judged.kind)
  if (judged !== undefined && kind !== undefined) {
    const reasons = judged.why.map((why): KindReason => {
      const { key, ...told } = why
      const said = Object.entries(told).map(([name, value]) => [name, String(value)])
      return { key: key.replace('column.', ''), values: Object.fromEntries(said) }
    })
    const example = exampleOf(judged.kind, sample)
    return { ...base, kind, certainty: Math.round(judged.certainty * 100) / 100, reasons, example }
  }
  const described = identifierOf(item, rules)
  const known = personalKinds.find((k) => k === described?.kind)
  if (described !== undefined && known !== undefined) {
    const model = piiKinds.find((k) => k === modelOfKind(known))
    const example = model === undefined ? '' : exampleOf(model, sample)
    const reasons = [{ key: described.by, values: { title: item.title } }]
    return { ...base, kind: known, certainty: null, reasons, example }
  }
  const findings = item.type === 'text' ? countFindings(sample) : []
  const reasons = findings.length === 0 ? [] : [{ key: 'free-text', values: { of: String(sample.length) } }]
  return { ...base, kind: null, certainty: null, reasons, findings }
}

/** The first value of the kind's form with its ends only. */
function exampleOf(kind: PiiKind, values: readonly string[]): string {
  const value = values.find((v) => v.length <= 100) ?? ''
  return value === '' ? '' : maskValue(kind, value, { as: 'partial' })
}

function countFindings(values: readonly string[]): { kind: PersonalKind; count: number }[] {
  const counts = new Map<PersonalKind, number>()
  for (const value of values)
    for (const found of findPersonalData(value.slice(0, mostCharacters))) {
      const kind = kindOfModel(found.kind)
      if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
  return [...counts].map(([kind, count]) => ({ kind, count })).toSorted((a, b) => b.count - a.count)
}
