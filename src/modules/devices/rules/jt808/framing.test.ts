import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answerTo,
  checkByte,
  createFramer,
  framed,
  frameOf,
  longestFrame,
  readMessageOf,
  registrationAnswerTo,
} from '../jt808.ts'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hex = (of: Uint8Array) => Buffer.from(of).toString('hex')
const anyBytes = (maxLength: number) => fc.uint8Array({ maxLength })
const opened = (hexOfFrame: string) => {
  const [frame] = createFramer().push(bytes(hexOfFrame)).frames
  return frame === undefined ? undefined : readMessageOf(frame)
}

describe('framing', () => {
  // The example of 4.4.2: 30 7e 08 7d 55 is sent as 30 7d 02 08 7d 01 55; 30 ^ 7e ^ 08 ^ 7d ^ 55 is 6e.
  test('marks and escapes are those of the standard', () => {
    expect(hex(framed(bytes('307e087d55')))).toBe('7e307d02087d01556e7e')
    expect(createFramer().push(bytes('7e307d02087d01556e7e'))).toEqual({
      frames: [bytes('307e087d55')],
      faults: 0,
    })
  })
  test('a check byte that is a mark or an escape is escaped as well', () => {
    expect(hex(framed(bytes('7d03')))).toBe('7e7d01037d027e')
    expect(hex(framed(bytes('7e03')))).toBe('7e7d02037d017e')
  })
  test.each([
    ['wrong check byte', '7e 30 31 00 7e'],
    ['unknown escape', '7e 30 7d 03 4e 7e'],
    ['escape at the end', '7e 30 7d 7e'],
    ['nothing but a check byte', '7e 00 7e'],
  ])('no frame: %s', (_, given) => {
    expect(createFramer().push(bytes(given))).toEqual({ frames: [], faults: 1 })
  })
  test('however it is cut, with garbage between, every frame comes out once', () => {
    const contents = fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { maxLength: 8 })
    fc.assert(
      fc.property(
        contents,
        anyBytes(20),
        fc.infiniteStream(fc.integer({ min: 1, max: 50 })),
        (given, dirt, cuts) => {
          const clean = dirt.filter((b) => b !== 0x7e)
          const stream = Buffer.concat(given.flatMap((content) => [clean, framed(content)]))
          const framer = createFramer()
          const got: Uint8Array[] = []
          for (let at = 0; at < stream.length; ) {
            const end = at + (cuts.next().value ?? 1)
            got.push(...framer.push(stream.subarray(at, end)).frames)
            at = end
          }
          // Dirt whose bytes add up to nothing looks like a frame; what was sent is among what came, in order.
          const sent = given.map(hex)
          let next = 0
          for (const frame of got) if (hex(frame) === sent[next]) next++
          expect(next).toBe(sent.length)
          expect(framer.kept()).toBe(0)
        },
      ),
    )
  })
  test('any bytes are taken, and no more of them kept than a frame has', () => {
    fc.assert(
      fc.property(fc.array(anyBytes(3000), { maxLength: 12 }), (chunks) => {
        const framer = createFramer()
        for (const chunk of chunks) {
          for (const frame of framer.push(chunk).frames) readMessageOf(frame)
          expect(framer.kept()).toBeLessThanOrEqual(longestFrame)
        }
      }),
    )
    const framer = createFramer()
    const endless = new Uint8Array(3000).fill(0x31)
    expect([1, 2, 3, 4].map(() => framer.push(endless).faults)).toEqual([0, 1, 0, 0])
    // The next frame is found again.
    expect(framer.push(bytes('7e307d02087d01556e7e'))).toMatchObject({ frames: [bytes('307e087d55')] })
  })
})

describe('a message', () => {
  test('of 2013: id, attributes, number of six bytes, serial', () => {
    // 00^02^00^00^01^38^00^13^80^00^00^2a = 82
    expect(opened('7e 0002 0000 013800138000 002a 82 7e')).toEqual({
      id: 2,
      version: 2013,
      terminal: '13800138000',
      serial: 42,
      isEncrypted: false,
      part: null,
      body: new Uint8Array(0),
    })
  })
  test('of 2019: bit 14, the version of the protocol, number of ten bytes', () => {
    // 00^02^40^00^01 then the number and 00^2a: 43 ^ (01^38^00^13^80^00) ^ 2a = c3
    expect(opened('7e 0002 4000 01 00000000013800138000 002a c3 7e')).toMatchObject({
      id: 2,
      version: 2019,
      terminal: '13800138000',
      serial: 42,
    })
  })
  test.each([
    ['shorter than it says', '0002 0001 013800138000 002a'],
    ['longer than it says', '0002 0000 013800138000 002a 00'],
    ['a number that is no number', '0002 0000 0138001380a0 002a'],
    ['packet 0 of 2', '0200 2000 013800138000 002a 0002 0000'],
    ['packet 3 of 2', '0200 2000 013800138000 002a 0002 0003'],
    ['no header', '0002 0000'],
  ])('none: %s', (_, given) => expect(readMessageOf(bytes(given))).toBeUndefined())
  test('encryption is told, packets are numbered', () => {
    expect(readMessageOf(bytes('0002 0400 013800138000 002a'))).toMatchObject({ isEncrypted: true })
    expect(readMessageOf(bytes('0704 2001 013800138000 002a 0003 0002 ff'))).toMatchObject({
      part: { total: 3, index: 2 },
      body: bytes('ff'),
    })
  })
  test('what is written is read', () => {
    const message = fc.record({
      id: fc.nat(0xffff),
      version: fc.constantFrom(2013 as const, 2019 as const),
      terminal: fc.nat(999_999_999).map(String),
      serial: fc.nat(0xffff),
      part: fc.option(fc.nat(9).map((n) => ({ total: 10, index: n + 1 }))),
      body: anyBytes(1023),
    })
    fc.assert(
      fc.property(message, (given) => {
        const [frame] = createFramer().push(frameOf(given)).frames
        expect(frame && readMessageOf(frame)).toEqual({ ...given, isEncrypted: false })
      }),
    )
  })
  test('answers', () => {
    expect(hex(answerTo(0x0200, 0x7e01, 3))).toBe('7e01020003')
    expect(hex(registrationAnswerTo(5, 0, 'AbC'))).toBe('000500416243')
    expect(hex(registrationAnswerTo(5, 4))).toBe('000504')
  })
})

test('the check byte is the XOR of all', () => {
  expect(checkByte(bytes('0102ff'))).toBe(0xfc)
})
