import { describe, expect, test } from 'vitest'
import { hasRoutingData, judgeDepartments, judgeQueues } from './routing.ts'

if (!hasRoutingData()) console.warn('skipped: gov-faq-kaohsiung or boston311 is missing; set REFERENCE_DATA')

describe.skipIf(!hasRoutingData())('routing of two other cities', () => {
  test('Kaohsiung: question to one of 33 departments, five folds', () => {
    const { rows, classes, accuracy, top3 } = judgeDepartments(1)
    expect([rows, classes]).toEqual([1138, 33])
    expect(accuracy).toBeCloseTo(0.784, 2)
    expect(top3).toBeCloseTo(0.897, 2)
    expect(judgeDepartments(1, { wordShare: 0 }).accuracy).toBeCloseTo(0.802, 2)
  }, 240_000)

  test('Boston: request to queue, the newest 30 %, beside the majority of the type', () => {
    const { model, majority } = judgeQueues()
    expect(model.rows).toBe(1500)
    expect(model.accuracy).toBeCloseTo(0.853, 2)
    expect(majority.accuracy).toBeCloseTo(0.757, 2)
  }, 240_000)
})
