import { expect, it } from 'vitest'
import { judgeAddresses, readHandLabelled, shippedGazetteer } from '../../bench/addresses/labelled.ts'

/** The figures that src/models/addresses/README.md tells, on the half that nobody looked at while the parser was made. */
it('takes the test half of the addresses written by hand apart as well as the README says', () => {
  const rows = readHandLabelled('test')
  const { figures, whole } = judgeAddresses(rows, shippedGazetteer())
  const all = figures.find(({ part }) => part === 'all parts')
  expect(rows.length).toBe(63)
  expect(whole).toBeGreaterThanOrEqual(59)
  expect(all?.precision).toBeGreaterThanOrEqual(0.98)
  expect(all?.recall).toBeGreaterThanOrEqual(0.983)
})
