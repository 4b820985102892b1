import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Refusal } from '../../src/kernel/action/index.ts'
import type { Case } from '../../src/kernel/cases/index.ts'
import { addDuration, fixedClock } from '../../src/kernel/clock/index.ts'
import type { Actor } from '../../src/kernel/identity/define.ts'
import { type AppealActions, appealActions } from '../../src/modules/appeals/actions.ts'
import { castOf, resident } from '../support/cast.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** The clocks of an appeal, over the National Day holiday of 2025: 1 to 8 October off, 28 September and 11 October worked. */

/** A Tuesday morning, the last working day before the holiday. Times below are Shanghai's. */
const start = at('2025-09-30 09:30')
const clock = fixedClock(start)
const person = '00000000-0000-4000-8000-00000000000a'
const owner = resident('居民', person)
const named = (name: string): Actor => castOf([person]).find((a) => a.name === name) as Actor
const dispatcher = named('dispatcher of the city')
const supervisor = named('supervisor of the city')
const handler = named('handler housing')
const co = named('handler urban')

let city: TestPlatform
let actions: AppealActions
let c: Case

beforeAll(async () => {
  city = await createTestPlatform({ clock, env: { ROLES: 'web' } })
  actions = appealActions({ clock, key: () => city.platform.kernel.key })
})
afterAll(() => city?.stop())
beforeEach(async () => {
  clock.set(start)
  await submit()
})

function at(local: string): Date {
  return new Date(`${local.replace(' ', 'T')}:00+08:00`)
}

function local(iso: string | null | undefined): string {
  return iso == null
    ? ''
    : new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

async function submit(): Promise<void> {
  const input = { text: '小区路灯坏了一周，晚上很黑，请维修。', where: { place: '50/500107/500107103' } }
  const { id } = await city.platform.kernel.execute(actions.submit, { actor: owner, input })
  c = await read(id)
}

async function read(id: string): Promise<Case> {
  const row = await city.platform.kernel.app.db
    .selectFrom('cases')
    .select('document')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.document as Case
}

async function act(name: keyof AppealActions['onCase'], actor: Actor, input: object = {}): Promise<Case> {
  c = (await city.platform.kernel.execute(actions.onCase[name] as never, {
    actor,
    input: { id: c.id, version: c.version, ...input },
  })) as Case
  return c
}

async function codeOf(run: Promise<unknown>): Promise<string> {
  return run.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )
}

const due = (name: string) => local(c.clocks.find((k) => k.name === name)?.due)
const dispatched = (urgency = 'normal') =>
  act('dispatch', dispatcher, { org: 'gxq.housing', category: '0101', urgency })
const answer = { text: '您好，路灯已经修复，感谢您的反映。' }

/** Runs a timed job now, as the scheduler would. */
async function look(name: 'supervision.escalate' | 'appeal.close-unrated'): Promise<void> {
  const job = city.platform.modules.flatMap((m) => m.jobs ?? []).find((j) => j.name === name)
  await job?.run(city.platform.kernel, {})
  c = await read(c.id)
}

test.each([
  ['critical', '2025-09-30 09:45', '2025-09-30 11:30'],
  ['urgent', undefined, '2025-10-01 09:30'],
  ['normal', undefined, undefined],
  ['complex', undefined, undefined],
])("the limits of %s are the table's", async (urgency, accept, answerBy) => {
  await dispatched(urgency)
  const { body } = await city.anonymous.get('/urgency')
  for (const name of ['accept', 'answer'])
    expect(due(name)).toBe(local(addDuration(clock.calendar(), start, body[urgency][name]).toISOString()))
  if (accept !== undefined) expect(due('accept')).toBe(accept)
  if (answerBy !== undefined) expect(due('answer')).toBe(answerBy)
})

test('a report of a normal day waits four working hours for its dispatch; the lunch break and the holiday do not count', async () => {
  expect(due('dispatch')).toBe('2025-09-30 15:30')
  clock.set(at('2025-09-30 16:00'))
  await submit()
  // Two hours of the last day, two of the first after the holiday.
  expect(due('dispatch')).toBe('2025-10-09 11:00')
})

