import { expect, inject, onTestFinished, test } from 'vitest'
import { torture } from '../../bench/torture.ts'
import { judgeAlgorithm } from '../../src/kernel/decisions/index.ts'
import type { Kernel } from '../../src/kernel/module/index.ts'
import { castOf } from '../support/cast.ts'
import { createTestDatabase, createTestPlatform } from '../support/platform.ts'

test('a job that is cut off after its judgement, then after its proposal, goes on where it stopped', async () => {
  const city = await createTestPlatform({ env: { ROLES: 'web' } })
  try {
    const { kernel, modules } = city.platform
    const [{ code, version }] = (await city.anonymous.get('/algorithms')).body
    const leader = castOf([]).find((a) => a.name === 'leader of a district')
    const approval = { code, version, status: 'approved', reason: '试运行：批准上线' }
    await kernel.execute(judgeAlgorithm, { actor: leader ?? castOf([])[0], input: approval } as never)
    const text = '金凤镇凤笙路小区三栋的楼道灯坏了一个星期，物业一直不来修，希望尽快处理。'
    const where = { place: '50/500107/500107103' }
    const { id } = (await city.anonymous.post('/appeals', { text, where, anonymous: true })).body
    const job = modules.flatMap((m) => m.jobs ?? []).find((j) => j.name === 'appeal.classify')
    const cutOffAt = (step: string): Kernel => ({
      ...kernel,
      execute: ((action, options) =>
        action.name === step
          ? Promise.reject(new Error('cut off'))
          : kernel.execute(action, options)) as Kernel['execute'],
    })
    const decisions = () =>
      kernel.app.db.selectFrom('decisions').select(['id']).where('subject_id', '=', id).execute()
    await expect(job?.run(cutOffAt('appeal.propose'), { id })).rejects.toThrow('cut off')
    const [made] = await decisions()
    expect(made).toBeDefined()
    await expect(job?.run(cutOffAt('appeal.dispatch'), { id })).rejects.toThrow('cut off')
    await job?.run(kernel, { id })
    expect(await decisions()).toEqual([made])
    const c = await kernel.app.db
      .selectFrom('cases')
      .select('document')
      .where('id', '=', id)
      .executeTakeFirst()
    expect(c?.document).toMatchObject({
      state: 'dispatched',
      details: { proposal: { decision: made?.id }, dispatchedBy: 'algorithm' },
    })
  } finally {
    await city.stop()
  }
})

/**
 * The short form of bench/torture.ts: three kills. On the embedded database, a server of the test's own that syncs as
 * those of a city do, one of them hits the database; an external one is nobody's to kill.
 */
test('what was acknowledged survives a kill -9, once; what was not is there at most once, and once after a repeat', async () => {
  const external = inject('isExternal') ? await createTestDatabase() : undefined
  onTestFinished(() => external?.drop())
  const report = await torture({
    kills: 3,
    databaseKills: external === undefined ? 1 : 0,
    databaseUrl: external?.url,
    databaseAppUrl: external?.appUrl,
    writers: 4,
    log: console.log,
  })
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
}, 600_000)
