import { expect, test } from 'vitest'
import type { Case } from '#kernel/cases/define'
import type { SupervisionPost } from '../contract.ts'
import { type People, toldOn } from './people.ts'

const place = '50/500107/500107103'
const c = { place, lead: { org: 'gxq.housing', assignee: 'h2' } as Case['lead'] }
const named = (id: string, over: Partial<SupervisionPost> = {}): SupervisionPost => ({
  id,
  version: 1,
  role: 'supervisor',
  account: id,
  name: `名${id}`,
  deputy: null,
  deputyName: null,
  orgs: [],
  places: ['50/500107'],
  absentFrom: null,
  absentTo: null,
  ...over,
})
const names = new Map(['a', 'b', 'd', 'h1', 'h2', 's'].map((id) => [id, `名${id}`]))
const people = (posts: readonly SupervisionPost[]): People => ({
  named: posts,
  posts: [
    { account: 'h1', role: 'handler', org: 'gxq.housing', places: [] },
    { account: 'h2', role: 'handler', org: 'gxq.housing', places: [] },
    { account: 's', role: 'supervisor', org: 'gxq.center', places: ['50'] },
  ],
  names,
  day: '2025-10-09',
})
const told = (rung: 1 | 2 | 3, posts: readonly SupervisionPost[], accounts: readonly string[] = ['s']) =>
  toldOn(rung, c, people(posts), accounts).map(
    (t) => `${t.account}:${t.as}${t.absent === undefined ? '' : `:${t.absent}`}`,
  )

const away = { absentFrom: '2025-10-01', absentTo: '2025-10-09' }

test.each([
  [
    'the first rung is the handlers’, the assigned one marked',
    told(1, [named('a')], ['h2', 'h1']),
    ['h2:assignee', 'h1:post'],
  ],
  ['the named one for the place', told(2, [named('a')]), ['a:named']],
  ['the narrower place', told(2, [named('a'), named('b', { places: [place] })]), ['b:named']],
  [
    'who is named for the organization',
    told(2, [named('a', { orgs: ['gxq.housing'], places: ['50'] }), named('b', { places: [place] })]),
    ['a:named'],
  ],
  [
    'not who is named for another one',
    told(2, [named('a', { orgs: ['gxq.urban'] }), named('b', { places: ['50'] })]),
    ['b:named'],
  ],
  ['both of the same rank', told(2, [named('a'), named('b')]), ['a:named', 'b:named']],
  ['an absent one’s deputy, and for whom', told(2, [named('a', { ...away, deputy: 'd' })]), ['d:deputy:名a']],
  [
    'himself on the day after',
    told(2, [named('a', { ...away, absentTo: '2025-10-08', deputy: 'd' })]),
    ['a:named'],
  ],
  [
    'an absent one without a deputy: the next rank',
    told(2, [named('a', { ...away, places: [place] }), named('b')]),
    ['b:named'],
  ],
  ['an inactive account: its deputy', told(2, [named('x', { deputy: 'd' })]), ['d:deputy:名x']],
  ['elsewhere: holders of the role', told(2, [named('a', { places: ['50/500106'] })]), ['s:post']],
  ['a lookalike place: holders of the role', told(2, [named('a', { places: ['50/50010'] })]), ['s:post']],
  ['a leader is named for the third rung only', told(3, [named('a')]), ['s:post']],
  ['the leader on the third', told(3, [named('a', { role: 'leader' })]), ['a:named']],
])('%s', (_, is, wanted) => expect(is).toEqual(wanted))
