import { isCreditCode } from '#kernel/vault/rules'
import type { SubjectKind } from '../contract/subjects.ts'

/** Whether an identifier is one of its kind: place path, unified social credit code (GB 32100), facility number. */
export function isIdentifier(kind: SubjectKind, text: string): boolean {
  if (kind === 'area') return /^\d{2}(\/\d{6}(\/\d{9}(\/\d{12})?)?)?$/.test(text)
  if (kind === 'enterprise') return isCreditCode(text)
  return /^[A-Za-z0-9][A-Za-z0-9._-]{1,59}$/.test(text)
}
