/** Full-width letters, digits and signs to their half-width forms; every character keeps its place. */
export function toHalfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
}

/**
 * A telephone number as it is compared: digits only, without the country code. `undefined` for what is neither
 * a mobile number nor a landline (with or without area code).
 */
export function normalisePhone(value: string): string | undefined {
  const digits = toHalfWidth(value)
    .trim()
    .replace(/[\s()-]/g, '')
    .replace(/^(?:\+86|0086)/, '')
  const national = /^861[3-9]\d{9}$/.test(digits) ? digits.slice(2) : digits
  const known = /^(?:1[3-9]\d{9}|0\d{2,3}[2-8]\d{6,7}|[2-8]\d{6,7})$/.test(national)
  return known ? national : undefined
}

/** An ID card number as it is compared, upper case; `undefined` when its form or check digit is wrong. */
export function normaliseIdNumber(value: string): string | undefined {
  const id = toHalfWidth(value).replace(/\s/g, '').toUpperCase()
  return isIdNumber(id) ? id : undefined
}

const ID_FORM = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Form and check digit of an 18-digit ID card number (GB 11643-1999, ISO 7064 MOD 11-2). */
export function isIdNumber(id: string): boolean {
  if (!ID_FORM.test(id)) return false
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0)
  return '10X98765432'[sum % 11] === id[17]
}

const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Form and check character of a unified social credit code (GB 32100-2015): an organization, not a person. */
export function isCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return false
  let [sum, weight] = [0, 1]
  for (const character of code.slice(0, 17)) {
    sum += weight * CREDIT_CODE_ALPHABET.indexOf(character)
    weight = (weight * 3) % 31
  }
  return CREDIT_CODE_ALPHABET[(31 - (sum % 31)) % 31] === code[17]
}

/** The check digit of bank cards (ISO/IEC 7812-1). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
