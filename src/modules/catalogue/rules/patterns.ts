/**
 * A pattern that an office writes is matched against every value that arrives, so it may not take longer than the value
 * is long times a constant. Accepted is what I-Regexp (RFC 9485) has, without a repetition inside a repetition: no look
 * around, no back reference, no lazy or possessive quantifier.
 */
export type PatternFault = 'syntax' | 'look-around' | 'back-reference' | 'nested-repetition'

/** Undefined when the pattern may be used. */
export function faultOfPattern(pattern: string): PatternFault | undefined {
  if (/\(\?(?!:)/.test(pattern)) return 'look-around'
  if (/\\[1-9k]/.test(pattern)) return 'back-reference'
  if (hasNestedRepetition(pattern)) return 'nested-repetition'
  try {
    new RegExp(`^(?:${pattern})$`, 'u')
    return undefined
  } catch {
    return 'syntax'
  }
}

/** The whole text has to match. */
export function compilePattern(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u')
}

/** An unbounded repetition of a group that repeats itself, or two unbounded neighbours over the same class, explode. */
function hasNestedRepetition(pattern: string): boolean {
  const repeatsInside: boolean[] = []
  let inClass = false
  let last = false
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] as string
    if (c === '\\') {
      i++
      last = false
      continue
    }
    if (inClass) {
      if (c === ']') inClass = false
      continue
    }
    const times = quantifierAt(pattern, i)
    if (c === '[') inClass = true
    else if (c === '(') repeatsInside.push(false)
    else if (c === ')') {
      const inner = repeatsInside.pop() ?? false
      const repeated = quantifierAt(pattern, i + 1)
      if (inner && repeated !== undefined && repeated.most > 1) return true
      if (inner && repeatsInside.length > 0) repeatsInside[repeatsInside.length - 1] = true
    } else if (times !== undefined) {
      if (last) return true
      if (times.most > 1 && !times.fixed && repeatsInside.length > 0)
        repeatsInside[repeatsInside.length - 1] = true
      i += times.length - 1
      last = true
      continue
    }
    last = false
  }
  return false
}

interface Quantifier {
  readonly most: number
  readonly fixed: boolean
  readonly length: number
}

function quantifierAt(pattern: string, at: number): Quantifier | undefined {
  const c = pattern[at]
  if (c === '*' || c === '+') return { most: Number.POSITIVE_INFINITY, fixed: false, length: 1 }
  if (c === '?') return { most: 1, fixed: false, length: 1 }
  if (c !== '{') return undefined
  const found = /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(at))
  if (found === null) return undefined
  const least = Number(found[1])
  const most = found[2] === undefined ? least : found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3])
  return { most, fixed: least === most, length: found[0].length }
}
