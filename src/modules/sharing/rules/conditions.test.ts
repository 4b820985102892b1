import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Grant } from '../contract/grants.ts'
import { purposes } from '../contract/terms.ts'
import { isPermitted, preparePolicies, problemOfPolicy } from '../engine.ts'
import { type Call, failing, secondOfDay } from './conditions.ts'
import { policyOf } from './policy.ts'
import { readAloud } from './reading.ts'

const grant: Grant = {
  id: '00000000-0000-4000-8000-000000000001',
  request: '00000000-0000-4000-8000-000000000002',
  resource: '00000000-0000-4000-8000-000000000003',
  version: 1,
  provider: 'gxq.market',
  consumer: 'gxq.fire',
  purpose: 'supervision',
  terms: {
    items: ['name', 'place', 'phone'],
    masks: { phone: 'partial' },
    rows: [{ item: 'place', op: 'within', values: ['50/500107'] }],
    from: '2026-01-01',
    until: '2026-12-31',
    callsPerDay: 100,
    rowsPerCall: 50,
    bulk: false,
  },
  state: 'active',
  revision: 1,
  reason: null,
}
const call: Call = {
  consumer: 'gxq.fire',
  resource: grant.resource,
  resourceState: 'published',
  action: 'read',
  purpose: 'supervision',
  items: ['name', 'phone'],
  rows: 50,
  callsToday: 99,
  at: secondOfDay('2026-06-01'),
}

describe('each condition by itself', () => {
  test.each([
    ['consumer', { consumer: 'gxq.civil' }, {}],
    ['resource', { resource: grant.request }, {}],
    ['published', { resourceState: 'retired' }, {}],
    ['state', {}, { state: 'suspended' }],
    ['begun', { at: secondOfDay('2026-01-01') - 1 }, {}],
    ['not-over', { at: secondOfDay('2027-01-01') }, {}],
    ['purpose', { purpose: 'statistics' }, {}],
    ['figures-only', { purpose: 'operation' }, { purpose: 'operation' }],
    ['figures-only', { action: 'compute' }, {}],
    ['items', { items: ['name', 'holder'] }, {}],
    ['bulk', { action: 'bulk' }, {}],
    ['rows', { rows: 51 }, {}],
    ['quota', { callsToday: 100 }, {}],
  ] as const)('%s', (condition, change, state) => {
    expect(failing({ ...grant, ...state }, { ...call, ...change })).toEqual([condition])
  })
  test('none fails on the last second of the last day', () => {
    expect(failing(grant, { ...call, at: secondOfDay('2027-01-01') - 1 })).toEqual([])
  })
})

/** Mostly what fits, so that many calls are permitted and many fail by one condition alone. */
function mostly<T>(fitting: T, ...others: T[]) {
  return fc.oneof(
    { arbitrary: fc.constant(fitting), weight: 9 },
    { arbitrary: fc.constantFrom(...others), weight: 1 },
  )
}

test('no condition fails exactly when Cedar permits', () => {
  const begin = secondOfDay('2026-01-01')
  const end = secondOfDay('2027-01-01')
  const terms = fc.record({
    items: mostly(grant.terms.items, ['name'], ['"a\\', '名', 'name', 'phone']),
    callsPerDay: mostly(100, 1),
    bulk: fc.boolean(),
  })
  const granted = mostly<Grant['purpose']>('supervision', 'operation')
  const states = mostly<Grant['state']>('active', 'drafted', 'suspended', 'ended')
  const calls = fc.record({
    consumer: mostly('gxq.fire', 'gxq.civil', ''),
    resource: mostly(grant.resource, grant.request),
    resourceState: mostly<Call['resourceState']>('published', 'retired', 'draft'),
    action: mostly<Call['action']>('read', 'bulk', 'compute'),
    purpose: mostly<Call['purpose']>('supervision', ...purposes),
    items: mostly(['name', 'phone'], [], ['holder'], ['"a\\', '名']),
    rows: mostly(50, 51, 1),
    callsToday: mostly(99, 0, 100),
    at: mostly(secondOfDay('2026-06-01'), begin, begin - 1, end - 1, end),
  })
  const permitted = { yes: 0, no: 0 }
  fc.assert(
    fc.property(terms, states, granted, calls, (t, state, purpose, c) => {
      const given: Grant = { ...grant, state, purpose, terms: { ...grant.terms, ...t } }
      preparePolicies('test', state === 'active' ? [policyOf(given)] : [])
      const permits = isPermitted('test', c)
      permitted[permits ? 'yes' : 'no']++
      expect(permits).toBe(failing(given, c).length === 0)
    }),
    { numRuns: 1500 },
  )
  expect(Math.min(permitted.yes, permitted.no)).toBeGreaterThan(100)
})

test('a policy that does not fit is not valid', () => {
  expect(problemOfPolicy(policyOf(grant))).toBeUndefined()
  expect(
    problemOfPolicy('permit (principal, action, resource) when { context.colour == "red" };'),
  ).toBeDefined()
  expect(problemOfPolicy('permit (principal')).toBeDefined()
})

test('a grant is read aloud: who, what for, what, until when', () => {
  const names = {
    consumer: { zh: '高新区消防救援大队', en: 'Fire Brigade' },
    resource: '餐饮服务单位',
    items: [
      { name: 'name', title: '名称' },
      { name: 'place', title: '所在镇街' },
      { name: 'phone', title: '联系电话' },
    ],
  }
  expect(readAloud(grant, names).zh).toBe(
    '高新区消防救援大队为了监管执法，可以查看“餐饮服务单位”中满足“所在镇街在50/500107”的记录的名称、所在镇街、联系电话（只给首尾），从 2026-01-01 到 2026-12-31，每天最多 100 次、每次最多 50 条。',
  )
})
