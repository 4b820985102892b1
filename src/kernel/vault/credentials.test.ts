import { describe, expect, it } from 'vitest'
import {
  createSessionToken,
  createTotpSecret,
  decodeBase32,
  encodeBase32,
  hashPassword,
  hashToken,
  needsRehash,
  numericCode,
  type TotpOptions,
  totpCode,
  totpCounter,
  totpUri,
  verifyPassword,
  verifyTotp,
} from './index.ts'

describe('passwords', () => {
  it('fit themselves only, whichever form the letters were typed in', async () => {
    const encoded = await hashPassword('Zhì治123')
    expect(encoded).toMatch(/^\$scrypt\$ln=15,r=8,p=1\$/)
    expect(await verifyPassword('Zhì治123'.normalize('NFD'), encoded)).toBe(true)
    expect(await verifyPassword('Zhì治１２３', encoded)).toBe(true)
    expect(await verifyPassword('zhì治123', encoded)).toBe(false)
    expect(await hashPassword('Zhì治123')).not.toBe(encoded)
  })

  it('match the test vector of RFC 7914 through the encoded cost', async () => {
    // scrypt('pleaseletmein', 'SodiumChloride', N=16384, r=8, p=1), its first 32 of 64 bytes.
    const hash = Buffer.from('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2', 'hex')
    const salt = Buffer.from('SodiumChloride').toString('base64url')
    const encoded = `$scrypt$ln=14,r=8,p=1$${salt}$${hash.toString('base64url')}`
    expect(await verifyPassword('pleaseletmein', encoded)).toBe(true)
    expect(needsRehash(encoded)).toBe(true)
  })

  it.each([
    undefined,
    '',
    'plain',
    '$scrypt$ln=30,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '$scrypt$ln=0,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ])('never fit %s', async (encoded) => {
    expect(await verifyPassword('plain', encoded)).toBe(false)
  })

  it('need no new hash at today’s cost', async () => {
    expect(needsRehash(await hashPassword('a'))).toBe(false)
    expect(needsRehash('plain')).toBe(true)
  })
})

describe('TOTP', () => {
  const secrets = {
    sha1: '12345678901234567890',
    sha256: '12345678901234567890123456789012',
    sha512: '1234567890123456789012345678901234567890123456789012345678901234',
  }
  // RFC 6238, appendix B.
  it.each([
    [59, '94287082', '46119246', '90693936'],
    [1111111109, '07081804', '68084774', '25091201'],
    [1111111111, '14050471', '67062674', '99943326'],
    [1234567890, '89005924', '91819424', '93441116'],
    [2000000000, '69279037', '90698825', '38618901'],
    [20000000000, '65353130', '77737706', '47863826'],
  ])('second %d', (second, ...codes) => {
    const counter = totpCounter(new Date(second * 1000))
    const algorithms: NonNullable<TotpOptions['algorithm']>[] = ['sha1', 'sha256', 'sha512']
    expect(
      algorithms.map((a) => totpCode(Buffer.from(secrets[a]), counter, { digits: 8, algorithm: a })),
    ).toEqual(codes)
  })

  const secret = encodeBase32(Buffer.from(secrets.sha1))
  const now = new Date(1_234_567_890_000)
  const counter = totpCounter(now)
  const codeAt = (steps: number) => totpCode(decodeBase32(secret), counter + steps)

  it.each([
    ['the current code', codeAt(0), {}, counter],
    ['with a blank', `${codeAt(0).slice(0, 3)} ${codeAt(0).slice(3)}`, {}, counter],
    ['one step late', codeAt(-1), {}, counter - 1],
    ['one step early', codeAt(1), {}, counter + 1],
    ['two steps late', codeAt(-2), {}, undefined],
    ['two steps late in a wider window', codeAt(-2), { window: 2 }, counter - 2],
    ['used already', codeAt(0), { lastCounter: counter }, undefined],
    ['older than one used', codeAt(-1), { lastCounter: counter }, undefined],
    ['newer than one used', codeAt(0), { lastCounter: counter - 1 }, counter],
    ['too short', '12345', {}, undefined],
    ['no digits', '治治', {}, undefined],
  ])('%s', (_name, code, check, expected) => {
    expect(verifyTotp(secret, code, now, check)).toBe(expected)
  })

  // RFC 4648, section 10.
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('base32 of %j', (text, encoded) => {
    expect(encodeBase32(Buffer.from(text))).toBe(encoded)
    expect(decodeBase32(encoded.toLowerCase()).toString()).toBe(text)
  })

  it('makes secrets of 160 bits and an address for the QR code', () => {
    expect(decodeBase32(createTotpSecret())).toHaveLength(20)
    expect(() => decodeBase32('18')).toThrow(RangeError)
    expect(totpUri(secret, 'li@example.cn', '智治')).toMatch(
      /^otpauth:\/\/totp\/%E6%99%BA%E6%B2%BB:li%40example\.cn\?secret=/,
    )
  })
})

describe('codes and tokens', () => {
  it('draws codes of fixed length', () => {
    for (let i = 0; i < 2000; i++) expect(numericCode(6)).toMatch(/^\d{6}$/)
    expect(() => numericCode(0)).toThrow(RangeError)
    expect(() => numericCode(15)).toThrow(RangeError)
  })

  it('stores the hash of a token only', () => {
    const { token, hash } = createSessionToken()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(hashToken(token)).toBe(hash)
    expect(createSessionToken().token).not.toBe(token)
  })
})
