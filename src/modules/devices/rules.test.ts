import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  certificateFault,
  certificateValue,
  deviceOfTopic,
  devicesOfTable,
  readMessage,
  readSignature,
  readTimestamp,
  rowOf,
  stateOf,
  takeFrom,
  topicOf,
  withoutPersonal,
} from './rules.ts'

const now = new Date('2026-03-01T00:00:00Z')

describe('a message', () => {
  test.each([
    ['{"ppm":1}', '2026-03-01T00:00:00.000Z', { ppm: 1 }],
    ['{"at":"2026-02-28T23:59:00Z","values":{"ppm":1}}', '2026-02-28T23:59:00.000Z', { ppm: 1 }],
    ['{"at":"2026-03-01T07:59:00","ppm":1}', '2026-02-28T23:59:00.000Z', { ppm: 1 }],
    ['{"at":1772323140,"ppm":1}', '2026-02-28T23:59:00.000Z', { ppm: 1 }],
    ['{"at":1772323140000,"ppm":1}', '2026-02-28T23:59:00.000Z', { ppm: 1 }],
  ])('%s', (text, at, values) => {
    const { readings, held } = readMessage(text, now)
    expect(held).toEqual([])
    expect(readings.map((r) => [r.at.toISOString(), r.values])).toEqual([[at, values]])
  })
  test.each([
    ['{', 'not-json'],
    ['3', 'not-a-reading'],
    ['{"at":"2026-03-01T00:00:00Z"}', 'not-a-reading'],
    ['{"at":"soon","ppm":1}', 'bad-time'],
    ['{"at":1e300,"ppm":1}', 'bad-time'],
    ['{"at":"2026-03-01T00:06:00Z","ppm":1}', 'clock-ahead'],
    ['{"at":"2026-02-01T00:00:00Z","ppm":1}', 'clock-behind'],
    [JSON.stringify(Array.from({ length: 501 }, () => ({ ppm: 1 }))), 'too-many-readings'],
  ])('held back: %s', (text, reason) => {
    expect(readMessage(text, now)).toMatchObject({ readings: [], held: [{ reason }] })
  })
  test('whatever comes, each entry is a reading or held back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const { readings, held } = readMessage(text, now)
        expect(readings.length + held.length).toBeGreaterThanOrEqual(
          text.trim() === '[]' ? 0 : Number(!/^\s*\[\s*\]\s*$/.test(text)),
        )
      }),
    )
  })
  test('what makes two messages one', () => {
    const same = (text: string) => readMessage(text, now).readings[0]?.sameness
    expect(same('{"message":7,"ppm":1}')).toBe(same('{"message":7,"ppm":2}'))
    expect(same('{"at":1772323140,"ppm":1}')).toBe(same('{"at":1772323140000,"ppm":1}'))
    expect(same('{"at":1772323140,"ppm":1}')).not.toBe(same('{"at":1772323140,"ppm":2}'))
    expect(same('{"ppm":1}')).toBeNull()
  })
})

test('the register fills what a reading leaves out, and says whose it is', () => {
  const filling = { device: 'device', time: 'at', place: 'place', point: null }
  const reading = {
    sameness: null,
    at: now,
    values: { ppm: 1, device: 'another', truck: 'V009', place: '50' },
  }
  expect(
    rowOf(reading, { id: 'a', place: '50/500107', point: null, fixed: { truck: 'V001' } }, filling),
  ).toEqual({
    ppm: 1,
    truck: 'V001',
    device: 'a',
    place: '50',
    at: '2026-03-01T00:00:00.000Z',
  })
})

test('a bucket never gives more than it holds and what flows in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ n: fc.integer({ min: 1, max: 20 }), wait: fc.nat(30_000) }), { maxLength: 50 }),
      (sends) => {
        let [bucket, at, taken] = [takeFrom(undefined, 0, 60, 0), 0, 0]
        for (const { n, wait } of sends) {
          at += wait
          const next = takeFrom(bucket, n, 60, at)
          if (next !== undefined) {
            bucket = next
            taken += n
          }
        }
        expect(taken).toBeLessThanOrEqual(60 + at / 1000 + 1e-6)
      },
    ),
  )
})

test('topics, signatures, times, states', () => {
  expect(deviceOfTopic(topicOf('gas-1'))).toBe('gas-1')
  expect(['zhizhi/devices/a/b/readings', 'zhizhi/devices/+/readings', 'x'].map(deviceOfTopic)).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(readSignature(`sm3=${'a'.repeat(64)}`)).toEqual({ algorithm: 'sm3', hex: 'a'.repeat(64) })
  expect([
    readSignature('md5=aa'),
    readSignature(undefined),
    readSignature(`sha256=${'g'.repeat(64)}`),
  ]).toEqual([undefined, undefined, undefined])
  const seconds = now.getTime() / 1000
  expect(readTimestamp(String(seconds + 299), now)).toBe(String(seconds + 299))
  expect([
    readTimestamp(String(seconds - 301), now),
    readTimestamp('x', now),
    readTimestamp('1e9', now),
  ]).toEqual([undefined, undefined, undefined])
  expect(stateOf({ enabled: false, silentSince: now, lastSeenAt: now })).toBe('off')
  expect(stateOf({ enabled: true, silentSince: null, lastSeenAt: null })).toBe('new')
})

