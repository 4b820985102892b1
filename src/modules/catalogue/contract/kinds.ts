import { z } from 'zod'

export const personalKinds = [
  'name',
  'id-card',
  'mobile',
  'landline',
  'address',
  'birth-date',
  'email',
  'bank-card',
  'social-security',
  'passport',
  'permit',
  'plate',
  'coordinates',
  'wechat',
  'qq',
  'ip',
  'mac',
  'health',
  'biometric',
  'face',
  'fingerprint',
  'religion',
  'specific-identity',
  'financial-account',
  'location-track',
  'child',
] as const
/**
 * Kinds of personal information that an item may hold, as descriptions, the grading table and the protection of persons name them: the
 * one list. The last ones
 * no rule finds in values: a person says so.
 */
export const PersonalKind = z.enum(personalKinds)
export type PersonalKind = z.infer<typeof PersonalKind>
