import { describe, expect, test } from 'vitest'
import { systemActor } from '#kernel/identity/define'
import type { WatchContent } from '../contract.ts'
import { basisOf, covers, ownerFor, reachOf, type Standing } from './consent.ts'

const place = '50/500107'
const reach = { items: ['device', 'ppm'], where: null }
const given: Standing = { resource: 'r', provider: 'p', owner: 'o', reach, state: 'given' }
const reading = { owner: 'o', resource: { id: 'r', provider: 'p', share: 'conditional' as const }, reach }

describe('what a watch reads', () => {
  test('its object, values and filter, each once', () => {
    const content = {
      value: 'ppm',
      also: ['t'],
      object: 'device',
      says: 'note',
      saysInEnglish: 'note_en',
      where: { item: 'device', equals: 'a' },
    }
    expect(reachOf(content as unknown as WatchContent)).toEqual({
      items: ['device', 'note', 'note_en', 'ppm', 't'],
      where: { item: 'device', equals: 'a' },
    })
  })
  test.each([
    ['the same', reach, reach, true],
    ['fewer items', reach, { items: ['ppm'], where: null }, true],
    ['another item', reach, { items: ['device', 't'], where: null }, false],
    ['fewer rows', reach, { ...reach, where: { item: 'device', equals: 'a' } }, true],
    ['more rows', { ...reach, where: { item: 'device', equals: 'a' } }, reach, false],
    [
      'other rows',
      { ...reach, where: { item: 'device', equals: 'a' } },
      { ...reach, where: { item: 'device', equals: 'b' } },
      false,
    ],
  ])('%s', (_name, consented, wanted, holds) => expect(covers(consented, wanted)).toBe(holds))
})

describe('why it may read', () => {
  test.each([
    ['its own', { ...reading, owner: 'p' }, undefined, 'own'],
    [
      'shared with everybody',
      { ...reading, resource: { ...reading.resource, share: 'unconditional' as const } },
      undefined,
      'unconditional',
    ],
    ['consented to', reading, given, 'consent'],
    ['never asked', reading, undefined, null],
    ['nobody’s watch', { ...reading, owner: null }, { ...given, owner: null, state: 'asked' as const }, null],
    ['asked only', reading, { ...given, state: 'asked' as const }, null],
    ['refused', reading, { ...given, state: 'refused' as const }, null],
    ['withdrawn', reading, { ...given, state: 'withdrawn' as const }, null],
    ['for another organization', reading, { ...given, owner: 'x' }, null],
    ['by the provider of before', reading, { ...given, provider: 'x' }, null],
    ['about another resource', reading, { ...given, resource: 'x' }, null],
    ['more than was asked', { ...reading, reach: { items: ['t'], where: null } }, given, null],
  ])('%s', (_name, wanted, consent, basis) => expect(basisOf(wanted, consent)).toBe(basis))
})

describe('for whom somebody watches', () => {
  const officer = (...orgs: string[]) => ({
    ...systemActor('x'),
    kind: 'officer' as const,
    posts: orgs.map((org) => ({ role: 'warning-officer' as const, org, places: [place] })),
  })
  test.each([
    ['the platform', systemActor('demo'), null, 'p'],
    ['the platform, of what is somebody’s', systemActor('demo'), 'o', 'o'],
    ['an officer', officer('o'), null, 'o'],
    ['an officer of the provider too', officer('o', 'p'), null, 'p'],
    ['an officer of the owner too', officer('p', 'o'), 'o', 'o'],
    ['an officer of another organization', officer('x'), 'o', 'x'],
    ['somebody without a post', officer(), 'o', null],
  ])('%s', (_name, actor, before, owner) =>
    expect(ownerFor(actor, { lead: 'p', place: `${place}/500107103` }, before)).toBe(owner),
  )
  test('a post elsewhere does not count', () =>
    expect(ownerFor(officer('o'), { lead: 'p', place: '51' })).toBeNull())
})
