const digits: Readonly<Record<string, number>> = Object.fromEntries(
  [...'零一二三四五六七八九']
    .map((sign, value) => [sign, value])
    .concat([
      ['〇', 0],
      ['两', 2],
    ]),
)
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** Signs of a number written in Chinese. */
export const numeralSigns = '零〇一二三四五六七八九十百千两'

/**
 * The value of a number below ten thousand in Chinese: 一百二十三 → 123, 二〇五 → 205, 十 → 10. Undefined where the signs
 * form none, such as 百十 or an empty text.
 */
export function numeralValue(signs: string): number | undefined {
  if (signs === '' || [...signs].some((sign) => !numeralSigns.includes(sign))) return undefined
  if (![...signs].some((sign) => sign in units))
    return signs.length > 4 ? undefined : Number([...signs].map((sign) => digits[sign]).join(''))
  let sum = 0
  let last = Number.POSITIVE_INFINITY
  let digit: number | undefined
  for (const sign of signs) {
    const unit = units[sign]
    if (unit === undefined) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = digits[sign]
      continue
    }
    if (unit >= last) return undefined
    if (digit === undefined && !(unit === 10 && sum === 0)) return undefined
    sum += (digit ?? 1) * unit
    last = unit
    digit = undefined
  }
  return sum + (digit ?? 0)
}
