import type { Hit } from '#kernel/vault/rules'

/** What a finding is. `address` reaches from a named place down to a building, door, room or village group. */
export const piiKinds = [
  'idNumber',
  'mobile',
  'landline',
  'creditCode',
  'bankCard',
  'passport',
  'permit',
  'plate',
  'address',
  'name',
  'email',
  'ip',
  'mac',
  'wechat',
  'qq',
  'socialSecurity',
  'birthDate',
  'coordinates',
] as const
export type PiiKind = (typeof piiKinds)[number]

/** PIPL art. 28 calls `sensitive` what, leaked, easily harms dignity, person or property; all other is `ordinary`. */
export type Sensitivity = 'sensitive' | 'ordinary'

/**
 * A place of personal information: [start, end) in UTF-16 units of the given text; `certainty` 0…1 is a rule's own estimate,
 * no calibrated frequency; `why` names the checks that spoke, as keys for a sentence.
 */
export type Finding = Hit<PiiKind> & { readonly sensitivity: Sensitivity }
