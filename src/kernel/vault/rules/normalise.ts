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

const ID_FORM = /^[1-9]\d{5}(?:18|19|20)\d{9}[\dX]$/
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** GB/T 2260: the provinces, and 81 to 83 of the residence permits for Hong Kong, Macao and Taiwan; 91 in cards for foreigners. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
)

/** Form, province, calendar date and check digit of an 18-digit ID card number (GB 11643-1999, ISO 7064 MOD 11-2). */
export function isIdNumber(id: string): boolean {
  if (!ID_FORM.test(id) || !PROVINCES.has(id.slice(0, 2)) || !isCalendarDate(id.slice(6, 14))) return false
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0)
  return '10X98765432'[sum % 11] === id[17]
}

/** Form, province and date (19YY) of a 15-digit number, which has no check digit. */
export function isOldIdNumber(id: string): boolean {
  return /^[1-9]\d{14}$/.test(id) && PROVINCES.has(id.slice(0, 2)) && isCalendarDate(`19${id.slice(6, 12)}`)
}

/** Whether YYYYMMDD is a day of the calendar, 1800 to 2099. */
export function isCalendarDate(digits: string): boolean {
  if (!/^(?:18|19|20)\d{6}$/.test(digits)) return false
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number) as [
    number,
    number,
    number,
  ]
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return day >= 1 && day <= days
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
