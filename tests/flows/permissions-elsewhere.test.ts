import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Access, accessCondition, allows, mayEver, type Subject } from '../../src/kernel/access/index.ts'
import type { Action } from '../../src/kernel/action/index.ts'
import { subjectOf } from '../../src/kernel/cases/index.ts'
import { judgeAlgorithm, listDecisions, proposeAlgorithm } from '../../src/kernel/decisions/index.ts'
import { addFile } from '../../src/kernel/files/actions.ts'
import type { Actor, Post } from '../../src/kernel/identity/define.ts'
import { queueAction, readAction } from '../../src/kernel/notify/actions.ts'
import { appealCase } from '../../src/modules/appeals/case.ts'
import { importDuties, retireDuty, saveDuty, saveUrgency } from '../../src/modules/duties/actions.ts'
import { type Cast, castOf, plantCast } from '../support/cast.ts'
import { outcomeOf, refused } from '../support/outcomes.ts'
import { createTestPlatform, type TestPlatform } from '../support/platform.ts'

/** The same judgement on what is no appeal, and the SQL twin of the judgement. */

let city: TestPlatform
let cast: Cast

beforeAll(async () => {
  city = await createTestPlatform({ env: { ROLES: 'web' } })
  cast = await plantCast(city.platform.kernel, 13)
})
afterAll(() => city?.stop())

describe('actions that are not about an appeal', () => {
  const reason = '权限测试，不应生效'
  const limits = {
    dispatch: { amount: 1, unit: 'hours' },
    accept: { amount: 1, unit: 'hours' },
    answer: { amount: 1, unit: 'days' },
    arbitrate: { amount: 1, unit: 'hours' },
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

test('a case is assigned to a handler of the office that leads it; who they are, its own people and its distributors know', async () => {
  const login = await city.as('gxq.housing')
  const officers = (await login.get('/officers?org=gxq.housing')).body
  expect(officers).toEqual([{ id: expect.any(String), name: expect.stringContaining('承办人'), title: '' }])
  const asked: [string, string, number][] = [
    ['dispatcher', 'gxq.housing', 200],
    ['supervisor', 'gxq.housing', 200],
    ['gxq.urban', 'gxq.housing', 403],
    ['leader', 'gxq.housing', 403],
    ['dispatcher', 'cq.housing', 403],
    ['city', 'cq.housing', 200],
    ['city', 'nowhere', 404],
  ]
  for (const [who, org, status] of asked)
    expect([who, org, (await (await city.as(who)).get(`/officers?org=${org}`)).status]).toEqual([
      who,
      org,
      status,
    ])
  expect((await city.anonymous.get('/officers?org=gxq.housing')).status).toBe(401)
  expect((await (await city.asResident('19900008888')).get('/officers?org=gxq.housing')).status).toBe(403)

  const c = cast.cases.find((k) => k.lead?.org === 'gxq.housing' && k.state === 'accepted')
  const assign = (assignee: string) =>
    login.post(`/appeals/${c?.id}/assign`, { version: c?.version, assignee })
  const stranger = (await (await city.as('city')).get('/officers?org=cq.housing')).body[0].id
  for (const id of [stranger, '00000000-0000-4000-8000-0000000000ff'])
    expect(await assign(id)).toMatchObject({ status: 400, body: { code: 'invalid', field: 'assignee' } })
  expect((await assign(officers[0].id)).status).toBe(200)
  expect((await login.get(`/appeals/${c?.id}`)).body.handlers.lead.assignee).toBe(officers[0].id)
})

test('an officer of two offices acts for the one that the step is for', async () => {
  const c = cast.cases.find((k) => k.state === 'handled' && k.co.some((h) => h.answeredAt === null))
  const [lead = '', asked = ''] = [c?.lead?.org, c?.co[0]?.org]
  const both: Actor = {
    ...castOf([])[0],
    posts: [asked, lead].map((org) => ({ role: 'handler', org, places: ['50'] })),
  } as Actor
  let version = c?.version ?? 0
  for (const [action, input, org] of [
    ['handle', { text: '已到现场查看。' }, lead],
    ['coAnswer', { text: '图纸已提供，见附件。' }, asked],
    ['note', { text: '两家都已到场。' }, lead],
  ] as const) {
    const sent = { id: c?.id, version: version++, ...input }
    await city.platform.kernel.execute(cast.actions.onCase[action] as never, { actor: both, input: sent })
    const { rows } = await city.platform.kernel.app.pool.query(
      'select org from case_actions where case_id = $1 order by seq desc limit 1',
      [c?.id],
    )
    expect([action, rows[0]?.org]).toEqual([action, org])
  }
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
      scope: fc.constantFrom('anywhere', 'place', 'lead', 'handler', 'own', 'follower'),
    }),
    { maxLength: 4 },
  ) as fc.Arbitrary<Access>
  const subject: fc.Arbitrary<Subject> = fc.record({
    place: fc.option(place, { nil: null }),
    lead: fc.option(org, { nil: null }),
    co: fc.uniqueArray(org, { maxLength: 2 }),
    people: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 1 }),
    followers: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 2 }),
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
          subjects.map((s, n) => ({
            n,
            place: s.place,
            lead_org: s.lead,
            co_orgs: s.co,
            people: [...(s.people ?? []), ...(s.followers ?? [])],
            document: { applicant: s.people?.[0] ?? null, followers: s.followers },
          })),
        )
        const { rows } = await sql<{ n: number }>`select n from jsonb_to_recordset(${json}::jsonb)
        as t (n int, place text, lead_org text, co_orgs text[], people uuid[], document jsonb) where ${accessCondition(rules, who)} order by n`.execute(
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
