import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Access, accessCondition, allows, mayEver, type Subject } from '../../src/kernel/access/index.ts'
import { type Action, Refusal } from '../../src/kernel/action/index.ts'
import { type Case, CaseView, caseQueries, subjectOf } from '../../src/kernel/cases/index.ts'
import { judgeAlgorithm, listDecisions, proposeAlgorithm } from '../../src/kernel/decisions/index.ts'
import { addFile } from '../../src/kernel/files/actions.ts'
import type { Actor, Post } from '../../src/kernel/identity/define.ts'
import { queueAction, readAction } from '../../src/kernel/notify/actions.ts'
import { appealCase, actions as table } from '../../src/modules/appeals/case.ts'
import { importDuties, retireDuty, saveDuty, saveUrgency } from '../../src/modules/duties/actions.ts'
import { applicants, type Cast, inputs, plantCast, text } from '../support/cast.ts'
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

/** The code of the refusal, or `done`. */
async function outcomeOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run()
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

/** Runs in a few lanes, as requests do. */
async function inLanes<T>(items: readonly T[], run: (item: T) => Promise<void>, lanes = 8): Promise<void> {
  const queue = [...items]
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await run(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

const refused = (actor: Actor) => (actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden')

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
      cast.cases.filter((_, k) => (k + a + n) % 5 === 0).map((c) => ({ actor, name, c })),
    ),
  )
  await inLanes(all, async ({ actor, name, c }) => {
    const may = allows(table[name].who, actor, subjectOf(c))
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
    expect({ name, both: c.allowed > 3 && c.refused > 100 }).toEqual({ name, both: true })
}, 90_000)

interface Filtered {
  readonly input: Record<string, unknown>
  readonly keep: (c: Case) => boolean
}

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
        .filter((c) => allows(appealCase.see, actor, subjectOf(c)) && f.keep(c))
        .map((c) => c.id)
      expect({ actor: actor.name, ...f.input, sort, ids: [...rows].sort() }).toEqual({
        actor: actor.name,
        ...f.input,
        sort,
        ids: expected.sort(),
      })
      shown += rows.length
      hidden += cast.cases.length - rows.length
    })
    expect(Math.min(shown, hidden)).toBeGreaterThan(1000)
  })
})

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
      if (!allows(appealCase.see, actor, subjectOf(c))) {
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
      expectMasks(view, c, open, actor)
      counts[open ? 'open' : 'masked']++
    },
  )
  console.log(`pages: ${counts.open} open, ${counts.masked} masked, ${counts.missing} not found`)
  expect(Math.min(counts.open, counts.masked, counts.missing)).toBeGreaterThan(50)
})

function expectMasks(view: CaseView, c: Case, open: boolean, actor: Actor): void {
  const inside = actor.posts.length > 0
  const whole = JSON.stringify(view)
  for (const secret of [text.phone, text.idNumber, '李建国', '3栋2单元501', '13912345678'])
    if (!open)
      expect({ actor: actor.name, secret, shown: whole.includes(secret) }).toEqual({
        actor: actor.name,
        secret,
        shown: false,
      })
  if (open) for (const secret of [text.phone, text.idNumber, '李建国']) expect(view.body).toContain(secret)
  const contact = applicants.find((_, n) => cast.people[n] === c.applicant)
  if (contact === undefined) expect(view.applicant).toBeNull()
  else if (open) expect(view.applicant).toEqual({ name: contact.name, phone: contact.phone })
  else for (const secret of [contact.name, contact.phone]) expect(whole).not.toContain(secret)
  if (!inside) {
    expect(
      view.timeline.every((s) => s.visible === 'public' && (s.actorKind !== 'officer' || s.actorName === '')),
    ).toBe(true)
    expect(view.handlers.co).toEqual([])
  }
}

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

