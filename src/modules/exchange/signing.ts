import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign as ecdsaSign,
  verify as ecdsaVerify,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import type { Algorithm } from './contract.ts'

/** A public key that is none of the two kinds. */
export class KeyError extends Error {}

type Sm2Point = ReturnType<typeof sm2.precomputePublicKey>
/** A key ready to verify with. */
export type Verifier =
  | { readonly alg: 'ecdsa-p256-sha256'; readonly key: KeyObject }
  | { readonly alg: 'sm2-sm3'; readonly hex: string; readonly point: Sm2Point }
export type Signer =
  | { readonly alg: 'ecdsa-p256-sha256'; readonly key: KeyObject }
  | { readonly alg: 'sm2-sm3'; readonly secret: string; readonly hex: string }

/** DER before the 65 bytes of an uncompressed point: id-ecPublicKey with prime256v1, and with SM2 (1.2.156.10197.1.301). */
const p256 = '3059301306072a8648ce3d020106082a8648ce3d030107034200'
const sm2p256 = '3059301306072a8648ce3d020106082a811ccf5501822d034200'

/** What a PEM holds: the algorithm, the point, and the key id. @throws KeyError */
export function readPublicKey(pem: string): { alg: Algorithm; point: string; id: string; pem: string } {
  const der = Buffer.from(pem.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64')
  const hex = der.toString('hex')
  const alg = hex.startsWith(p256) ? 'ecdsa-p256-sha256' : hex.startsWith(sm2p256) ? 'sm2-sm3' : undefined
  const point = hex.slice(p256.length)
  if (alg === undefined || point.length !== 130 || !point.startsWith('04'))
    throw new KeyError('neither P-256 nor SM2')
  if (alg === 'sm2-sm3' ? !isOnSm2(point) : !isOnP256(pem)) throw new KeyError('not a point of the curve')
  return {
    alg,
    point,
    id: createHash('sha256').update(der).digest('base64url'),
    pem: toPem(der),
  }
}

function isOnSm2(point: string): boolean {
  try {
    return sm2.verifyPublicKey(point)
  } catch {
    return false
  }
}

function isOnP256(pem: string): boolean {
  try {
    return createPublicKey(pem).asymmetricKeyDetails?.namedCurve === 'prime256v1'
  } catch {
    return false
  }
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN PUBLIC KEY-----', ...lines, '-----END PUBLIC KEY-----'].join('\n')
}

export function verifierOf(pem: string): Verifier {
  const { alg, point } = readPublicKey(pem)
  if (alg === 'sm2-sm3') return { alg, hex: point, point: sm2.precomputePublicKey(point) }
  return { alg, key: createPublicKey(pem) }
}

/** Signatures are 64 bytes, r and s, as RFC 9421 (section 3.3.4) has them; for SM2 likewise. */
export function isSignedBy(verifier: Verifier, text: string, signature: Uint8Array): boolean {
  if (signature.length !== 64) return false
  if (verifier.alg === 'ecdsa-p256-sha256')
    return ecdsaVerify(
      'sha256',
      Buffer.from(text),
      { key: verifier.key, dsaEncoding: 'ieee-p1363' },
      signature,
    )
  // Node's own SM2 is not GB/T 32918 (no identifier in the digest), so it is never asked.
  try {
    const digest = sm2.getHash(Buffer.from(text), verifier.hex)
    return sm2.doVerifySignature(
      Buffer.from(digest, 'hex'),
      Buffer.from(signature).toString('hex'),
      verifier.point,
    )
  } catch {
    return false
  }
}

export function sign(signer: Signer, text: string): Buffer {
  if (signer.alg === 'ecdsa-p256-sha256')
    return ecdsaSign('sha256', Buffer.from(text), { key: signer.key, dsaEncoding: 'ieee-p1363' })
  return Buffer.from(
    sm2.doSignature(Buffer.from(text), signer.secret, { hash: true, publicKey: signer.hex }),
    'hex',
  )
}

/** A fresh pair; the secret is PKCS#8 PEM for ECDSA, 32 bytes in hex for SM2. */
export function createPair(alg: Algorithm): { publicKey: string; secret: string } {
  if (alg === 'ecdsa-p256-sha256') {
    const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    return {
      publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString().trim(),
      secret: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }
  }
  const pair = sm2.generateKeyPairHex()
  return { publicKey: toPem(Buffer.from(sm2p256 + pair.publicKey, 'hex')), secret: pair.privateKey }
}

export function signerOf(alg: Algorithm, secret: string): Signer {
  if (alg === 'ecdsa-p256-sha256') return { alg, key: createPrivateKey(secret) }
  return { alg, secret, hex: sm2.getPublicKeyFromPrivateKey(secret) }
}

/** SHA-256 of the SubjectPublicKeyInfo in hex. */
export function fingerprintOf(pem: string): string {
  return Buffer.from(readPublicKey(pem).id, 'base64url').toString('hex')
}

/** The header Content-Digest (RFC 9530). */
export function contentDigest(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
}

/** Whether every digest that the header names and we know is the body's; one known digest at least has to be there. */
export function isDigestOf(digests: ReadonlyMap<string, Uint8Array>, body: Uint8Array): boolean {
  const known = [...digests].filter(([name]) => name === 'sha-256' || name === 'sha-512')
  return (
    known.length > 0 &&
    known.every(([name, bytes]) =>
      createHash(name.replace('-', '')).update(body).digest().equals(Buffer.from(bytes)),
    )
  )
}

export function sm3Hex(text: string): string {
  return createHash('sm3').update(text, 'utf8').digest('hex')
}
