import { createCipheriv, createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blindIndex,
  createMasterKey,
  createPersonKey,
  open,
  reveal,
  rewrap,
  seal,
  unwrapPersonKey,
  type VaultErrorCode,
} from './index.ts'

const master = createMasterKey()
const wrapped = createPersonKey(master)
const key = unwrapPersonKey(master, wrapped)
const context = { column: 'persons.phone', personId: 'p1' }
const refuses = (code: VaultErrorCode) => expect.objectContaining({ name: 'VaultError', code })

describe('known answers', () => {
  it('SM3: GB/T 32905-2016, appendix A', () => {
    const sm3 = (text: string) => createHash('sm3').update(text).digest('hex')
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })

  it('SM4: GB/T 32907-2016, appendix A.1 and A.2', () => {
    const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
    const cipher = createCipheriv('sm4-ecb', block, null).setAutoPadding(false)
    expect(cipher.update(block).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
    let text = block
    for (let i = 0; i < 1_000_000; i += 1) text = cipher.update(text)
    expect(text.toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66')
  })

  it('HMAC-SM3 is HMAC (RFC 2104) with a block of 64 bytes', () => {
    const secret = Buffer.alloc(64, 7)
    const pad = (byte: number) => Buffer.from(secret.map((b) => b ^ byte))
    const inner = createHash('sm3').update(pad(0x36)).update('text').digest()
    const outer = createHash('sm3').update(pad(0x5c)).update(inner).digest('hex')
    expect(createHmac('sm3', secret).update('text').digest('hex')).toBe(outer)
  })
})

describe('seal and open', () => {
  it('returns any text, and never the same bytes twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(open(key, seal(key, text, context), context)).toBe(text)
      }),
    )
    expect(seal(key, '张伟', context)).not.toEqual(seal(key, '张伟', context))
  })

  it('refuses each changed byte', () => {
    const sealed = seal(key, '13812345678', context)
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed)
      changed[i] = (changed[i] ?? 0) ^ 1
      expect(() => open(key, changed, context)).toThrow(refuses('tampered'))
    }
  })

  it('refuses each shortened value', () => {
    const sealed = seal(key, '13812345678', context)
    for (let length = 0; length < sealed.length; length++) {
      expect(() => open(key, sealed.subarray(0, length), context)).toThrow(refuses('tampered'))
    }
  })

  it.each([
    ['another column', { ...context, column: 'persons.name' }],
    ['another person', { ...context, personId: 'p2' }],
    ['the border between column and person moved', { column: 'persons.phonep', personId: '1' }],
  ])('refuses %s', (_name, other) => {
    expect(() => open(key, seal(key, '13812345678', context), other)).toThrow(refuses('tampered'))
  })

  it('refuses the key of another person', () => {
    const other = unwrapPersonKey(master, createPersonKey(master))
    expect(() => open(other, seal(key, '13812345678', context), context)).toThrow(refuses('tampered'))
  })

  it('accepts plain byte arrays, as a database driver may return them', () => {
    expect(open(key, new Uint8Array(seal(key, '张伟', context)), context)).toBe('张伟')
  })
})

describe('person keys', () => {
  it('are forgotten with their wrapped form', () => {
    const sealed = seal(key, '张伟', context)
    expect(reveal(master, wrapped, sealed, context)).toEqual({ state: 'readable', text: '张伟' })
    expect(reveal(master, null, sealed, context)).toEqual({ state: 'destroyed' })
  })

  it('survive the rotation of the master key', () => {
    const next = createMasterKey()
    const sealed = seal(key, '张伟', context)
    const again = rewrap(master, next, wrapped)
    expect(reveal(next, again, sealed, context)).toEqual({ state: 'readable', text: '张伟' })
    expect(() => unwrapPersonKey(next, wrapped)).toThrow(refuses('wrong-master-key'))
  })

  it('refuse each changed byte of their wrapped form', () => {
    for (let i = 0; i < wrapped.length; i++) {
      const changed = Buffer.from(wrapped)
      changed[i] = (changed[i] ?? 0) ^ 1
      expect(() => unwrapPersonKey(master, changed)).toThrow(refuses(i < 4 ? 'wrong-master-key' : 'tampered'))
    }
  })

  it('do not show themselves in logs', () => {
    expect(JSON.stringify({ master, key })).not.toMatch(/"(?:data|[A-Za-z0-9+/]{40,})"/)
  })
})

describe('blindIndex', () => {
  it('is equal for equal values only, and differs by kind and master key', () => {
    const index = blindIndex(master, 'phone', '13812345678')
    expect(index).toHaveLength(16)
    expect(blindIndex(master, 'phone', '13812345678')).toEqual(index)
    expect(blindIndex(master, 'phone', '13812345679')).not.toEqual(index)
    expect(blindIndex(master, 'idNumber', '13812345678')).not.toEqual(index)
    expect(blindIndex(createMasterKey(), 'phone', '13812345678')).not.toEqual(index)
  })
})