test('what is accepted late goes up the ladder by the hours of its grade, to the third rung and no further', async () => {
  await dispatched('critical')
  const ladder: [string, number][] = [
    ['2025-09-30 09:40', 0],
    ['2025-09-30 09:46', 1],
    ['2025-09-30 10:44', 1],
    ['2025-09-30 10:46', 2],
    ['2025-09-30 13:44', 2],
    ['2025-09-30 13:46', 3],
    ['2025-10-09 09:46', 3],
  ]
  for (const [when, step] of ladder) {
    clock.set(at(when))
    await look('supervision.escalate')
    await look('supervision.escalate')
    expect([when, c.escalation]).toEqual([when, step])
  }
})

test('a hold stops the clock, and resuming gives the time back', async () => {
  await dispatched('complex')
  await act('accept', handler)
  const before = due('answer')
  clock.set(at('2025-09-30 10:00'))
  await act('hold', handler, { reason: '等待配件到货' })
  const row = async () =>
    city.platform.kernel.app.db
      .selectFrom('cases')
      .select(['due_at', 'held'])
      .where('id', '=', c.id)
      .executeTakeFirstOrThrow()
  expect(await row()).toEqual({ due_at: null, held: true })
  expect(await codeOf(act('answer', handler, answer))).toBe('not-now')
  clock.set(at('2025-10-30 10:00'))
  await look('supervision.escalate')
  expect(c.escalation).toBe(0)
  await act('resume', handler)
  const k = c.clocks.find((x) => x.name === 'answer')
  // The limit of this grade counts calendar days, so the thirty days of the pause are given back whole.
  expect([k?.unit, before, due('answer')]).toEqual(['days', '2025-10-15 09:30', '2025-11-14 09:30'])
  expect((await row()).due_at?.toISOString()).toBe(k?.due)
})

test('an extension is asked for once, granted in working days over the holiday, or refused without a trace on the clock', async () => {
  await dispatched('normal')
  await act('accept', handler)
  const before = due('answer')
  await act('requestExtension', handler, { reason: '需要协调供电单位', days: 2 })
  expect(await codeOf(act('requestExtension', handler, { reason: '再要几天', days: 2 }))).toBe('not-now')
  expect(await codeOf(act('decideExtension', handler, { approve: true }))).toBe('forbidden')
  await act('decideExtension', supervisor, { approve: false, reason: '理由不足' })
  expect([due('answer'), c.extension]).toEqual([before, null])
  expect(await codeOf(act('decideExtension', supervisor, { approve: true }))).toBe('not-now')
  await act('requestExtension', handler, { reason: '需要协调供电单位', days: 2 })
  await act('decideExtension', supervisor, { approve: true })
  expect(due('answer') > before).toBe(true)
  // Seven days end within the holiday; the extension ends with the second working day after it.
  expect([before, due('answer')]).toEqual(['2025-10-07 09:30', '2025-10-10 18:00'])
})

test('an extension that is still open falls when the case goes to another office', async () => {
  await dispatched('normal')
  await act('accept', handler)
  await act('requestExtension', handler, { reason: '需要协调供电单位', days: 2 })
  await act('transfer', supervisor, { org: 'gxq.urban', reason: '属市政设施' })
  expect(c.extension).toBeNull()
  await act('accept', co)
  await act('requestExtension', co, { reason: '需要采购灯具', days: 2 })
})

test('a co-handler has a deadline of its own, answers once, and the lead keeps its clock', async () => {
  await dispatched('normal')
  await act('accept', handler)
  const lead = due('answer')
  await act('askCo', handler, { orgs: ['gxq.urban'], workingDays: 2, reason: '请提供图纸' })
  expect(local(c.co[0]?.due)).toBe('2025-10-10 18:00')
  expect(due('answer')).toBe(lead)
  expect(
    await codeOf(act('askCo', handler, { orgs: ['gxq.urban'], workingDays: 2, reason: '请提供图纸' })),
  ).toBe('invalid')
  await act('coAnswer', co, { text: '图纸已提供，见附件。' })
  expect(c.co[0]?.answeredAt).not.toBeNull()
  expect(await codeOf(act('coAnswer', co, { text: '再答复一次。' }))).toBe('not-now')
})

