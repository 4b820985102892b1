import { createPublicKey, verify } from 'node:crypto'
import fc from 'fast-check'
import { sm2 } from 'sm-crypto-v2'
import { describe, expect, test } from 'vitest'
import {
  type Component,
  FieldError,
  innerListText,
  parseBytes,
  parseInputs,
  rangeOf,
  readSignature,
  type SignedMessage,
  signatureBase,
} from './rules.ts'
import { contentDigest, createPair, isDigestOf, isSignedBy, sign, signerOf, verifierOf } from './signing.ts'

/** RFC 9421, appendix B.1.3. */
const rfcKey = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
-----END PUBLIC KEY-----`

const message = (fields: Record<string, string>, rest: Partial<SignedMessage> = {}): SignedMessage => ({
  method: 'POST',
  target: '/foo?param=Value&Pet=dog',
  origin: 'https://example.com',
  header: (name) => fields[name],
  ...rest,
})

describe('known answers', () => {
  test('RFC 9421 B.2.4: a response signed with ecdsa-p256-sha256', () => {
    const fields = {
      'content-type': 'application/json',
      'content-digest':
        'sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:',
      'content-length': '23',
    }
    const input =
      'sig-b24=("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"'
    const signature = parseBytes(
      'sig-b24=:wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==:',
    ).get('sig-b24')
    const list = parseInputs(input).get('sig-b24')
    if (list === undefined || signature === undefined) throw new Error('not read')
    expect(innerListText(list)).toBe(input.slice('sig-b24='.length))
    const base = signatureBase(list, message(fields, { status: 200 }))
    expect(isSignedBy(verifierOf(rfcKey), base, signature)).toBe(true)
    expect(isSignedBy(verifierOf(rfcKey), base.replace('200', '201'), signature)).toBe(false)
  })

  test('RFC 9421 2.4: a response bound to its request by ;req', () => {
    const request = message(
      {
        'content-digest':
          'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
      },
      {},
    )
    const response = message(
      {
        'content-digest':
          'sha-512=:0Y6iCBzGg5rZtoXS95Ijz03mslf6KAMCloESHObfwnHJDbkkWWQz6PhhU9kxsTbARtY2PTBOzq24uJFpHsMuAg==:',
        'content-type': 'application/json',
      },
      { status: 503 },
    )
    const list = parseInputs(
      'reqres=("@status" "content-digest" "content-type" "@authority";req "@method";req "@path";req "content-digest";req);created=1618884479;keyid="test-key-ecc-p256"',
    ).get('reqres')
    if (list === undefined) throw new Error('not read')
    const signature = Buffer.from(
      'dMT/A/76ehrdBTD/2Xx8QuKV6FoyzEP/I9hdzKN8LQJLNgzU4W767HK05rx1i8meNQQgQPgQp8wq2ive3tV5Ag==',
      'base64',
    )
    const base = signatureBase(list, response, request)
    expect(
      verify(
        'sha256',
        Buffer.from(base),
        { key: createPublicKey(rfcKey), dsaEncoding: 'ieee-p1363' },
        signature,
      ),
    ).toBe(true)
    const other = signatureBase(list, response, { ...request, method: 'PUT' })
    expect(isSignedBy(verifierOf(rfcKey), other, signature)).toBe(false)
  })

  test('RFC 9530: the digest of {"hello": "world"}', () => {
    const body = Buffer.from('{"hello": "world"}\n')
    expect(contentDigest(body)).toBe('sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:')
    expect(isDigestOf(parseBytes(contentDigest(body)), body)).toBe(true)
    expect(isDigestOf(parseBytes('md5=:AAAA:'), body)).toBe(false)
  })

  test('GB/T 32918.5 appendix A: message digest under ALICE’s key', () => {
    const point =
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13'
    const secret = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'
    const signature =
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'
    expect(sm2.getPublicKeyFromPrivateKey(secret)).toBe(point)
    const pem = `-----BEGIN PUBLIC KEY-----
