import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Access, allows, mayEver } from '../../src/kernel/access/index.ts'
import {
  type ActionRow,
  type Case,
  CaseView,
  caseQueries,
  owesAnswer,
  subjectOf,
  wasLate,
} from '../../src/kernel/cases/index.ts'
import { systemClock } from '../../src/kernel/clock/index.ts'
import { dayOf } from '../../src/kernel/clock/rules.ts'
import type { Actor } from '../../src/kernel/identity/define.ts'
import { access } from '../../src/modules/appeals/access.ts'
import { appealCase, actions as table } from '../../src/modules/appeals/case.ts'
import { applicants, type Cast, inputs, plantCast } from '../support/cast.ts'
import { expectMasks } from '../support/masks.ts'
import { inLanes, outcomeOf, refused } from '../support/outcomes.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** No actor may do or see more, or less, than the access tables say: every actor × action × appeal, list and page. */

let city: TestPlatform
let cast: Cast
let queries: ReturnType<typeof caseQueries>

beforeAll(async () => {
  city = await createTestPlatform({ env: { ROLES: 'web' } })
  const { kernel } = city.platform
  queries = caseQueries(appealCase, () => kernel.key)
  cast = await plantCast(kernel)
})
afterAll(() => city?.stop())

test('the cast reaches every state, hold and kind of subject', () => {
  expect(new Set(cast.cases.map((c) => c.state))).toEqual(new Set(appealCase.states))
  expect(cast.cases.length).toBeGreaterThanOrEqual(60)
  expect(cast.actors.length).toBeGreaterThanOrEqual(25)
  expect(new Set(cast.cases.map((c) => c.place)).size).toBe(6)
  for (const found of [
    (c: Case) => c.hold !== null,
    (c: Case) => c.co.length > 0,
    (c: Case) => c.applicant === null,
  ])
    expect(cast.cases.some(found)).toBe(true)
})

test('actor × action × appeal: refused exactly where the table refuses', async () => {
  const names = Object.keys(table) as (keyof typeof table)[]
  const counts = new Map(names.map((n) => [n, { allowed: 0, refused: 0 }]))
  const wrong: string[] = []
  // Every fifth appeal for each pair, so that all subjects meet all actors and actions; the state plays no part here.
  const all = cast.actors.flatMap((actor, a) =>
    names.flatMap((name, n) =>
      cast.cases.filter((_, k) => name === 'leave' || (k + a + n) % 5 === 0).map((c) => ({ actor, name, c })),
    ),
  )
  await inLanes(all, async ({ actor, name, c }) => {
    const { who, when } = table[name] as ActionRow
    const subject = subjectOf(c)
    // What is not offered to a stranger looks to them as if it did not exist.
    const isHidden = when?.hides === true && !when.holds(c, actor) && !allows(visible, actor, subject)
    const may = allows(who, actor, subject) && !isHidden
    const input = { id: c.id, version: 999_999, ...inputs[name] }
    const code = await outcomeOf(() =>
      city.platform.kernel.execute(cast.actions.onCase[name] as never, { actor, input }),
    )
    const count = counts.get(name)
    if (count !== undefined) count[may ? 'allowed' : 'refused']++
    // An allowed actor is told that the version is old: nothing changes, and the judgement before it was passed.
    if (code !== (may ? 'conflict' : refused(actor)))
      wrong.push(`${actor.name} ${name} ${c.id}: ${code}, may ${may}`)
  })
  expect(wrong.slice(0, 10)).toEqual([])
  console.table(Object.fromEntries(counts))
  const total = [...counts.values()].reduce((t, c) => ({
    allowed: t.allowed + c.allowed,
    refused: t.refused + c.refused,
  }))
  expect(Math.min(total.allowed, total.refused)).toBeGreaterThan(500)
  for (const [name, c] of counts)
    expect({ name, both: c.allowed > 3 && c.refused > 100 }).toEqual({
      name,
      both: true,
    })
}, 240_000)

interface Filtered {
  readonly input: Record<string, unknown>
  readonly keep: (c: Case, actor: Actor) => boolean
}

const visible: Access = [...appealCase.see, ...access.outline]
const today = dayOf(systemClock.now())
const yesterday = dayOf(new Date(systemClock.now().getTime() - 86_400_000))
const isAsked = (c: Case, actor: Actor) =>
  owesAnswer.holds(c, actor) && (table.coAnswer.from as readonly string[]).includes(c.state)

