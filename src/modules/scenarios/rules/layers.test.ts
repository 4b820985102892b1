import { describe, expect, test } from 'vitest'
import { type Actor, systemActor } from '#kernel/identity/define'
import { Item } from '#modules/catalogue/contract'
import { OwnLayer, type ScenarioManifest } from '../contract.ts'
import { layerFindings } from './layers.ts'
import { seesExactly } from './who.ts'

const resource = (kind: string | null = 'location-track', timeItem: string | null = 'at') =>
  ({
    code: 'positions',
    items: [
      { name: 'truck', title: '车辆', type: 'text' },
      { name: 'driver', title: '司机', type: 'text', personal: 'name' },
      { name: 'at', title: '时间', type: 'time' },
      { name: 'point', title: '位置', type: 'point', personal: kind },
    ].map((i) => Item.parse(i)),
    scope: { placeItem: null, timeItem },
  }) as unknown as ScenarioManifest['resources'][number]

const whole = {
  resource: 'positions',
  point: 'point',
  label: 'truck',
  latest: 'truck',
  freshMinutes: 30,
  purpose: { zh: '看车在哪里', en: 'where trucks are' },
}
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name)))
const found = (layer: object, of = resource()) =>
  layerFindings(OwnLayer.parse(layer), of, 'l').map((f) => `${f.path} ${f.key.split('.').at(-1)}`)

describe('a layer of personal positions', () => {
  test('with purpose, age and the last of each thing is shown', () => expect(found(whole)).toEqual([]))

  test.each<[string, object, string[]]>([
    ['without a purpose', without('purpose'), ['l.purpose layer-purpose']],
    ['of any age', without('freshMinutes'), ['l.freshMinutes layer-fresh']],
    ['as a track', without('latest'), ['l.latest layer-latest']],
    ['labelled by a person', { ...whole, label: 'driver' }, ['l personal-shown']],
    ['the last of each person', { ...whole, latest: 'driver' }, ['l personal-shown']],
    ['the last of what is not there', { ...whole, latest: 'plate' }, ['l no-item']],
  ])('%s is refused', (_, layer, expected) => expect(found(layer)).toEqual(expected))

  test('of a kind that says more than where is refused', () =>
    expect(found(whole, resource('health'))).toEqual(['l no-point']))
  test('without time is refused', () =>
    expect(found(whole, resource('location-track', null))).toEqual(['l.freshMinutes no-time']))
})

test('a layer that is not personal needs none of it', () =>
  expect(found(without('purpose', 'freshMinutes', 'latest'), resource(null))).toEqual([]))

test.each<[string, Partial<Actor['posts'][number]>, boolean]>([
  ['of the department', { role: 'handler', org: 'dept' }, true],
  ['of the department, of a role that the page is not for', { role: 'auditor', org: 'dept' }, false],
  ['above its places', { role: 'leader', org: 'city' }, false],
])('a post %s sees positions exactly: %s', (_, post, expected) => {
  const actor = { ...systemActor('test'), posts: [{ places: ['50'], ...post }] } as unknown as Actor
  const who = { roles: ['handler', 'leader'] as ('handler' | 'leader')[], parties: [] }
  expect(seesExactly(who, actor, { org: 'dept', places: ['50/500107'] })).toBe(expected)
})