${Buffer.from(`3059301306072a8648ce3d020106082a811ccf5501822d034200${point}`, 'hex').toString('base64')}
-----END PUBLIC KEY-----`
    const verifier = verifierOf(pem)
    expect(isSignedBy(verifier, 'message digest', Buffer.from(signature, 'hex'))).toBe(true)
    expect(isSignedBy(verifier, 'message digests', Buffer.from(signature, 'hex'))).toBe(false)
    const own = sign(signerOf('sm2-sm3', secret), 'message digest')
    expect(isSignedBy(verifier, 'message digest', own)).toBe(true)
  })
})

test.each(['ecdsa-p256-sha256', 'sm2-sm3'] as const)('%s signs what it verifies, and nothing else', (alg) => {
  const pair = createPair(alg)
  const other = createPair(alg)
  const signature = sign(signerOf(alg, pair.secret), 'text')
  expect(signature).toHaveLength(64)
  expect(isSignedBy(verifierOf(pair.publicKey), 'text', signature)).toBe(true)
  expect(isSignedBy(verifierOf(other.publicKey), 'text', signature)).toBe(false)
  expect(isSignedBy(verifierOf(pair.publicKey), 'text', Buffer.alloc(64))).toBe(false)
  expect(isSignedBy(verifierOf(pair.publicKey), 'text', signature.subarray(1))).toBe(false)
})

describe('what a request has to sign', () => {
  const params = ';created=1000;keyid="k";nonce="0123456789abcdef";alg="sm2-sm3"'
  const signature = 'sig1=:AAAA:'
  const given = { hasBody: false, nowSeconds: 1000, skewSeconds: 300 }
  const faultOf = (input: string, change: Partial<typeof given> = {}, sig = signature) => {
    const read = readSignature(input, sig, { ...given, ...change })
    return typeof read === 'string' ? read : 'ok'
  }
  const covered = '("@method" "@path" "@query")'
  test.each([
    [`sig1=${covered}${params}`, {}, 'ok'],
    [`sig1=("@method" "@target-uri")${params}`, {}, 'ok'],
    [`sig1=("@method" "@path")${params}`, {}, 'uncovered'],
    [`sig1=("@path" "@query")${params}`, {}, 'uncovered'],
    [`sig1=("@method";req "@path" "@query")${params}`, {}, 'uncovered'],
    [`sig1=${covered}${params}`, { hasBody: true }, 'uncovered'],
    [`sig1=("@method" "@path" "@query" "content-digest")${params}`, { hasBody: true }, 'ok'],
    [`sig1=${covered};created=1000;keyid="k";nonce="0123456789abcdef"`, {}, 'parameters'],
    [`sig1=${covered};created="1000";keyid="k";nonce="0123456789abcdef";alg="x"`, {}, 'parameters'],
    [`sig1=${covered};created=1000;keyid="k";nonce="short";alg="x"`, {}, 'nonce'],
    [`sig1=${covered};created=1000;keyid="k";alg="x"`, {}, 'nonce'],
    [`sig1=${covered}${params}`, { nowSeconds: 1300 }, 'ok'],
    [`sig1=${covered}${params}`, { nowSeconds: 1301 }, 'clock'],
    [`sig1=${covered}${params}`, { nowSeconds: 699 }, 'clock'],
    [`sig1=${covered}${params};expires=1100`, { nowSeconds: 1101 }, 'expired'],
    [`other=${covered}${params}`, {}, 'signature-unreadable'],
    [`sig1=${covered}${params}, sig1=${covered}${params}`, {}, 'signature-unreadable'],
    [`sig1=${covered}${params};created=1`, {}, 'signature-unreadable'],
    ['', {}, 'signature-unreadable'],
  ] as const)('%s %o: %s', (input, change, fault) => {
    expect(faultOf(input, change)).toBe(fault)
  })

  test('of several signatures ours has the tag', () => {
    const proxy = 'proxy=("@method");created=1;keyid="p"'
    const both = `${proxy}, sig1=${covered}${params};tag="zhizhi-exchange"`
    expect(faultOf(both, {}, `proxy=:AAAA:, ${signature}`)).toBe('ok')
    expect(faultOf(`${proxy}, sig1=${covered}${params}`)).toBe('signature-unreadable')
    const two = `a=${covered}${params};tag="zhizhi-exchange", b=${covered}${params};tag="zhizhi-exchange"`
    expect(faultOf(two, {}, 'a=:AAAA:, b=:AAAA:')).toBe('signature-many')
  })
})

describe('structured fields', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9_.*-]{0,10}$/)
  const text = fc.stringMatching(/^[ -~]{0,20}$/)
  const value = fc.oneof(
    text,
    fc.integer({ min: -1e15 + 1, max: 1e15 - 1 }),
    fc.boolean(),
    fc.uint8Array({ maxLength: 20 }),
  )
  const params = fc.array(fc.tuple(name, value), { maxLength: 4 }).map((p) => new Map(p))
  const component: fc.Arbitrary<Component> = fc.record({ name: text, params })
  test('what is written is read as it was', () => {
    fc.assert(
      fc.property(fc.array(component, { maxLength: 5 }), params, name, (components, p, label) => {
        const written = innerListText({ components, params: p })
        const read = parseInputs(`${label}=${written}`).get(label)
        expect(read === undefined ? '' : innerListText(read)).toBe(written)
      }),
    )
  })
  test('what is no field is refused, never anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (any) => {
        for (const parse of [parseInputs, parseBytes])
          try {
            parse(any)
          } catch (error) {
            expect(error).toBeInstanceOf(FieldError)
          }
      }),
    )
  })
})

test.each([
  [undefined, undefined],
  ['bytes=0-', { from: 0, to: 99 }],
  ['bytes=10-19', { from: 10, to: 19 }],
  ['bytes=10-1000', { from: 10, to: 99 }],
  ['bytes=-5', { from: 95, to: 99 }],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=20-10', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,5-6', undefined],
  ['lines=0-', undefined],
])('range %s', (header, range) => {
  expect(rangeOf(header, 100)).toEqual(range)
})
