import { describe, expect, test } from 'vitest'
import { allows } from '#kernel/access/define'
import type { Actor, Role } from '#kernel/identity/define'
import { access } from '../access.ts'
import { EnterOffer } from '../contract.ts'
import {
  afterNeedStep,
  afterOfferStep,
  needNumber,
  needStepsOf,
  offerNumber,
  offerStepsOf,
  searchedWords,
} from './wishes.ts'

describe('steps', () => {
  test.each([
    ['open', ['edit', 'match', 'withdraw']],
    ['matched', ['reopen', 'scenario', 'close']],
    ['closed', ['scenario']],
    ['withdrawn', []],
    ['expired', []],
  ] as const)('a need that is %s allows %j', (state, steps) => {
    expect(needStepsOf(state)).toEqual(steps)
  })

  test.each([
    ['waiting', ['list', 'refuse', 'withdraw']],
    ['listed', ['withdraw']],
    ['refused', []],
    ['withdrawn', []],
  ] as const)('an offer that is %s allows %j', (state, steps) => {
    expect(offerStepsOf(state)).toEqual(steps)
  })

  test('lead on', () => {
    expect(afterNeedStep('open', 'match')).toBe('matched')
    expect(afterNeedStep('matched', 'reopen')).toBe('open')
    expect(afterNeedStep('closed', 'scenario')).toBe('closed')
    expect(afterOfferStep('waiting', 'list')).toBe('listed')
    expect(afterOfferStep('listed', 'withdraw')).toBe('withdrawn')
  })
})

const post = (role: Role, org = 'gxq.urban', places = ['50/500107']) => ({ role, org, places })
const officer = (...posts: Actor['posts']): Actor => ({
  kind: 'officer',
  id: 'o',
  name: 'o',
  person: null,
  posts,
})
const resident: Actor = { kind: 'resident', id: 'r', name: 'r', person: 'p1', posts: [] }
const anonymous: Actor = { kind: 'anonymous', id: 'a', name: 'a', person: null, posts: [] }

describe('who may what', () => {
  const own = { lead: 'gxq.urban', people: ['p1'] }
  const foreign = { lead: 'gxq.civil', people: ['p2'] }
  const all = {
    'data manager': officer(post('data-manager')),
    handler: officer(post('handler')),
    supervisor: officer(post('supervisor')),
    leader: officer(post('leader')),
    dispatcher: officer(post('dispatcher')),
    admin: officer(post('admin')),
    auditor: officer(post('auditor')),
    authority: officer(post('data-authority', 'gxq.digital')),
    resident,
    anonymous,
  }
  type Who = keyof typeof all
  const everybody = Object.keys(all) as Who[]
  const askers: Who[] = ['data manager', 'handler', 'supervisor', 'leader']
  type Right = Extract<
    keyof typeof access,
    | 'readWishes'
    | 'enterNeed'
    | 'stepNeed'
    | 'fits'
    | 'seeNeedLife'
    | 'enterOffer'
    | 'judgeOffer'
    | 'withdrawOffer'
    | 'seeEveryOffer'
    | 'seeOwnOffer'
    | 'offerContact'
  >
  /** Who has the right over what is of the own organization or person, and who over another's. */
  const rights: Readonly<Record<Right, [own: Who[], foreign: Who[]]>> = {
    readWishes: [everybody, everybody],
    enterNeed: [askers, []],
    stepNeed: [askers, []],
    fits: [[...askers, 'authority'], ['authority']],
    seeNeedLife: [
      [...askers, 'auditor', 'authority'],
      [...askers, 'auditor', 'authority'],
    ],
    enterOffer: [['resident'], []],
    judgeOffer: [['authority'], ['authority']],
    withdrawOffer: [['resident'], []],
    seeEveryOffer: [
      ['auditor', 'authority'],
      ['auditor', 'authority'],
    ],
    seeOwnOffer: [['resident'], []],
    offerContact: [
      [...askers, 'authority'],
      [...askers, 'authority'],
    ],
  }
  test.each(Object.entries(rights) as [Right, [Who[], Who[]]][])('%s', (right, [mine, others]) => {
    const allowed = (subject: object) => everybody.filter((who) => allows(access[right], all[who], subject))
    expect(allowed(own).sort()).toEqual([...mine].sort())
    expect(allowed(foreign).sort()).toEqual([...others].sort())
  })
})

test('numbers are as people name them', () => {
  expect([needNumber(7), offerNumber(123456)]).toEqual(['XQ00007', 'GJ123456'])
})

test('a telephone number in a text cannot be searched for', () => {
  const words = searchedWords(['路灯巡检', '联系电话13912345678', 'IoT'])
  expect(words).not.toContain('13912345678')
  expect(words).toContain('路灯巡检')
  expect(words).toContain('iot')
})

describe('an offer', () => {
  const good = {
    enterprise: '示例照明有限公司',
    creditCode: '91350100M000100Y43',
    contact: { name: '李明', phone: '023-68001234' },
    title: '路灯故障感知',
    ability: '用电表读数发现路灯故障。',
    tags: ['路灯', '路灯'],
    places: [],
  }
  test('is taken, a tag that was written twice once', () => {
    expect(EnterOffer.parse(good).tags).toEqual(['路灯'])
  })
  test.each([
    ['a wrong check digit', { creditCode: '91350100M000100Y44' }],
    ['no telephone', { contact: { name: '李明', phone: '12345' } }],
    ['no field of work', { tags: [] }],
    ['a telephone number for a field of work', { tags: ['13912345678'] }],
    ['a place that is no path', { places: ['500107'] }],
  ])('with %s is not', (_, change) => {
    expect(EnterOffer.safeParse({ ...good, ...change }).success).toBe(false)
  })
})
