import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wgs84ToGcj02 } from '#kernel/geo/rules'
import {
  createAssembly,
  mostAssembled,
  readCode,
  readingOf,
  readPosition,
  readPositions,
  readRegistration,
  type TerminalMessage,
} from '../jt808.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const anyBytes = (maxLength: number) => fc.uint8Array({ maxLength })

// Alarms 0, ACC on and positioned, 29.590123 N, 106.370008 E, 268 m, 60.5 km/h, 90 degrees, 2026-03-01 08:00:00.
const basic = '00000000 00000003 01c3826b 065713d8 010c 025d 005a 260301080000'

const said = (version: 2013 | 2019, body: Uint8Array): TerminalMessage => ({
  id: 0,
  version,
  terminal: '1',
  serial: 0,
  isEncrypted: false,
  part: null,
  body,
})

describe('proof', () => {
  test.each([
    [2013, '416243', 'AbC'],
    [2013, '41624300', 'AbC'],
    [2013, '', undefined],
    [2013, '00', undefined],
    [2019, `03416243${'31'.repeat(15)}${'00'.repeat(20)}`, 'AbC'],
    [2019, '04416243', undefined],
    [2019, '', undefined],
  ] as const)('the code, %i: %s', (version, given, code) => {
    expect(readCode(said(version, bytes(given)))).toBe(code)
  })
})

describe('a position', () => {
  const target = {
    items: new Set(['speed', 'mileage', 'acc', 'other']),
    point: 'point',
    crs: 'WGS84' as const,
  }

  test('the basic part', () => {
    expect(readPosition(bytes(basic))).toEqual({
      at: '2026-03-01T08:00:00+08:00',
      alarms: 0,
      acc: true,
      positioned: true,
      lat: 29.590123,
      lon: 106.370008,
      height: 268,
      speed: 60.5,
      direction: 90,
    })
  })
  test.each([
    ['mileage', '0104 00003039', { mileage: 1234.5 }],
    [
      'signal and satellites after an item of a manufacturer',
      'e103 010203 3001 1f 3101 0b',
      { signal: 31, satellites: 11 },
    ],
    ['an item of another length', '0102 3039 3101 0b', { satellites: 11 }],
    ['an item that is cut', '3001 1f 0104 0000', { signal: 31 }],
  ])('additional: %s', (_, items, expected) => {
    const {
      at: _at,
      alarms,
      acc,
      positioned,
      lat,
      lon,
      height,
      speed,
      direction,
      ...more
    } = readPosition(bytes(basic + items)) ?? ({} as never)
    expect(more).toEqual(expected)
  })
  test('south and west', () => {
    const given = bytes(basic)
    given[7] = 0x0f
    expect(readPosition(given)).toMatchObject({ lat: -29.590123, lon: -106.370008 })
  })
  test('only what the resource has; a point only where satellites were seen', () => {
    const position = readPosition(bytes(`${basic}0104 00003039 3001 1f`))
    expect(position && readingOf(position, target)).toEqual({
      at: '2026-03-01T08:00:00+08:00',
      values: { speed: 60.5, mileage: 1234.5, acc: true, point: { lon: 106.370008, lat: 29.590123 } },
    })
    expect(position && readingOf({ ...position, positioned: false }, target).values).not.toHaveProperty(
      'point',
    )
    expect(position && readingOf(position, { ...target, point: null }).values).not.toHaveProperty('point')
  })
  test('of a terminal that sends GCJ-02, to a millionth of a degree', () => {
    const position = readPosition(bytes(basic))
    const shifted = wgs84ToGcj02({ lon: 106.370008, lat: 29.590123 })
    expect(Math.abs(shifted.lon - 106.370008)).toBeGreaterThan(0.001)
    const { values } = readingOf({ ...position, ...shifted } as never, { ...target, crs: 'GCJ02' })
    expect(values.point).toEqual({ lon: 106.370008, lat: 29.590123 })
  })
  test('several, each with its length', () => {
    const two = `0002 01 001c ${basic} 0022 ${basic} 0104 00003039`
    expect(readPositions(bytes(two))).toMatchObject([{ speed: 60.5 }, { mileage: 1234.5 }])
    for (const broken of [
      '',
      '0000 00',
      `0003 01 001c ${basic}`,
      `0001 01 001c ${basic} 00`,
      '0001 01 0004 00000000',
    ])
      expect(readPositions(bytes(broken))).toBeUndefined()
    expect(readPositions(bytes('ffff 00'))).toBeUndefined()
  })
  test('any bytes are a position or none', () => {
    fc.assert(
      fc.property(anyBytes(400), (given) => {
        readPositions(given)
        readRegistration(said(2013, given))
        readCode(said(2019, given))
        const position = readPosition(given)
        expect(position === undefined).toBe(given.length < 28)
        if (position !== undefined) readingOf(position, { ...target, crs: 'BD09' })
      }),
    )
  })
})

describe('packets', () => {
  const part = (serial: number, index: number, body: string, total = 3): TerminalMessage => ({
    ...said(2013, bytes(body)),
    id: 0x0704,
    serial,
    part: { total, index },
  })
  test('in any order, a repeated one once; the serial numbers of all', () => {
    const assembly = createAssembly()
    expect(assembly.add(part(65535, 2, 'bb'), 0)).toBeUndefined()
    expect(assembly.add(part(65534, 1, 'aa'), 0)).toBeUndefined()
    expect(assembly.add(part(65534, 1, 'aa'), 0)).toBeUndefined()
    expect(assembly.add(part(0, 3, 'cc'), 0)).toEqual({ body: bytes('aabbcc'), serials: [65534, 65535, 0] })
    expect(assembly.kept()).toBe(0)
  })
  test('a message that begins, and a minute, put out what was not whole', () => {
    const assembly = createAssembly()
    assembly.add(part(1, 1, 'aa', 2), 0)
    expect(assembly.add(part(9, 2, 'bb', 2), 0)).toBeUndefined()
    expect(assembly.add(part(8, 1, 'cc', 2), 61_000)).toBeUndefined()
    expect(assembly.add(part(9, 2, 'dd', 2), 61_000)).toMatchObject({ body: bytes('ccdd') })
  })
  test('never more than a message may have', () => {
    const assembly = createAssembly()
    const long = 'ff'.repeat(1023)
    const results = Array.from({ length: 20 }, (_, n) => {
      const added = assembly.add(part(n, n + 1, long, 20), 0)
      expect(assembly.kept()).toBeLessThanOrEqual(mostAssembled)
      return added
    })
    expect(results).toContain('too-large')
    expect(assembly.add(part(0, 1, 'aa', 65535), 0)).toBe('too-large')
  })
})
