import { expect, it } from 'vitest'
import { createMasterKey, keyedHash, openSecret, sealSecret } from './index.ts'

const master = createMasterKey()
const context = { column: 'accounts.totp', owner: 'a' }

it('opens a secret in its own place only', () => {
  const sealed = sealSecret(master, 'JBSWY3DP', context)
  expect(sealed.toString('latin1')).not.toContain('JBSWY3DP')
  expect(openSecret(master, sealed, context)).toBe('JBSWY3DP')
  expect(sealSecret(master, 'JBSWY3DP', context)).not.toEqual(sealed)
  const changed = Buffer.from(sealed)
  changed.writeUInt8(changed.readUInt8(30) ^ 1, 30)
  for (const [bytes, where] of [
    [sealed, { ...context, owner: 'b' }],
    [sealed, { ...context, column: 'accounts.totp_pending' }],
    [changed, context],
  ] as const)
    expect(() => openSecret(master, bytes, where)).toThrow(expect.objectContaining({ code: 'tampered' }))
  expect(() => openSecret(createMasterKey(), sealed, context)).toThrow(
    expect.objectContaining({ code: 'wrong-master-key' }),
  )
})

it('hashes a code under the key, its purpose and its text', () => {
  const hash = keyedHash(master, 'code', '123456')
  expect(keyedHash(master, 'code', '123456')).toEqual(hash)
  expect(keyedHash(master, 'other', '123456')).not.toEqual(hash)
  expect(keyedHash(createMasterKey(), 'code', '123456')).not.toEqual(hash)
})
