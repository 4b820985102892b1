import { defineAction } from '#kernel/action'
import { type MasterKey, sealSecret } from '#kernel/vault'
import { access } from '../access.ts'
import { RotatePlatformKey } from '../contract.ts'
import { type Keyring, sealedIn } from '../keyring.ts'
import { createPair, readPublicKey } from '../signing.ts'
import { tables } from '../tables.ts'

/** A new signing key of the platform; the former one signs nothing more and stays published. */
export function rotatePlatformKey(key: () => MasterKey, keyring: Keyring) {
  return defineAction({
    name: 'exchange.rotate-platform-key',
    input: RotatePlatformKey,
    allow: access.rotatePlatformKey,
    async run(tx, { input, now, authorise }) {
      authorise({})
      const { publicKey, secret } = createPair(input.alg)
      const { id } = readPublicKey(publicKey)
      const retired = await tables(tx)
        .updateTable('exchange_platform_keys')
        .set({ retired_at: now })
        .where('alg', '=', input.alg)
        .where('retired_at', 'is', null)
        .returning('id')
        .execute()
      await tables(tx)
        .insertInto('exchange_platform_keys')
        .values({
          id,
          alg: input.alg,
          public_key: publicKey,
          sealed: sealSecret(key(), secret, sealedIn(id)),
          created_at: now,
        })
        .execute()
      keyring.renew()
      return {
        output: { id, alg: input.alg },
        subject: { type: 'exchange-platform-key', id },
        change: { alg: input.alg, retired: retired.map((r) => r.id) },
      }
    },
  })
}