describe('a certificate proves a device', () => {
  const shown = {
    fingerprint: 'ab'.repeat(32),
    subject: 'gas-1',
    from: new Date('2026-01-01T00:00:00Z'),
    until: new Date('2026-12-31T00:00:00Z'),
    trusted: false,
  }
  const pinned = { by: 'fingerprint', value: shown.fingerprint } as const
  const named = { by: 'subject', value: 'gas-1' } as const
  test.each([
    ['the very one', pinned, {}, undefined],
    ['by its name, from the CA', named, { trusted: true }, undefined],
    ['none is entered', null, {}, 'certificate-none'],
    ['another one', pinned, { fingerprint: 'cd'.repeat(32) }, 'certificate-other'],
    [
      'another one that the CA vouches for',
      pinned,
      { fingerprint: 'cd'.repeat(32), trusted: true },
      'certificate-other',
    ],
    ['another name', named, { subject: 'gas-2', trusted: true }, 'certificate-other'],
    ['no name, or several', named, { subject: undefined, trusted: true }, 'certificate-other'],
    ['its name, but nobody vouches for it', named, {}, 'certificate-untrusted'],
    ['not yet', pinned, { from: new Date('2026-03-02T00:00:00Z') }, 'certificate-early'],
    ['in its last second', pinned, { until: now }, undefined],
    ['no longer', pinned, { until: new Date(now.getTime() - 1) }, 'certificate-over'],
    ['no longer, by name', named, { until: new Date(0), trusted: true }, 'certificate-over'],
  ])('%s', (_, entered, change, fault) => {
    expect(certificateFault(entered, { ...shown, ...change }, now)).toBe(fault)
  })
})

test.each([
  ['fingerprint', Array(32).fill('AB').join(':'), 'ab'.repeat(32)],
  ['fingerprint', 'ab'.repeat(32), 'ab'.repeat(32)],
  ['fingerprint', 'ab'.repeat(31), undefined],
  ['fingerprint', 'zz'.repeat(32), undefined],
  ['subject', 'gas-1', 'gas-1'],
  ['subject', 'x'.repeat(65), undefined],
] as const)('a %s as it is kept: %s', (by, text, kept) => {
  expect(certificateValue(by, text)).toBe(kept)
})

test('a table names terminals and fixed values', () => {
  const values = {
    设备编号: 't-1',
    名称: '终端',
    类型: '车载终端',
    终端号: '013800138001',
    终端坐标系: 'GCJ02',
  }
  const of = (fixed: string) => devicesOfTable([{ line: 2, values: { ...values, 固定值: fixed } }])
  expect(of('vehicle=V001；load=2').devices).toMatchObject([
    { terminal: { number: '13800138001', crs: 'GCJ02' }, fixed: { vehicle: 'V001', load: '2' } },
  ])
  expect(of('').devices).toMatchObject([{ fixed: {} }])
  expect(of('V001').faults).toEqual([{ line: 2, fields: ['fixed'] }])
  const says = (change: Record<string, string>) =>
    devicesOfTable([{ line: 2, values: { ...values, ...change } }])
  expect(
    says({ 制造商ID: '70123', 终端ID: 'A1B2', 车牌号: '渝A·12345', 车牌颜色: '黄色' }).devices,
  ).toMatchObject([
    { terminal: { says: { maker: '70123', id: 'A1B2', plate: '渝A·12345', colour: 'yellow' } } },
  ])
  expect(says({}).devices).toMatchObject([{ terminal: { says: { id: null, plate: null } } }])
  // A colour alone, one that is none, and what a terminal would have to say without its number.
  expect(says({ 车牌颜色: '黄' }).faults).toEqual([{ line: 2, fields: ['terminal.says.colour'] }])
  expect(says({ 车牌号: '渝A12345', 车牌颜色: '紫' }).faults).toEqual([
    { line: 2, fields: ['terminal.says.colour'] },
  ])
  expect(says({ 终端号: '', 终端ID: 'A1B2' }).faults).toEqual([{ line: 2, fields: ['terminal.number'] }])
})

test('the register shows no personal value, in a reading or in what was held back', () => {
  const personal = new Set(['point'])
  expect(withoutPersonal({ at: 1, values: { point: { lon: 1 }, speed: 2 } }, personal)).toEqual({
    at: 1,
    values: { point: '＊', speed: 2 },
  })
  expect(withoutPersonal({ point: null, speed: 2 }, personal)).toEqual({ point: null, speed: 2 })
  expect(withoutPersonal('{', personal)).toBe('{')
})
