import { describe, expect, it } from 'vitest'
import { seededRandom } from '#models/evaluation'
import { findPersonalData } from '#models/pii'
import { hasAppeals, readLabelledAppeals } from '../../bench/pii/appeals.ts'
import { generateTexts } from '../../bench/pii/generate.ts'
import { f1Of, scoreOf } from '../../bench/pii/score.ts'
import { nameSource } from '../../bench/pii/values.ts'

if (!hasAppeals)
  console.warn('SKIPPED: no messages at ../shared/data/appeals; names and addresses are not measured on them')

/** Floors below the figures of src/models/pii/README.md, which `node bench/pii.ts` prints. */
describe('personal information is found as well as the README says', () => {
  it('in generated texts with hard negatives: every number with a form', () => {
    const scores = scoreOf(generateTexts('test', 600, seededRandom(29), nameSource()), findPersonalData)
    for (const [kind, score] of scores)
      if (kind !== 'name' && kind !== 'address') expect([kind, f1Of(score) >= 0.98]).toEqual([kind, true])
  })

  it.skipIf(!hasAppeals)('in 220 public messages that were labelled by reading', () => {
    const rows = readLabelledAppeals()
    expect(rows).toHaveLength(220)
    const scores = scoreOf(rows, findPersonalData)
    expect(f1Of(scores.get('name'))).toBeGreaterThan(0.7)
    expect(f1Of(scores.get('address'))).toBeGreaterThan(0.7)
  })
})
