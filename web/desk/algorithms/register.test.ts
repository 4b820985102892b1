import { expect, it } from 'vitest'
import { tally } from './register.ts'

it('has no override rate while nobody has judged', () => {
  expect(tally([{ outcome: 'pending', gate: 'human', count: 3 }])).toMatchObject({
    all: 3,
    pending: 3,
    overrideRate: null,
  })
  expect(tally([{ outcome: 'pending', gate: 'automatic', count: 3 }]).pending).toBe(0)
})

it('counts overturned against what people have judged, not against all', () => {
  const counts = [
    { outcome: 'applied', gate: 'automatic', count: 80 },
    { outcome: 'confirmed', gate: 'human', count: 15 },
    { outcome: 'overturned', gate: 'human', count: 5 },
  ]
  expect(tally(counts)).toMatchObject({ all: 100, automatic: 80, overrideRate: 0.25 })
})