const filters: readonly Filtered[] = [
  { input: {}, keep: () => true },
  { input: { state: 'dispatched,answered' }, keep: (c) => ['dispatched', 'answered'].includes(c.state) },
  { input: { place: '50/500107' }, keep: (c) => c.place.startsWith('50/500107') },
  { input: { place: '50/50010' }, keep: () => false },
  { input: { org: 'gxq.housing' }, keep: (c) => c.lead?.org === 'gxq.housing' },
  { input: { open: 'true' }, keep: (c) => c.closedAt === null },
  { input: { open: 'false' }, keep: (c) => c.closedAt !== null },
  { input: { held: 'true' }, keep: (c) => c.hold !== null },
  { input: { category: '01' }, keep: (c) => c.category?.startsWith('01') ?? false },
  { input: { text: '尽快派人' }, keep: () => true },
  { input: { text: '堵车' }, keep: () => false },
  { input: { late: 'true' }, keep: (c) => wasLate(c, systemClock.now()) },
  { input: { late: 'false' }, keep: (c) => !wasLate(c, systemClock.now()) },
  { input: { rating: '1,2' }, keep: (c) => c.rating !== null && c.rating.score < 3 },
  { input: { rating: '5' }, keep: () => false },
  { input: { scope: 'mine' }, keep: (c, a) => isMine(c, a) },
  { input: { answeredFrom: yesterday }, keep: (c) => c.answeredAt !== null },
  { input: { answeredFrom: yesterday, answeredTo: yesterday }, keep: () => false },
  { input: { answeredTo: today }, keep: (c) => c.answeredAt !== null },
  { input: { scope: 'asked' }, keep: isAsked },
]

describe('actor × list', () => {
  test('all pages together are what the table lets the actor see, in every order', async () => {
    let shown = 0
    let hidden = 0
    const all = cast.actors.flatMap((actor, a) =>
      filters.map((f, n) => ({
        actor,
        f,
        sort: ['newest', 'oldest', 'due'][(a + n) % 3],
        limit: 1 + ((a * 7 + n * 5) % 23),
      })),
    )
    await inLanes(all, async ({ actor, f, sort, limit }) => {
      if (!mayEver(appealCase.see, actor)) {
        expect(await outcomeOf(() => readAll(actor, f.input, sort, limit))).toBe(refused(actor))
        return
      }
      const rows = await readAll(actor, f.input, sort, limit)
      const expected = cast.cases
        .filter((c) => allows(shownBy(f), actor, subjectOf(c)) && f.keep(c, actor))
        .map((c) => c.id)
      expect({ actor: actor.name, ...f.input, sort, ids: [...rows].sort() }).toEqual({
        actor: actor.name,
        ...f.input,
        sort,
        ids: expected.sort(),
      })
      expect(await city.platform.kernel.ask(queries.count, { actor, input: f.input })).toEqual({
        count: expected.length,
        capped: false,
      })
      shown += rows.length
      hidden += cast.cases.length - rows.length
    })
    expect(Math.min(shown, hidden)).toBeGreaterThan(1000)
  })
})

/** Of what one follows the list shows the outline; filters that ask for more than it says leave it out. */
function shownBy(f: Filtered): Access {
  const asksMore = ['text', 'place', 'rating'].some((name) => name in f.input)
  return asksMore ? appealCase.see : visible
}

function isMine(c: Case, { id, person }: Actor): boolean {
  return c.lead?.assignee === id || (person !== null && [c.applicant, ...c.followers].includes(person))
}

async function readAll(
  actor: Actor,
  filter: object,
  sort: string | undefined,
  limit: number,
): Promise<string[]> {
  const ids: string[] = []
  for (let cursor: string | undefined; ; ) {
    const input = { ...filter, sort, limit, ...(cursor === undefined ? {} : { cursor }) }
    const page = await city.platform.kernel.ask(queries.list, { actor, input })
    ids.push(...page.rows.map((r) => r.id))
    if (page.next === null) return ids
    cursor = page.next
  }
}

test('actor × page: shown exactly where the list shows it, else as if it did not exist; masks by the table', async () => {
  const counts = { open: 0, masked: 0, missing: 0 }
  const { kernel } = city.platform
  await inLanes(
    cast.actors.flatMap((actor) => cast.cases.map((c) => ({ actor, c }))),
    async ({ actor, c }) => {
      const ask = () => kernel.ask(queries.get, { actor, input: { id: c.id } })
      if (!allows(visible, actor, subjectOf(c))) {
        const expected = mayEver(appealCase.see, actor) ? 'not-found' : refused(actor)
        expect({ actor: actor.name, code: await outcomeOf(ask) }).toEqual({
          actor: actor.name,
          code: expected,
        })
        counts.missing++
        return
      }
      const view = CaseView.parse(await ask())
      const open = allows(appealCase.unmasked, actor, subjectOf(c))
      expect(view.masked).toBe(!open)
      expectMasks(view, c, { open, actor, people: cast.people })
      counts[open ? 'open' : 'masked']++
    },
  )
  console.log(`pages: ${counts.open} open, ${counts.masked} masked, ${counts.missing} not found`)
  expect(Math.min(counts.open, counts.masked, counts.missing)).toBeGreaterThan(50)
})

