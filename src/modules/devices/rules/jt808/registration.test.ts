import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  misfitsOf,
  plateText,
  readRegistration,
  type Says,
  saysNames,
  saysNothing,
  saysText,
  type Version,
} from '../jt808.ts'

const versions = [
  [2013, 5, 20, 7],
  [2019, 11, 30, 30],
] as const
/** 渝A12345 in GBK. */
const plateInGbk = Buffer.from('d3e5413132333435', 'hex')

/** As a terminal says it: filled with zeros, in front as some do or behind. */
function bodyOf(
  version: Version,
  said: { maker?: string; id?: string; plate?: Uint8Array; inFront?: boolean },
) {
  const [, maker, model, id] = versions[version === 2013 ? 0 : 1]
  const { inFront = false } = said
  const text = (of: string, length: number) =>
    Buffer.from(inFront ? of.padStart(length, '\0') : of.padEnd(length, '\0'))
  const own = [text(said.maker ?? '70123', maker), text('M1', model), text(said.id ?? 'A1B2', id)]
  return Uint8Array.from([0, 50, 0, 107, ...Buffer.concat(own), 2, ...(said.plate ?? plateInGbk)])
}
const read = (version: Version, said: Parameters<typeof bodyOf>[1] = {}) =>
  readRegistration({ version, body: bodyOf(version, said) })

describe.each(versions)('a registration of %i', (version, maker, model, id) => {
  test('says maker, number, colour and plate', () => {
    for (const inFront of [true, false])
      expect(read(version, { inFront })).toMatchObject({
        maker: '70123',
        id: 'A1B2',
        colour: 2,
        plate: '渝A12345',
      })
    expect(read(version, { plate: new Uint8Array(0) })).toMatchObject({ plate: '' })
  })
  test('maker, model and own number say which terminal it is; plate and place do not', () => {
    const self = read(version)?.self
    expect(self).toHaveLength(maker + model + id)
    expect(read(version, { plate: Buffer.from('B2') })?.self).toEqual(self)
    expect(read(version, { id: 'A1B3' })?.self).not.toEqual(self)
  })
  test('that is too short says nothing', () => {
    const whole = bodyOf(version, { plate: new Uint8Array(0) })
    expect(readRegistration({ version, body: whole })).toBeDefined()
    expect(readRegistration({ version, body: whole.subarray(0, -1) })).toBeUndefined()
  })
  test('any bytes are one or none; what is asked for is not met by chance', () => {
    const says: Says = { maker: '70123', id: 'A1B2C3', plate: '渝A12345', colour: 'yellow' }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
        const said = readRegistration({ version, body })
        expect(said === undefined).toBe(body.length < 5 + maker + model + id)
        if (said === undefined) return
        expect(misfitsOf(saysNothing, said)).toEqual([])
        expect(misfitsOf(says, said)).toEqual(expect.arrayContaining(['id']))
      }),
    )
  })
})

const said = { self: new Uint8Array(0), maker: '70123', id: 'A1B2', colour: 2, plate: '渝A12345' }
test.each<[says: Partial<Says>, misfits: string[]]>([
  [{}, []],
  [{ maker: '70123', id: 'a1b2', plate: '渝A·12345', colour: 'yellow' }, []],
  [{ plate: '渝ａ 12345' }, []],
  [{ maker: '70124' }, ['maker']],
  [{ id: 'A1B' }, ['id']],
  [{ id: 'A1B2', plate: '渝A12346' }, ['plate']],
  [{ plate: '渝A12345', colour: 'blue' }, ['colour']],
  [{ maker: 'X', id: 'X', plate: 'X', colour: 'white' }, [...saysNames]],
])('%j asks for what differs: %j', (says, misfits) => {
  expect(misfitsOf({ ...saysNothing, ...says }, said)).toEqual(misfits)
})

test('what says nothing does not fit what is asked for', () => {
  const silent = { ...said, maker: '', id: '', plate: '', colour: 0 }
  expect(misfitsOf({ maker: '1', id: '1', plate: '1', colour: 'blue' }, silent)).toEqual([...saysNames])
})

test('the same demand is the same text, another one another, none is empty', () => {
  const says: Says = { maker: null, id: 'A1B2', plate: '渝A12345', colour: null }
  expect(saysText({ ...says, id: ' a1b2', plate: '渝A·12345' })).toBe(saysText(says))
  expect(saysText({ ...says, id: null })).not.toBe(saysText(says))
  expect(saysText({ ...says, maker: 'A1B2', id: null })).not.toBe(
    saysText({ ...says, id: 'A1B2', maker: null }),
  )
  expect(saysText(saysNothing)).toBe('')
  expect(plateText(' ·- ')).toBe('')
})
