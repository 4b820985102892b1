import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { itemTypes } from '#modules/catalogue/contract'
import { parseValue } from './values.ts'

describe('values that are', () => {
  test.each([
    ['text', ' 西永 ', '"西永"'],
    ['text', 12, '"12"'],
    ['integer', '007', '7'],
    ['integer', '-12', '-12'],
    ['integer', 0, '0'],
    ['integer', '12345678901234567890', '12345678901234567890'],
    ['decimal', '3.50', '3.50'],
    ['decimal', 1e-7, '0.0000001'],
    ['boolean', '是', 'true'],
    ['boolean', 0, 'false'],
    ['date', '2026/1/5', '"2026-01-05"'],
    ['date', '2026年1月5日', '"2026-01-05"'],
    ['date', 20260105, '"2026-01-05"'],
    ['date', '2024-02-29', '"2024-02-29"'],
    ['time', '2026-01-05 08:00', '"2026-01-05T00:00:00.000Z"'],
    ['time', '2026-01-05T08:00:00.5Z', '"2026-01-05T08:00:00.500Z"'],
    ['time', '2026-01-05T08:00:00-0330', '"2026-01-05T11:30:00.000Z"'],
    ['place', '500107103', '"50/500107/500107103"'],
    ['place', '50/500107', '"50/500107"'],
    ['point', '106.37, 29.59', '{"lon":106.37,"lat":29.59}'],
    ['point', { lon: 106.37, lat: 29.59 }, '{"lon":106.37,"lat":29.59}'],
  ] as const)('%s %j', (type, raw, json) => {
    expect(parseValue(type, raw)).toMatchObject({ json })
  })
})

describe('values that are not, with the reason', () => {
  test.each([
    ['text', { a: 1 }, 'not-text'],
    ['text', 'a\u0000b', 'broken-text'],
    ['text', '重\ufffd庆', 'broken-text'],
    ['text', '\ud800', 'broken-text'],
    ['integer', '1.5', 'not-an-integer'],
    ['integer', 'NaN', 'not-an-integer'],
    ['decimal', Number.POSITIVE_INFINITY, 'not-a-number'],
    ['boolean', '也许', 'not-a-boolean'],
    ['date', '2026-02-29', 'not-a-date'],
    ['date', '0000-01-01', 'not-a-date'],
    ['time', '2026-01-05 24:01', 'not-a-time'],
    ['place', '500107/500108103', 'not-a-place'],
    ['place', '50/500107/500108103', 'not-a-place'],
    ['point', '29.59', 'not-a-point'],
    ['point', '106,95', 'not-a-point'],
  ] as const)('%s %j', (type, raw, reason) => {
    expect(parseValue(type, raw)).toBe(reason)
  })
})

test('an instant as programs write it is the same as in any other spelling, and one that is none stays none', () => {
  const day = 86_400_000
  for (
    let ms = Date.UTC(1999, 11, 31, 23, 59, 59, 999);
    ms < Date.UTC(2031, 0, 1);
    ms += 17 * day + 12_345_678
  ) {
    const text = new Date(ms).toISOString()
    expect(parseValue('time', text)).toEqual({ json: `"${text}"`, order: ms, text })
    expect(parseValue('time', text)).toEqual(parseValue('time', text.replace('Z', '+00:00')))
  }
  for (const none of ['2026-02-29T00:00:00.000Z', '2026-04-31T00:00:00.000Z', '2026-01-01T24:00:00.000Z'])
    expect(parseValue('time', none)).toBe('not-a-time')
})

test('empty is empty for every type', () => {
  for (const type of itemTypes)
    for (const raw of ['', '  ', null, undefined]) expect(parseValue(type, raw)).toBeUndefined()
})

test('whatever is sent, the JSON of a value parses and reads back as the same value', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...itemTypes),
      fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
      (type, raw) => {
        const value = parseValue(type, raw)
        if (value === undefined || typeof value === 'string') return
        const again = parseValue(
          type,
          type === 'integer' || type === 'decimal' ? value.text : JSON.parse(value.json),
        )
        expect(again).toEqual(value)
      },
    ),
    { numRuns: 2000 },
  )
})
