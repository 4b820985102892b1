import { expect, test } from 'vitest'
import type { Combination, PatternRule } from '../contract/pattern.ts'
import { hangu, when } from './pattern.fixture.ts'
import { readPattern } from './reading.ts'

const names = {
  kind: (c: { kind: string }) => ({ gas: '燃气浓度', '0103': '燃气管理' })[c.kind] ?? c.kind,
  place: () => '含谷镇',
}
const rule = (combination: Combination, change: Partial<PatternRule> = {}): PatternRule => ({
  combination,
  window: 30,
  together: { by: 'township' },
  places: ['50/500107'],
  ...change,
})
const gas = when('gas', { least: 'orange' })
const appeal = when('0103', { source: 'appeal', where: hangu })
const silent = when('', { source: 'device-silent' })

const sentences: readonly [PatternRule, zh: string, en: string][] = [
  [
    rule({ how: 'sequence', conditions: [gas, silent, appeal] }),
    '30 分钟内，在同一镇街，先有“燃气浓度”的监测信号（橙色及以上），再有设备失联，后有“燃气管理”类诉求（在含谷镇）。',
    'Within 30 minutes, in one township, first a signal of “燃气浓度” (orange or higher), then a device gone silent, then an appeal about “燃气管理” (in 含谷镇).',
  ],
  [
    rule({ how: 'all', conditions: [gas, silent] }, { window: 120, together: { by: 'metres', metres: 500 } }),
    '2 小时内，相距 500 米以内，以下各项都出现（不论先后）：“燃气浓度”的监测信号（橙色及以上）；设备失联。',
    'Within 2 hours, within 500 metres, all of these in any order: a signal of “燃气浓度” (orange or higher); a device gone silent.',
  ],
  [
    rule({ how: 'any', conditions: [gas, silent] }, { together: { by: 'area' } }),
    '在所看范围内，出现以下任何一项：“燃气浓度”的监测信号（橙色及以上）；设备失联。',
    'Within the area, any of: a signal of “燃气浓度” (orange or higher); a device gone silent.',
  ],
  [
    rule({ how: 'count', conditions: [silent], times: 3, distinct: true }, { window: 1440 }),
    '1 天内，在同一镇街，至少 3 个不同对象出现设备失联。',
    'Within 1 day, in one township, a device gone silent at 3 or more different objects.',
  ],
  [
    rule({ how: 'count', conditions: [silent, appeal], times: 3, distinct: false }),
    '30 分钟内，在同一镇街，设备失联或“燃气管理”类诉求（在含谷镇）至少出现 3 次。',
    'Within 30 minutes, in one township, a device gone silent or an appeal about “燃气管理” (in 含谷镇), 3 times or more.',
  ],
  [
    rule({ how: 'absence', conditions: [gas, silent] }, { together: { by: 'object' } }),
    '同一对象，有“燃气浓度”的监测信号（橙色及以上）之后，30 分钟内没有设备失联。',
    'Of one object, a signal of “燃气浓度” (orange or higher) that is not followed by a device gone silent within 30 minutes.',
  ],
]

test.each(sentences)('$combination.how is read aloud in both languages', (r, zh, en) => {
  expect([readPattern(r, names, 'zh'), readPattern(r, names, 'en')]).toEqual([zh, en])
})
