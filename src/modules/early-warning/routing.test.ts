import { expect, test } from 'vitest'
import { WatchContent } from './contract.ts'
import { demoWatches } from './demo/city.ts'
import { createRouter } from './routing.ts'
import { compileWatch } from './watching.ts'

const resource = '00000000-0000-4000-8000-000000000000'

function watchOf(id: string, change: object) {
  const content = WatchContent.parse({ ...demoWatches[0], resource, ...change })
  const watch = compileWatch({ id, version: 1, content })
  if (watch === undefined) throw new Error('does not compile')
  return watch
}

const router = createRouter([
  watchOf('all', { where: null }),
  watchOf('gas', { where: { item: 'kind', equals: 'gas' } }),
  watchOf('gas at night', { where: { item: 'shift', equals: 'night' } }),
  watchOf('by place', { where: null, object: 'place' }),
])
const route = (row: Record<string, string>) =>
  router
    .route(router.items.map((name) => row[name] ?? null))
    .map(({ watch, object, value }) => [watch.id, object, value])

test.each<[string, Record<string, string>, unknown[]]>([
  ['a watch without a condition has every row', { sensor: 'a', value: '5' }, [['all', 'a', 5]]],
  [
    'one with a condition those that keep it',
    { sensor: 'a', kind: 'gas', value: '5' },
    [
      ['all', 'a', 5],
      ['gas', 'a', 5],
    ],
  ],
  [
    'conditions on several items',
    { sensor: 'a', kind: 'gas', shift: 'night', value: '5' },
    [
      ['all', 'a', 5],
      ['gas', 'a', 5],
      ['gas at night', 'a', 5],
    ],
  ],
  [
    'an object of another item',
    { sensor: 'a', place: '50/1', value: '5' },
    [
      ['all', 'a', 5],
      ['by place', '50/1', 5],
    ],
  ],
  ['no object, no watch', { kind: 'gas', value: '5' }, []],
  ['a missing value is told as missing', { sensor: 'a' }, [['all', 'a', null]]],
  ['what is no number too', { sensor: 'a', value: 'NaN' }, [['all', 'a', null]]],
  ['and what no number holds', { sensor: 'a', value: '1e999' }, [['all', 'a', null]]],
])('%s', (_, row, expected) => {
  expect(route(row)).toEqual(expected)
})

test('an object is cut where the tables end', () => {
  expect(route({ sensor: 'x'.repeat(500), value: '1' })).toEqual([['all', 'x'.repeat(200), 1]])
})

test('words are handed on where a watch asks for them, and cut', () => {
  const asking = createRouter([
    watchOf('says', { where: null, says: 'note' }),
    watchOf('in both', { where: null, says: 'note', saysInEnglish: 'note_en' }),
    watchOf('silent', { where: null }),
  ])
  const said = (note: string | null, note_en: string | null) =>
    asking
      .route(asking.items.map((name) => ({ sensor: 'a', value: '5', note, note_en })[name] ?? null))
      .map((r) => [r.watch.id, r.said, r.saidInEnglish])
  const own = (text: string | null, english: string | null) => [
    ['says', text, null],
    ['in both', text, english],
    ['silent', null, null],
  ]
  expect(said('驶出工地', 'left the site')).toEqual(own('驶出工地', 'left the site'))
  expect(said('驶出工地', null)).toEqual(own('驶出工地', null))
  expect(said(null, null)).toEqual(own(null, null))
  expect(said('长'.repeat(501), 'l'.repeat(501))).toEqual(own('长'.repeat(500), 'l'.repeat(500)))
})
