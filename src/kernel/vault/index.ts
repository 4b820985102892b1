export * from './define.ts'
export {
  blindIndex,
  createPersonKey,
  open,
  type PersonKey,
  reveal,
  rewrap,
  seal,
  unwrapPersonKey,
} from './envelope.ts'
export { createMasterKey, type MasterKey, type MasterKeyOptions, openMasterKey } from './master-key.ts'
export { hashPassword, needsRehash, verifyPassword } from './password.ts'
export * from './rules.ts'
export { keyedHash, openSecret, type SecretContext, sealSecret } from './secrets.ts'
export { createSessionToken, hashToken, numericCode } from './tokens.ts'
export {
  createTotpSecret,
  decodeBase32,
  encodeBase32,
  type TotpCheck,
  type TotpOptions,
  totpCode,
  totpCounter,
  totpUri,
  verifyTotp,
} from './totp.ts'
