import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  findPersonalData,
  type Mask,
  maskFindings,
  masksByPurpose,
  maskValue,
  type PiiKind,
  piiKinds,
} from './index.ts'

const key = new Uint8Array(16).fill(7)
const partial: Mask = { as: 'partial' }
const pseudonym: Mask = { as: 'pseudonym', key }

// Every number and name here is invented.
describe('partial', () => {
  it.each([
    ['mobile', '13812341234', '138****1234'],
    ['mobile', '一三八一二三四五六七八', '一三八****五六七八'],
    ['landline', '023-62345678', '023-****5678'],
    ['name', '张伟', '张*'],
    ['plate', '渝A·12345', '渝A·***45'],
    ['idNumber', '11010519491231002X', '110*************2X'],
    ['idNumber', '110105491231002', '110**********02'],
    ['bankCard', '6217001234567893', '************7893'],
    ['email', 'zhang_3@example.com', 'z******@example.com'],
    ['ip', '113.204.10.7', '113.204.*.*'],
    ['ip', '2001:db8::7', '2001:db8::*'],
    ['mac', '00:1A:2B:3C:4D:5E', '00:1A:2B:**:**:**'],
    ['birthDate', '1990年5月17日', '1990年*月**日'],
    ['birthDate', '19900517', '1990****'],
    ['coordinates', '106.551234,29.563456', '106.5*****,29.5*****'],
    ['coordinates', '106°33′12″', '106°33′**″'],
    ['address', '渝北区红锦大道98号3栋2单元501室', '渝北区红锦大道98号3栋*单元***室'],
    ['address', '渝北区红锦大道98号', '渝北区红锦大道***'],
    ['address', '大塘村三组', '大塘村**'],
    ['creditCode', '91350100M000100Y43', '91350100**********'],
    ['wechat', 'zhang_san1', 'z****_**n1'],
    ['qq', '123456789', '1******89'],
    ['socialSecurity', 'C12345678', '*****5678'],
    ['permit', 'H12345678', 'H******78'],
  ] as const)('%s %s', (kind, value, masked) => expect(maskValue(kind, value, partial)).toBe(masked))
})

describe('generalise', () => {
  it.each([
    ['idNumber', '11010519491231002X', '110105 1949'],
    ['idNumber', '110105491231002', '110105 1949'],
    ['birthDate', '1990-05-17', '1990'],
    ['address', '重庆市渝北区龙溪街道红锦大道98号', '重庆市渝北区龙溪街道'],
    ['address', '大足区龙石镇青龙村三组', '大足区龙石镇'],
    ['address', '渝北区红锦大道98号', '渝北区'],
    ['address', '红锦大道98号', '*'],
    ['mobile', '+86 138-1234-5678', '138'],
    ['landline', '(023)62345678', '023'],
    ['name', '张伟', '张某'],
    ['plate', '渝A·12345', '渝A'],
    ['email', 'a@example.com', '@example.com'],
    ['ip', '113.204.10.7', '113.204'],
    ['coordinates', '106.551234, 29.563456', '106.55,29.56'],
    ['bankCard', '6217001234567893', '*'],
    ['mobile', 'none', '*'],
  ] as const)('%s %s', (kind, value, general) =>
    expect(maskValue(kind, value, { as: 'generalise' })).toBe(general),
  )
})

describe('pseudonym', () => {
  it('is one for all ways of writing a value, and another under another key or kind', () => {
    const one = maskValue('mobile', '13812345678', pseudonym)
    expect(one).toMatch(/^mobile-[0-9a-f]{20}$/)
    expect(maskValue('mobile', '+86 138-1234-5678', pseudonym)).toBe(one)
    expect(maskValue('mobile', '１３８１２３４５６７８', pseudonym)).toBe(one)
    expect(maskValue('mobile', '13812345679', pseudonym)).not.toBe(one)
    expect(maskValue('mobile', '13812345678', { as: 'pseudonym', key: new Uint8Array(16) })).not.toBe(one)
    expect(maskValue('plate', '渝A·12345', pseudonym)).toBe(maskValue('plate', '渝a12345', pseudonym))
  })
  it('refuses a key that can be guessed', () => {
    expect(() => maskValue('name', '张伟', { as: 'pseudonym', key: new Uint8Array(8) })).toThrow(RangeError)
  })
})

describe('in a text', () => {
  const text = '联系人张伟，电话13812345678，身份证11010519491231002X。'
  it('masks each finding by what the purpose asks for its sensitivity', () => {
    const table = masksByPurpose.handling
    const masked = maskFindings(text, findPersonalData(text), ({ sensitivity }) => {
      const as = table[sensitivity]
      return as === 'none' ? undefined : as === 'pseudonym' ? { as, key } : { as }
    })
    expect(masked).toBe('联系人张伟，电话13812345678，身份证110*************2X。')
  })
  it('shows no found value at full or partial', () => {
    for (const mask of [partial, { as: 'full' }] as Mask[]) {
      const masked = maskFindings(text, findPersonalData(text), () => mask)
      for (const { start, end } of findPersonalData(text))
        expect(masked).not.toContain(text.slice(start, end))
    }
  })
})

describe('any value', () => {
  it('never throws, and at full and partial never comes back as it was', () => {
    const kind = fc.constantFrom<PiiKind>(...piiKinds)
    fc.assert(
      fc.property(kind, fc.stringMatching(/^[A-Z0-9\u4e00-\u4fff.:@-]{1,24}$/), (k, value) => {
        maskValue(k, value, { as: 'generalise' })
        maskValue(k, value, pseudonym)
        expect(maskValue(k, value, { as: 'full' })).not.toBe(value)
        if (/[A-Z0-9\u4e00-\u4fff]/.test(value)) expect(maskValue(k, value, partial)).not.toBe(value)
      }),
      { numRuns: 3000 },
    )
  })
})
