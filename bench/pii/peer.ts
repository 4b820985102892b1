import type { Span } from './score.ts'

/**
 * The peer: the plain regular expressions that masking snippets use, without check digit, context or names. Microsoft
 * Presidio is not installable here and has no Chinese recognisers for most of these kinds.
 */
const plain: readonly (readonly [Span['kind'], RegExp])[] = [
  ['idNumber', /\d{17}[\dXx]|\d{15}/g],
  ['bankCard', /\d{16,19}/g],
  ['mobile', /1[3-9]\d{9}/g],
  ['landline', /0\d{2,3}-?\d{7,8}/g],
  ['email', /[\w.-]+@[\w.-]+\.\w+/g],
  ['plate', /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}/g],
  ['passport', /[EG]\d{8}/g],
  ['creditCode', /[0-9A-Z]{18}/g],
  ['ip', /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}/g],
  ['mac', /(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}/gi],
]

export function findByPlainPatterns(text: string): Span[] {
  const found: Span[] = []
  for (const [kind, pattern] of plain)
    for (const match of text.matchAll(pattern)) {
      const span = { kind, start: match.index, end: match.index + match[0].length }
      if (!found.some((f) => f.start < span.end && span.start < f.end)) found.push(span)
    }
  return found
}
