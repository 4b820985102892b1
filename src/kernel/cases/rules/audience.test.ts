import { expect, test } from 'vitest'
import type { Role } from '#kernel/identity/define'
import { clockNamed, later } from '../case.fixture.ts'
import type { Audience, Case } from '../define.ts'
import { type AccountPost, mostOfficers, officersToTell } from './audience.ts'

const place = '50/500107/500107103'
const post = (account: string, role: Role, org: string, places: string[] = ['50']): AccountPost => ({
  account,
  role,
  org,
  places,
})
const posts = [
  post('lead-1', 'handler', 'gxq.housing'),
  post('lead-2', 'handler', 'gxq.housing'),
  post('co', 'handler', 'gxq.urban'),
  post('dispatcher', 'dispatcher', 'gxq.center'),
  post('city-supervisor', 'supervisor', 'cq.center'),
  post('district-supervisor', 'supervisor', 'gxq.center', ['50/500107']),
  post('other-supervisor', 'supervisor', 'gxq.center', ['50/500106']),
  post('leader', 'leader', 'gxq.center', ['50/500107']),
  post('data-lead', 'data-manager', 'gxq.housing'),
  post('data-requester', 'data-manager', 'gxq.fire'),
  post('requester', 'handler', 'gxq.fire'),
]
const dispute: Case['dispute'] = {
  from: 'gxq.urban',
  reason: 'r',
  legalBasis: 'b',
  suggested: null,
  at: later(-1),
  backstop: 'gxq.housing',
  verdict: null,
}
const lead = (assignee: string | null = null) => ({ org: 'gxq.housing', assignee }) as Case['lead']
const told = (
  tells: Audience,
  c: Partial<Pick<Case, 'lead' | 'escalation' | 'dispute' | 'clocks' | 'requester'>> = {},
  step: { actor?: string; byApplicant?: boolean; asked?: string[]; owing?: string[]; named?: string[] } = {},
  worker: Role = 'handler',
) =>
  officersToTell(
    { tells, actor: 'someone', byApplicant: false, asked: [], owing: [], named: [], ...step },
    { lead: lead(), escalation: 0, place, dispute: null, clocks: [], ...c },
    posts,
    worker,
  )

test.each([
  ['the lead’s handlers', told('lead'), ['lead-1', 'lead-2']],
  ['the assigned one first', told('lead', { lead: lead('lead-2') }), ['lead-2', 'lead-1']],
  ['nobody without a lead', told('lead', { lead: null }), []],
  ['not who did it', told('lead', {}, { actor: 'lead-1' }), ['lead-2']],
  ['a comment of an officer: nobody', told('lead-when-applicant'), []],
  [
    'a comment of the applicant',
    told('lead-when-applicant', {}, { byApplicant: true }),
    ['lead-1', 'lead-2'],
  ],
  ['co-handlers just asked', told('asked', {}, { asked: ['gxq.urban'] }), ['co']],
  ['nobody when nobody was asked', told('asked'), []],
  [
    'supervisors of the place, the nearest first',
    told('supervisors'),
    ['district-supervisor', 'city-supervisor'],
  ],
  [
    'a dispute: who handles meanwhile, and the arbiters',
    told('dispute'),
    ['district-supervisor', 'city-supervisor', 'lead-1', 'lead-2'],
  ],
  ['co-handlers that owe their answer', told('owing', {}, { owing: ['gxq.urban'] }), ['co']],
  ['nobody when nobody owes', told('owing'), []],
  ['whom a reminder names', told('named', {}, { named: ['x', 'x', 'y'] }), ['x', 'y']],
  ['nobody when it names nobody', told('named'), []],
  ['named people in place of the rung', told('ladder', { escalation: 2 }, { named: ['x'] }), ['x']],
  [
    'ladder, first rung, where the arbiter is late',
    told('ladder', {
      escalation: 1,
      dispute,
      clocks: [clockNamed('answer'), clockNamed('arbitrate', { due: later(1) })],
    }),
    ['district-supervisor', 'city-supervisor'],
  ],
  [
    'ladder, first rung, where the handler was late first',
    told('ladder', {
      escalation: 1,
      dispute,
      clocks: [clockNamed('answer'), clockNamed('arbitrate', { due: later(9) })],
    }),
    ['lead-1', 'lead-2'],
  ],
  ['ladder, first rung', told('ladder', { escalation: 1 }), ['lead-1', 'lead-2']],
  ['ladder, first rung, not dispatched yet', told('ladder', { escalation: 1, lead: null }), ['dispatcher']],
  ['ladder, second rung', told('ladder', { escalation: 2 }), ['district-supervisor', 'city-supervisor']],
  [
    'data managers of the lead, where these work on the case',
    told('lead', { requester: 'gxq.fire' }, {}, 'data-manager'),
    ['data-lead'],
  ],
  ['whoever asked for it', told('requester', { requester: 'gxq.fire' }), ['requester']],
  [
    'its data managers, where these work on the case',
    told('requester', { requester: 'gxq.fire' }, {}, 'data-manager'),
    ['data-requester'],
  ],
  ['nobody where none asked', told('requester'), []],
  [
    'both sides, but not who took the step',
    told('parties', { requester: 'gxq.fire' }, { actor: 'data-lead' }, 'data-manager'),
    ['data-requester'],
  ],
  ['ladder, third rung', told('ladder', { escalation: 3 }), ['leader']],
])('%s', (_name, accounts, expected) => {
  expect(accounts).toEqual(expected)
})

test('at most twenty, and nobody twice', () => {
  const many = Array.from({ length: 50 }, (_, n) => post(`h${n % 30}`, 'handler', 'gxq.housing', [`${n}`]))
  const step = { tells: 'lead', actor: '', byApplicant: false, asked: [], owing: [], named: [] } as const
  const accounts = officersToTell(
    step,
    { lead: lead(), escalation: 0, place, dispute: null, clocks: [] },
    many,
  )
  expect(accounts).toHaveLength(mostOfficers)
  expect(new Set(accounts).size).toBe(mostOfficers)
})
