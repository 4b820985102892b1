import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ScenarioManifest } from '../contract.ts'
import { patternContent, resourceContent, watchContent } from './contents.ts'

const target = { org: 'gxq.urban', places: [], sandbox: false }
const manifest = ScenarioManifest.parse(
  JSON.parse(readFileSync('examples/street-lights/scenario.json', 'utf8')),
)

/** The first watch of the street lights, over rows that say in words what was seen. */
function installed(says: string | undefined, inEnglish: string | undefined) {
  const watch = { ...(manifest.watches[0] as (typeof manifest.watches)[number]), says }
  const own = manifest.resources.find((r) => r.code === watch.resource)
  const texts = [
    { name: 'seen', title: '所见', type: 'text', inEnglish },
    { name: 'seen_en', title: '所见（英文）', type: 'text' },
  ]
  const { items } = resourceContent(
    { ...own, items: [...(own?.items ?? []), ...texts] } as (typeof manifest.resources)[number],
    target,
  )
  return watchContent(
    JSON.parse(JSON.stringify(watch)),
    { resource: '00000000-0000-4000-8000-000000000000', items, org: null },
    target,
  )
}

test.each([
  ['words that are said in English as well', 'seen', 'seen_en', 'seen_en'],
  ['words in Chinese alone', 'seen', undefined, undefined],
  ['no words', undefined, 'seen_en', undefined],
])('a watch hands on %s', (_, says, inEnglish, wanted) => {
  const content = installed(says, inEnglish)
  expect(content.saysInEnglish).toBe(wanted)
  expect('saysInEnglish' in content).toBe(wanted !== undefined)
})

test.each([
  [false, '路灯电压过低', 'Voltage of street lights too low'],
  [true, '路灯电压过低（沙箱）', 'Voltage of street lights too low (sandbox)'],
])('the names of watches and patterns say in both languages whether it is a try: %s', (sandbox, zh, en) => {
  const [watch] = manifest.watches
  const [pattern] = manifest.patterns
  if (watch === undefined || pattern === undefined) throw new Error('the example has neither')
  const over = { resource: '00000000-0000-4000-8000-000000000000', items: [], org: null }
  const at = { ...target, places: ['50/500107'], sandbox }
  expect(watchContent(watch, over, at)).toMatchObject({ name: zh, english: { name: en } })
  expect(patternContent(pattern, at).english?.name.endsWith(' (sandbox)')).toBe(sandbox)
  const { english: _, ...plain } = watch
  expect('english' in watchContent(plain, over, at)).toBe(false)
})
