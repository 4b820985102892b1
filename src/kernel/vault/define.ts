import { z } from 'zod'

/** Where a sealed value lives. Bound into its tag, so a ciphertext moved to another column or person is refused. */
export const SealContext = z.object({
  /** 'table.column' */
  column: z.string().min(1),
  personId: z.string().min(1),
})
export type SealContext = z.infer<typeof SealContext>

/** What became of a sealed value: readable, or gone for good because the key of its person was destroyed. */
export type Revealed = { state: 'readable'; text: string } | { state: 'destroyed' }

/** What can be found again through a blind index; each kind has a key of its own. */
export const BlindIndexKind = z.enum(['phone', 'idNumber', 'email', 'name', 'network'])
export type BlindIndexKind = z.infer<typeof BlindIndexKind>

export const VaultErrorCode = z.enum([
  'master-key-missing',
  'master-key-permissions',
  'master-key-inside-data',
  'master-key-malformed',
  'wrong-master-key',
  'tampered',
])
export type VaultErrorCode = z.infer<typeof VaultErrorCode>

/** A failure of the vault. `code` is for programs, the message for the operator; neither carries personal data. */
export class VaultError extends Error {
  readonly code: VaultErrorCode

  constructor(code: VaultErrorCode, message: string) {
    super(message)
    this.name = 'VaultError'
    this.code = code
  }
}

/** How much of an identifier stays readable. */
export const MaskLevel = z.enum(['none', 'partial', 'full'])
export type MaskLevel = z.infer<typeof MaskLevel>

export const IdentifierKind = z.enum([
  'mobile',
  'landline',
  'idNumber',
  'bankCard',
  'email',
  'plate',
  'passport',
  'permit',
  'name',
  'room',
])
export type IdentifierKind = z.infer<typeof IdentifierKind>

/** A place of personal data in a text; offsets in UTF-16 units, `end` not included. */
export type Found = { kind: IdentifierKind; start: number; end: number }
