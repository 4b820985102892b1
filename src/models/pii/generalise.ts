import { toHalfWidth } from '#kernel/vault/rules'
import type { PiiKind } from './types.ts'

/**
 * Coarser and true: ID card → district code and birth year, phone → network or area, address → township, birth date → year,
 * name → 张某, coordinates → about a kilometre. '*' where nothing coarser is known.
 */
export function generaliseValue(kind: PiiKind, value: string): string {
  const plain = toHalfWidth(value).trim()
  switch (kind) {
    case 'idNumber':
      return idNumber(plain.replace(/[\s-]/g, ''))
    case 'mobile':
      return /^(?:(?:\+|00)?86)?(1\d{2})\d{8}$/.exec(plain.replace(/[\s-]/g, ''))?.[1] ?? '*'
    case 'landline':
      return /^\(?(0\d{2,3})/.exec(plain)?.[1] ?? '*'
    case 'address':
      return township(plain)
    case 'name':
      return /^\p{Script=Han}/u.test(plain) ? `${plain.charAt(0)}某` : '*'
    case 'email':
      return /@[\w.-]+$/.exec(plain)?.[0] ?? '*'
    case 'ip':
      return /^\d+\.\d+(?=\.\d+\.\d+$)/.exec(plain)?.[0] ?? '*'
    case 'plate':
      return plain.slice(0, 2).toUpperCase()
    case 'birthDate':
      return /^(?:\d{4}|[一二][〇零一二三四五六七八九]{3})/.exec(plain)?.[0] ?? '*'
    case 'coordinates':
      return rounded(plain)
    default:
      return '*'
  }
}

function idNumber(digits: string): string {
  if (/^\d{17}[\dX]$/i.test(digits)) return `${digits.slice(0, 6)} ${digits.slice(6, 10)}`
  return /^\d{15}$/.test(digits) ? `${digits.slice(0, 6)} 19${digits.slice(6, 8)}` : '*'
}

function township(address: string): string {
  const way =
    /^.{1,40}?(?:街道|镇|乡)(?![一-龥]?[路街])/u.exec(address) ??
    /^.{1,30}?[区县旗]/u.exec(address) ??
    /^.{1,20}?市/u.exec(address)
  return way?.[0] ?? '*'
}

function rounded(pair: string): string {
  const numbers = pair.match(/\d{1,3}\.\d+/g)?.map(Number) ?? []
  return numbers.length === 2 ? numbers.map((n) => n.toFixed(2)).join(',') : '*'
}
