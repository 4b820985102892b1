import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { personalKinds } from '#modules/catalogue/contract'
import { withProgram } from '../../../../tests/support/programmed.ts'
import { ScenarioManifest } from '../contract.ts'
import { maskOutput, type Personal, personalOf } from './output.ts'

const phone: Personal = { value: '13812345678', kind: 'mobile', of: 'lamps.phone' }
const keeper: Personal = { value: '王芳', kind: 'name', of: 'lamps.keeper' }

describe('the answer of a command', () => {
  test.each<[string, unknown, unknown]>([
    ['a whole value', { to: '13812345678' }, { to: '138****5678' }],
    ['a part of a text', ['请联系王芳，13812345678'], ['请联系王*，138****5678']],
    ['a number', 13812345678, '138****5678'],
    ['the name of a value', { '13812345678': 1 }, { '138****5678': 1 }],
    [
      'nothing personal',
      { road: '科园一路', n: 4, yes: true, none: null },
      { road: '科园一路', n: 4, yes: true, none: null },
    ],
  ])('masks %s', (_, output, expected) => {
    expect(maskOutput(output, [phone, keeper]).output).toEqual(expected)
  })

  test('says which items it masked, and which a declaration let through', () => {
    const declared = [
      { resource: 'lamps', item: 'keeper', purpose: { zh: '联系巡查员', en: 'To call the keeper' } },
    ]
    const answer = maskOutput({ keeper: '王芳', phone: '13812345678' }, [phone, keeper], declared)
    expect(answer).toEqual({
      output: { keeper: '王芳', phone: '138****5678' },
      masked: ['lamps.phone'],
      shown: ['lamps.keeper'],
    })
  })

  test('takes a short value only where it stands alone', () => {
    const floor: Personal = { value: '12', kind: 'address', of: 'lamps.floor' }
    expect(maskOutput(['12', '2026-12-01', 12], [floor]).output).toEqual(['*', '2026-12-01', 12])
  })

  const value = fc
    .oneof(
      fc.string({ minLength: 4, maxLength: 20, unit: 'grapheme' }),
      fc.stringMatching(/^1[3-9]\d{9}$/),
      fc.stringMatching(/^[ab1]{4,8}$/),
      fc.integer({ min: 1000 }).map(String),
    )
    .map((text) => text.trim())
    .filter((text) => text.length >= 4 && /[\p{L}\p{N}]/u.test(text))
  const personal = fc.record({
    value,
    kind: fc.option(fc.constantFrom(...personalKinds), { nil: null }),
    of: fc.constant('lamps.keeper'),
  })

  test('holds nothing personal that the call was given, wherever the program put it', () => {
    const given = fc.array(personal, { minLength: 1, maxLength: 6 }).chain((handed) => {
      const text = fc
        .array(fc.oneof(fc.string(), fc.constantFrom(...handed.map((p) => p.value))), { maxLength: 5 })
        .map((parts) => parts.join(''))
      const leaf = fc.oneof(text, fc.integer(), fc.constantFrom(...handed.map((p) => Number(p.value) || 0)))
      const { tree } = fc.letrec((tie) => ({
        tree: fc.oneof(
          { maxDepth: 3 },
          leaf,
          fc.array(tie('tree'), { maxLength: 4 }),
          fc.dictionary(text, tie('tree'), { maxKeys: 4 }),
        ),
      }))
      return fc.tuple(fc.constant(handed), tree)
    })
    fc.assert(
      fc.property(given, ([handed, tree]) => {
        const said = leavesOf(maskOutput(tree, handed).output)
        for (const { value: secret } of handed) for (const text of said) expect(text).not.toContain(secret)
      }),
      { numRuns: 2000 },
    )
  })
})

function leavesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)]
  return Object.entries(value).flatMap(([name, one]) => [
    ...(Array.isArray(value) ? [] : [name]),
    ...leavesOf(one),
  ])
}

test('personal values of a row are those of its personal items, each part of a point by itself', () => {
  const manifest = ScenarioManifest.parse(
    withProgram((m) =>
      m.resources[0].items.push(
        { name: 'keeper', title: '巡查员', type: 'text', personal: 'name' },
        { name: 'home', title: '住处', type: 'point', personal: 'coordinates' },
      ),
    ),
  )
  const row = { cabinet: 'LD-0001', keeper: ' 王芳 ', home: { lon: 106.37, lat: 29.52 }, road: '—' }
  expect(personalOf(manifest, 'lamps', row)).toEqual([
    { value: '王芳', kind: 'name', of: 'lamps.keeper' },
    { value: '106.37', kind: 'coordinates', of: 'lamps.home' },
    { value: '29.52', kind: 'coordinates', of: 'lamps.home' },
  ])
})