test('actor × telephone number: found where the table opens the applicant to the role, and nowhere else', async () => {
  const { kernel } = city.platform
  const rights = appealCase.unmasked.filter((g) => g.scope !== 'own')
  const counts = { found: 0, refused: 0 }
  for (const actor of cast.actors)
    for (const [n, { phone }] of [...applicants, { phone: '19900009999' }].entries()) {
      const ask = () => kernel.ask(queries.byPhone, { actor, input: { phone, limit: 200 } })
      if (!mayEver(rights, actor)) {
        expect(await outcomeOf(ask)).toBe(refused(actor))
        counts.refused++
        continue
      }
      const expected = cast.cases.filter(
        (c) => c.applicant === (cast.people[n] ?? '') && allows(rights, actor, subjectOf(c)),
      )
      const { rows } = await ask()
      expect(rows.map((r) => r.id).sort()).toEqual(expected.map((c) => c.id).sort())
      counts.found += rows.length
    }
  expect(Math.min(counts.found, counts.refused)).toBeGreaterThan(20)
})

test('a search by telephone number is in the audit, without the number', async () => {
  const clerk = await city.as('clerk')
  const { phone } = applicants[0]
  const found = await clerk.post('/appeals/by-phone', { phone, limit: 2 })
  expect([found.status, found.body.rows.length, typeof found.body.next]).toEqual([200, 2, 'string'])
  expect((await clerk.post('/appeals/by-phone', { phone: '12' })).status).toBe(400)
  expect((await city.anonymous.post('/appeals/by-phone', { phone })).status).toBe(401)
  const reads = (await (await city.as('auditor')).get('/audit?action=appeal.by-phone&outcome=read')).body
  expect(reads[0]).toMatchObject({ subject_type: 'phone', change: { shown: ['appeal: 2'] } })
  const { rows } = await city.platform.kernel.app.pool.query(
    'select string_agg(to_jsonb(a)::text, $1) as all from audit_entries a where action = $2',
    [' ', 'appeal.by-phone'],
  )
  expect(rows[0].all).not.toContain(phone)
})

test('an action on a case that one may not see looks as if there were none; the audit knows better', async () => {
  const handler = await city.as('gxq.education')
  const [c] = cast.cases
  const unknown = '00000000-0000-7000-8000-000000000000'
  const body = { version: 1, text: '协助处理一下。' }
  const answers = [
    await handler.post(`/appeals/${c?.id}/note`, body),
    await handler.post(`/appeals/${unknown}/note`, body),
  ]
  const plain = answers.map(({ status, body: { trace: _trace, id: _id, ...rest } }) => ({ status, ...rest }))
  expect(plain[0]).toEqual(plain[1])
  expect(plain[0]).toMatchObject({ status: 404, code: 'not-found' })
  const ids = [
    { id: c?.id, version: 1 },
    { id: unknown, version: 1 },
  ]
  const bulk = await handler.post('/appeals/bulk', { action: 'note', ids, input: { text: '协助处理一下。' } })
  expect(bulk.body.map((r: { problem: { code: string } }) => r.problem.code)).toEqual([
    'not-found',
    'not-found',
  ])
  const nobody = [c?.id, unknown].map((id) => city.anonymous.post(`/appeals/${id}/note`, body))
  expect((await Promise.all(nobody)).map((a) => a.status)).toEqual([401, 401])
  const leader = await city.as('leader')
  expect((await leader.post(`/appeals/${c?.id}/accept`, { version: 1 })).status).toBe(403)
  const refusals = (await (await city.as('auditor')).get('/audit?action=appeal.note&outcome=refused')).body
  expect(refusals[0].change.code).toBe('unauthenticated')
  expect(
    refusals.filter((r: { change: { code: string } }) => r.change.code === 'forbidden').length,
  ).toBeGreaterThan(1)
})

test('what an action answers shows no more than the list', async () => {
  const c = cast.cases.find((k) => k.co.some((h) => h.org === 'gxq.urban') && k.state === 'accepted')
  const login = await city.as('gxq.urban')
  const found = (await login.get(`/appeals/${c?.id}`)).body
  expect(found.masked).toBe(true)
  const { status, body } = await login.post(`/appeals/${c?.id}/comment`, {
    version: found.version,
    text: '协办单位补充。',
  })
  expect(status).toBe(200)
  const shown = (await login.get(`/appeals?text=${c?.number}`)).body.rows[0]
  expect(body).toEqual(shown)
  expect(JSON.stringify(body)).not.toContain('李建国')
})