test('an answer that nobody rates closes after seven days, not before', async () => {
  await dispatched('normal')
  await act('accept', handler)
  await act('answer', handler, answer)
  clock.set(new Date(start.getTime() + 7 * 86_400_000 - 60_000))
  await look('appeal.close-unrated')
  expect(c.state).toBe('answered')
  clock.set(new Date(start.getTime() + 7 * 86_400_000 + 60_000))
  await look('appeal.close-unrated')
  expect([c.state, c.rating]).toEqual(['closed', null])
  expect(c.clocks.every((k) => k.stoppedAt !== null)).toBe(true)
})

test('a resident reopens within thirty days; after that a supervisor can', async () => {
  await dispatched('normal')
  await act('accept', handler)
  await act('answer', handler, answer)
  await act('close', dispatcher)
  clock.set(new Date(start.getTime() + 30 * 86_400_000))
  await act('reopen', owner, { reason: '路灯又坏了' })
  expect([c.state, c.reopened, c.closedAt, c.lead?.answeredAt]).toEqual(['dispatched', 1, null, null])
  expect(
    c.clocks
      .filter((k) => k.stoppedAt === null)
      .map((k) => k.name)
      .sort(),
  ).toEqual(['accept', 'answer'])
  await act('accept', handler)
  await act('answer', handler, answer)
  await act('close', dispatcher)
  clock.advance(30 * 86_400_000 + 1000)
  expect(await codeOf(act('reopen', owner, { reason: '路灯又坏了' }))).toBe('not-now')
  await act('reopen', supervisor, { reason: '督办复查' })
  expect(c.reopened).toBe(2)
})

test('a reopened case climbs the ladder from its foot', async () => {
  await dispatched('critical')
  clock.set(at('2025-09-30 09:46'))
  await look('supervision.escalate')
  expect(c.escalation).toBe(1)
  await act('accept', handler)
  await act('answer', handler, answer)
  await act('reopen', owner, { reason: '路灯又坏了' })
  expect(c.escalation).toBe(0)
  await look('supervision.escalate')
  expect(c.escalation).toBe(0)
  clock.advance(16 * 60_000)
  await look('supervision.escalate')
  expect(c.escalation).toBe(1)
})

test('a held case is withdrawn by its applicant: the hold ends, no clock runs', async () => {
  await dispatched('normal')
  await act('accept', handler)
  await act('handle', handler, { text: '已到现场查看。' })
  await act('hold', handler, { reason: '等待配件到货' })
  await act('withdraw', owner, { reason: '已经修好了' })
  expect([c.state, c.hold, c.closedAt]).toEqual(['withdrawn', null, clock.now().toISOString()])
  expect(c.clocks.every((k) => k.stoppedAt !== null)).toBe(true)
})

test('while a duty is disputed the backstop works, against the same answer clock, and the arbiter has a clock', async () => {
  await dispatched('normal')
  const before = due('answer')
  await act('dispute', handler, {
    reason: '不属住建职责',
    legalBasis: '市政设施管理条例第五条',
    suggested: 'gxq.urban',
  })
  expect([c.state, c.dispute?.from, c.lead?.org]).toEqual(['dispatched', 'gxq.housing', 'gxq.center'])
  expect(due('arbitrate')).not.toBeNull()
  expect(await codeOf(act('accept', handler))).toBe('forbidden')
  clock.set(at('2025-09-30 14:00'))
  await act('arbitrate', supervisor, { org: 'gxq.urban', reason: '路灯由市政养护' })
  expect([c.state, c.lead?.org, c.dispute?.verdict?.org]).toEqual(['dispatched', 'gxq.urban', 'gxq.urban'])
  expect(c.clocks.find((k) => k.name === 'arbitrate')?.stoppedAt).toBe(clock.now().toISOString())
  expect(due('answer')).toBe(before)
  expect(local(c.clocks.find((k) => k.name === 'accept')?.startedAt)).toBe('2025-09-30 14:00')
  expect(await codeOf(act('accept', handler))).toBe('forbidden')
  await act('accept', co)
})

test('what is over, stays over: no clock runs, nothing but a note or a reopening is possible', async () => {
  await act('withdraw', owner, { reason: '已经修好了' })
  expect(c.clocks.every((k) => k.stoppedAt !== null)).toBe(true)
  clock.advance(90 * 86_400_000)
  await look('supervision.escalate')
  expect(c.escalation).toBe(0)
  expect(await codeOf(act('dispatch', dispatcher, { org: 'gxq.housing', category: '0101' }))).toBe('not-now')
})