describe('actions that are not about an appeal', () => {
  const reason = '权限测试，不应生效'
  const limits = {
    dispatch: { amount: 1, unit: 'hours' },
    accept: { amount: 1, unit: 'hours' },
    answer: { amount: 1, unit: 'days' },
  }
  const duty = {
    id: 'test:none',
    category: '01',
    place: '50',
    org: 'cq.housing',
    co: [],
    legalBasis: [],
    backstop: 'cq.center',
  }
  const algorithm = {
    code: 'test.none',
    version: '1',
    hash: 'x',
    zh: '测试',
    en: 'test',
    purposeZh: '测试',
    purposeEn: 'test',
    ownerOrg: 'cq.center',
    rights: false,
    automaticAbove: null,
    figures: {},
  }
  const rows: readonly [Action<never, unknown>, object][] = [
    [judgeAlgorithm as never, { code: 'none', version: '0', status: 'approved', reason }],
    [proposeAlgorithm as never, algorithm],
    [saveDuty as never, { ...duty, version: 7, reason }],
    [retireDuty as never, { id: 'test:none', version: 7, reason }],
    [importDuties as never, { rows: [{ line: 2, values: {} }], reason }],
    [saveUrgency as never, { critical: limits, urgent: limits, normal: limits, complex: limits }],
    [
      addFile as never,
      {
        hash: createHash('sha256').update('x').digest('hex'),
        kind: 'image/webp',
        bytes: 1,
        name: 'x.webp',
        width: 1,
        height: 1,
      },
    ],
    [
      queueAction as never,
      { person: '00000000-0000-4000-8000-0000000000ff', channel: 'in-app', template: 'test.none', data: {} },
    ],
  ]
  test.each(rows.map(([action, input]) => [action.name, action, input] as const))(
    '%s',
    async (_name, action, input) => {
      let allowed = 0
      for (const actor of cast.actors) {
        const may = allows(action.allow, actor, {})
        const code = await outcomeOf(() => city.platform.kernel.execute(action, { actor, input }))
        if (may) allowed++
        expect({ actor: actor.name, refused: code === refused(actor), code }).toEqual({
          actor: actor.name,
          refused: !may,
          code,
        })
      }
      expect(allowed).toBeGreaterThan(0)
    },
  )

  test('a notice is read by its recipient alone', async () => {
    const { kernel } = city.platform
    const [person = ''] = cast.people
    const system = cast.actors.find((a) => a.kind === 'system') as Actor
    const { id } = await kernel.execute(queueAction, {
      actor: system,
      input: { person, channel: 'in-app', template: 'appeal.notice.submit', data: {} },
    })
    for (const actor of cast.actors) {
      const code = await outcomeOf(() => kernel.execute(readAction, { actor, input: { id } }))
      expect({ actor: actor.name, code }).toEqual({
        actor: actor.name,
        code: actor.kind === 'anonymous' ? 'unauthenticated' : actor.person === person ? 'done' : 'not-found',
      })
    }
  })

  test('decisions on an appeal are for those who see the appeal', async () => {
    const query = listDecisions([appealCase])
    for (const actor of cast.actors)
      for (const c of cast.cases.slice(0, 12)) {
        const may = mayEver(query.allow, actor) && allows(appealCase.see, actor, subjectOf(c))
        const code = await outcomeOf(() =>
          city.platform.kernel.ask(query, { actor, input: { subject: c.id } }),
        )
        expect({ actor: actor.name, done: code === 'done' }).toEqual({ actor: actor.name, done: may })
      }
  })
})

test('the SQL twin judges as `allows` does, on random tables, actors and subjects', async () => {
  const { db } = city.platform.kernel.app
  const place = fc.constantFrom(
    '50',
    '50/500107',
    '50/500107/500107103',
    '50/5001071',
    '50/500106',
    '50/500107/50010710',
    '50/50010',
  )
  const org = fc.constantFrom('a', 'b', 'c')
  const people = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'] as const
  const role = fc.constantFrom<Post['role']>('clerk', 'dispatcher', 'handler')
  const post: fc.Arbitrary<Post> = fc.record({ role, org, places: fc.array(place, { maxLength: 2 }) })
  const actor: fc.Arbitrary<Actor> = fc.record({
    kind: fc.constantFrom('anonymous', 'resident', 'officer', 'algorithm', 'system'),
    id: fc.constant('x'),
    name: fc.constant('x'),
    person: fc.option(fc.constantFrom(...people), { nil: null }),
    posts: fc.array(post, { maxLength: 3 }),
  })
  const access: fc.Arbitrary<Access> = fc.array(
    fc.record({
      who: fc.oneof(role, fc.constantFrom('anyone', 'resident', 'algorithm', 'system')),
      scope: fc.constantFrom('anywhere', 'place', 'lead', 'handler', 'own'),
    }),
    { maxLength: 4 },
  ) as fc.Arbitrary<Access>
  const subject: fc.Arbitrary<Subject> = fc.record({
    place: fc.option(place, { nil: null }),
    lead: fc.option(org, { nil: null }),
    co: fc.uniqueArray(org, { maxLength: 2 }),
    people: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 2 }),
  })
  let yes = 0
  let no = 0
  await fc.assert(
    fc.asyncProperty(
      access,
      actor,
      fc.array(subject, { minLength: 20, maxLength: 20 }),
      async (rules, who, subjects) => {
        const json = JSON.stringify(
          subjects.map((s, n) => ({ n, place: s.place, lead_org: s.lead, co_orgs: s.co, people: s.people })),
        )
        const { rows } = await sql<{ n: number }>`select n from jsonb_to_recordset(${json}::jsonb)
        as t (n int, place text, lead_org text, co_orgs text[], people uuid[]) where ${accessCondition(rules, who)} order by n`.execute(
          db,
        )
        const expected = subjects.flatMap((s, n) => (allows(rules, who, s) ? [n] : []))
        yes += expected.length
        no += subjects.length - expected.length
        expect(rows.map((r) => r.n)).toEqual(expected)
      },
    ),
    { numRuns: 400 },
  )
  expect(Math.min(yes, no)).toBeGreaterThan(300)
})
