import { expect, test } from 'vitest'
import { torture } from '../../bench/torture.ts'

/** The short form of bench/torture.ts: three kills, one of them of the database. */
test('what was acknowledged survives a kill -9, once; what was not is there at most once, and once after a repeat', async () => {
  const report = await torture({ kills: 3, databaseKills: 1, writers: 4, log: console.log })
  const { kills, proposals, notices } = report
  console.log({
    appeals: report.appeals,
    proposals,
    notices,
    surplusDecisions: report.surplusDecisions,
    seals: report.seals,
  })
  expect(kills.map(({ lost, doubled }) => ({ lost, doubled }))).toEqual(
    kills.map(() => ({ lost: 0, doubled: 0 })),
  )
  expect(kills.reduce((sum, k) => sum + k.acknowledged, 0)).toBeGreaterThan(20)
  expect(proposals).toEqual({ once: report.appeals, missing: 0, doubled: 0 })
  expect(notices).toEqual({ right: report.appeals, wrong: 0 })
  expect(report.flaws).toBe(0)
}, 180_000)
