import type { Found, IdentifierKind } from '../define.ts'
import { identifiers } from './identifiers.ts'
import { findNames } from './names.ts'
import { isCreditCode, isIdNumber, toHalfWidth } from './normalise.ts'
import { Scan } from './scan.ts'

const CREDIT_CODE = /(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])/g

/** What a mask hides: personal identifiers in order and without overlap, however unsure; a mask errs on that side. */
export function detect(original: string): Found[] {
  const text = toHalfWidth(original)
  const scan = new Scan<IdentifierKind>(text)
  // Numbers of organizations: nothing inside them is taken for that of a person.
  for (const { 0: code, index } of text.matchAll(CREDIT_CODE))
    if (isCreditCode(code) && !isIdNumber(code)) scan.block(index, index + code.length)
  scan.run(identifiers)
  for (const { start, end } of findNames(text))
    scan.take({ kind: 'name', start, end, certainty: 0.9, why: ['cue'] })
  return scan.inOrder().map(({ kind, start, end }) => ({ kind, start, end }))
}
