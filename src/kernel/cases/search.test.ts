import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { searchQuery, searchTerms } from './search.ts'

const han = fc.constantFrom(...'楼道灯坏了请尽快维修垃圾清运噪音扰民㐀𠮷〇')
const other = fc.constantFrom(
  'a',
  'B',
  '3',
  '12',
  '，',
  ' ',
  '。',
  "'",
  '\\',
  '&',
  '|',
  ':',
  '*',
  '\n',
  'é',
  '👍',
  '\u0000',
)
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: han }, other), { maxLength: 40 })
  .map((parts) => parts.join(''))

/** Whether a text with these terms answers the query, by the rules of `tsvector @@ tsquery`. */
function isFound(query: string, terms: readonly string[]): boolean {
  return query.split(' & ').every((q) => {
    const [, word = '', prefix] = /^'(.*)'(:\*)?$/s.exec(q) ?? []
    const plain = word.replaceAll("''", "'")
    return terms.some((t) => (prefix === undefined ? t === plain : t.startsWith(plain)))
  })
}

describe('searchTerms', () => {
  const rows: [string, string, string[]][] = [
    ['pairs of Han characters', '楼道灯', ['楼道', '道灯']],
    ['a single one', '灯', ['灯']],
    ['words and numbers apart from Han', 'KTV噪音12号', ['ktv', '噪音', '12', '号']],
    ['each once', '灯灯灯', ['灯灯']],
    ['no signs', '，。!"&|', []],
  ]
  test.each(rows)('%s', (_name, given, expected) => {
    expect(searchTerms(given)).toEqual(expected)
  })
})

test('any run of two or more Han characters is found by any part of it of two or more', () => {
  fc.assert(
    fc.property(
      text,
      fc.array(han, { minLength: 2, maxLength: 12 }),
      text,
      fc.nat(),
      fc.nat(),
      (before, run, after, a, b) => {
        const from = a % (run.length - 1)
        const length = 2 + (b % (run.length - from - 1))
        const query = searchQuery(run.slice(from, from + length).join(''))
        expect(query === null ? false : isFound(query, searchTerms(`${before}${run.join('')}${after}`))).toBe(
          true,
        )
      },
    ),
    { numRuns: 2000 },
  )
})

test('a word is found by its beginning, whatever stands beside it', () => {
  for (const whole of ['KTV噪音', '请打12345热线', '在B12栋'])
    for (const part of ['ktv', 'KT', '12345', '123', 'b12']) {
      const word = part.toLowerCase()
      if (whole.toLowerCase().includes(word))
        expect(isFound(searchQuery(part) ?? '', searchTerms(whole))).toBe(true)
    }
})

test('a query holds nothing but quoted terms, so that no text can speak the language of tsquery', () => {
  fc.assert(
    fc.property(text, (given) => {
      const query = searchQuery(given)
      if (query !== null) expect(query).toMatch(/^'[\p{L}\p{N}]+'(:\*)?( & '[\p{L}\p{N}]+'(:\*)?)*$/u)
    }),
    { numRuns: 2000 },
  )
})
