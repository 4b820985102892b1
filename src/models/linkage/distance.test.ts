import fc from 'fast-check'
import { expect, it } from 'vitest'
import { editDistance, editsBetween, mostEdits, similarityOf, unitsOf } from './distance.ts'
import { soundex } from './soundex.ts'

/** Jaro–Winkler from jellyfish 0.8.9, which Python's recordlinkage calls. */
it.each([
  ['martha', 'marhta', 0.9611111111111111],
  ['dwayne', 'duane', 0.84],
  ['dixon', 'dicksonx', 0.8133333333333332],
  ['crate', 'trace', 0.7333333333333334],
  ['ab', 'ba', 0],
  ['abc', 'abd', 0.8222222222222223],
  ['李伟', '李玮', 0.6666666666666666],
  ['王建国', '王国建', 0.5555555555555555],
  ['', 'a', 0],
  ['', '', 1],
])('jaro-winkler of %s and %s', (a, b, expected) => {
  expect(similarityOf('jaro-winkler', a, b)).toBeCloseTo(expected, 12)
})

it.each([
  ['kitten', 'sitting', 3, 3],
  ['19810312', '19810321', 2, 1],
  ['ca', 'abc', 3, 3],
  ['王建国', '王国建', 2, 1],
  ['ab', 'ba', 2, 1],
  ['', 'abc', 3, 3],
  ['解放碑', '解放碑', 0, 0],
])('%s and %s lie %i edits apart, %i with swaps', (a, b, edits, withSwaps) => {
  expect(editsBetween(a, b)).toBe(edits)
  expect(editsBetween(a, b, true)).toBe(withSwaps)
})

it('takes the edits by the longer text', () => {
  expect(similarityOf('levenshtein', 'hoseason street', 'hoseson street')).toBeCloseTo(1 - 1 / 15, 12)
  expect(similarityOf('levenshtein', '', '')).toBe(1)
})

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '国'), maxLength: 12 })

it('is symmetric, zero for equals alone, and cut at a limit without another answer', () => {
  fc.assert(
    fc.property(word, word, fc.boolean(), fc.nat(6), (a, b, swaps, most) => {
      const full = editsBetween(a, b, swaps)
      expect(editsBetween(b, a, swaps)).toBe(full)
      expect(full === 0).toBe(a === b)
      expect(editDistance(unitsOf(a), 0, a.length, unitsOf(b), 0, b.length, swaps, most)).toBe(
        Math.min(full, most + 1),
      )
    }),
  )
})

it('agrees with the textbook’s recursion', () => {
  const plain = (a: string, b: string): number => {
    if (a === '' || b === '') return a.length + b.length
    const cost = a[0] === b[0] ? 0 : 1
    return Math.min(plain(a.slice(1), b) + 1, plain(a, b.slice(1)) + 1, plain(a.slice(1), b.slice(1)) + cost)
  }
  const short = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 5 })
  fc.assert(
    fc.property(short, short, (a, b) => {
      expect(editsBetween(a, b)).toBe(plain(a, b))
    }),
  )
})

it('knows how many edits a similarity allows', () => {
  const share = fc.constantFrom(0.5, 0.75, 0.8, 0.85, 2 / 3)
  fc.assert(
    fc.property(word, word, share, (a, b, atLeast) => {
      const most = mostEdits(a.length, b.length, atLeast)
      if (a !== '' || b !== '')
        expect(editsBetween(a, b) <= most).toBe(similarityOf('levenshtein', a, b) >= atLeast)
    }),
  )
})

it('keeps similarities in 0 … 1 and symmetric', () => {
  fc.assert(
    fc.property(word, word, fc.constantFrom('jaro-winkler', 'levenshtein'), (a, b, by) => {
      const one = similarityOf(by, a, b)
      expect(one).toBeGreaterThanOrEqual(0)
      expect(one).toBeLessThanOrEqual(1)
      expect(similarityOf(by, a, a)).toBe(1)
      expect(similarityOf(by, b, a)).toBeCloseTo(one, 12)
    }),
  )
})

it.each([
  ['Robert', 'R163'],
  ['Rupert', 'R163'],
  ['Tymczak', 'T522'],
  ['Pfister', 'P236'],
  ['Honeyman', 'H555'],
  ['Ashcraft', 'A261'],
  ['李伟', '李伟'],
])('soundex of %s is %s', (name, code) => expect(soundex(name)).toBe(code))
