import { describe, expect, it } from 'vitest'
import { anonymise, type Criterion, judgeLevels, type Measure } from '#models/anonymity'
import { adultFolder, hasAdult, readAdult } from '../../bench/anonymity/adult.ts'

if (!hasAdult) console.warn(`SKIPPED: no Adult data at ${adultFolder}; the published optima are not checked`)

/**
 * What ARX publishes for Adult in its own tests (TestAnonymizationKAnonymity, …LDiversity): measure, share that may be
 * suppressed, optimum. `entropy` is its `createEntropyMetric(true)`, `non-uniform-entropy` `createEntropyMetric(false)`. Columns in the order
 * of the file: sex, age, race, marital-status, education, native-country, workclass, occupation, salary-class.
 */
const published: [string, Criterion, Measure, number, number, number[]][] = [
  [
    '5-anonymity',
    { kind: 'k-anonymity', k: 5 },
    'entropy',
    0.04,
    255559.85455731067,
    [1, 0, 1, 1, 3, 2, 2, 0, 1],
  ],
  [
    '100-anonymity',
    { kind: 'k-anonymity', k: 100 },
    'entropy',
    0.04,
    379417.3460570988,
    [1, 1, 1, 1, 3, 2, 2, 1, 1],
  ],
  [
    '5-anonymity',
    { kind: 'k-anonymity', k: 5 },
    'entropy',
    0,
    407289.5388925293,
    [1, 2, 1, 1, 3, 2, 2, 1, 1],
  ],
  [
    '100-anonymity',
    { kind: 'k-anonymity', k: 100 },
    'entropy',
    0,
    453196.8932458743,
    [0, 4, 1, 1, 3, 2, 2, 1, 1],
  ],
]

/** Occupation is sensitive here and no quasi-identifier: eight levels. */
const diversity: Criterion = { kind: 'entropy-l-diversity', column: 'occupation', l: 5 }
const publishedDiverse: [number, number, number[]][] = [
  [0.04, 228878.2039109517, [1, 0, 1, 1, 2, 2, 2, 1]],
  [0, 324620.5269918692, [1, 1, 1, 1, 3, 2, 2, 1]],
]

describe.skipIf(!hasAdult)('the optima that ARX publishes for Adult, 30,162 rows', () => {
  const adult = hasAdult ? readAdult() : { table: { columns: [], rows: [] }, quasiIdentifiers: [] }

  it('reads the table of the publication', () => expect(adult.table.rows).toHaveLength(30_162))

  it.each(published)(
    '%s, %j, %s, suppressing at most %s',
    (_, criterion, measure, suppressionLimit, loss, levels) => {
      const solution = anonymise({ ...adult, criteria: [criterion], measure, suppressionLimit })
      expect(solution?.levels).toEqual(levels)
      expect(solution?.loss).toBeCloseTo(loss, 6)
      expect(solution?.suppressedRows).toBeLessThanOrEqual(suppressionLimit * 30_162)
    },
  )

  it.each(publishedDiverse)(
    'entropy 5-diversity of the occupation, suppressing at most %s',
    (suppressionLimit, loss, levels) => {
      const quasiIdentifiers = adult.quasiIdentifiers.filter(({ column }) => column !== 'occupation')
      const task = {
        ...adult,
        quasiIdentifiers,
        criteria: [diversity],
        measure: 'non-uniform-entropy' as const,
        suppressionLimit,
      }
      const solution = anonymise(task)
      expect(solution?.levels).toEqual(levels)
      expect(solution?.loss).toBeCloseTo(loss, 6)
    },
  )

  it('entropy 100-diversity of 14 occupations has no answer, as published', () => {
    const quasiIdentifiers = adult.quasiIdentifiers.filter(({ column }) => column !== 'occupation')
    expect(
      anonymise({ ...adult, quasiIdentifiers, criteria: [{ ...diversity, l: 100 }], suppressionLimit: 0.04 }),
    ).toBeUndefined()
  })

  it('judges given levels as the search does', () => {
    const judged = judgeLevels(
      { ...adult, criteria: [{ kind: 'k-anonymity', k: 5 }], measure: 'entropy', suppressionLimit: 0.04 },
      [1, 0, 1, 1, 3, 2, 2, 0, 1],
    )
    expect(judged?.loss).toBeCloseTo(255559.85455731067, 6)
    expect(judged?.suppressedRows).toBe(906)
  })
})
