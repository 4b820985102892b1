import { z } from 'zod'

/**
 * How a message is signed: `ecdsa-p256-sha256` stands in the IANA registry of RFC 9421; `sm2-sm3` (GB/T 32918 with the
 * default identifier 1234567812345678) does not, and both sides have to know it.
 */
export const algorithms = ['ecdsa-p256-sha256', 'sm2-sm3'] as const
export const Algorithm = z.enum(algorithms)
export type Algorithm = z.infer<typeof Algorithm>

/** A public key, PEM of its SubjectPublicKeyInfo; the private key never leaves the organization that made it. */
export const PublicKeyPem = z
  .string()
  .trim()
  .min(100)
  .max(1000)
  .regex(/^-----BEGIN PUBLIC KEY-----\r?\n[A-Za-z0-9+/=\r\n]+-----END PUBLIC KEY-----$/)

const Reason = z.string().trim().min(2).max(500)

export const RegisterSystem = z.object({
  organization: z.string().min(1).max(100),
  name: z.string().trim().min(2).max(100),
  /** The post to call when something is wrong, not a private person. */
  contact: z.string().trim().min(2).max(200),
  perMinute: z.int().min(1).max(60_000).default(600),
  publicKey: PublicKeyPem,
})

export const SystemRef = z.object({ id: z.uuid(), revision: z.int().min(1) })
export const ConfirmSystem = SystemRef.extend({ perMinute: z.int().min(1).max(60_000) })
export const RevokeSystem = SystemRef.extend({ reason: Reason })
/** The former keys stay valid for the overlap, so that no call fails while the change is rolled out. */
export const RotateKey = SystemRef.extend({
  publicKey: PublicKeyPem,
  overlapHours: z.int().min(0).max(720).default(24),
})
export const RevokeKey = SystemRef.extend({ key: z.string().max(100), reason: Reason })
export const RotatePlatformKey = z.object({ alg: Algorithm })

export const systemStates = ['waiting', 'confirmed', 'revoked'] as const
export const SystemState = z.enum(systemStates)
export type SystemState = z.infer<typeof SystemState>

export const KeyView = z
  .object({
    /** The key id of signatures: SHA-256 of the SubjectPublicKeyInfo in base64url. */
    id: z.string(),
    alg: Algorithm,
    publicKey: z.string(),
    from: z.iso.datetime(),
    until: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'ExchangeKey' })
export type KeyView = z.infer<typeof KeyView>

export const SystemView = z
  .object({
    id: z.uuid(),
    organization: z.string(),
    name: z.string(),
    contact: z.string(),
    perMinute: z.int(),
    state: SystemState,
    revision: z.int(),
    reason: z.string().nullable(),
    createdAt: z.iso.datetime(),
    keys: z.array(KeyView),
    /** Calls of the last 30 days. */
    calls: z.object({ given: z.int(), refused: z.int() }),
    may: z.array(z.enum(['confirm', 'revoke', 'rotate'])),
  })
  .meta({ id: 'ExchangeSystem' })
export type SystemView = z.infer<typeof SystemView>

export const SystemList = z
  .object({
    systems: z.array(SystemView),
    /** Organizations that the reader may register systems for. */
    organizations: z.array(z.string()),
    can: z.object({ register: z.boolean(), rotatePlatformKey: z.boolean() }),
  })
  .meta({ id: 'ExchangeSystems' })
export type SystemList = z.infer<typeof SystemList>

export const PlatformKeys = z
  .object({
    platform: z.string(),
    keys: z.array(
      z.object({
        id: z.string(),
        alg: Algorithm,
        publicKey: z.string(),
        /** SHA-256 of the SubjectPublicKeyInfo in hex, to be compared by telephone or on paper. */
        fingerprint: z.string(),
        from: z.iso.datetime(),
        /** When it was replaced; what it signed before stays valid. */
        until: z.iso.datetime().nullable(),
      }),
    ),
  })
  .meta({ id: 'ExchangePlatformKeys' })
export type PlatformKeys = z.infer<typeof PlatformKeys>
