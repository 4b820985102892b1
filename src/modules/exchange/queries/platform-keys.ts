import { z } from 'zod'
import { grant } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import type { Database, Tx } from '#kernel/database'
import { fingerprintOf } from '../signing.ts'
import { tables } from '../tables.ts'

/** All keys that the platform ever signed with, the newest first. */
export async function listPlatformKeys(db: Database | Tx) {
  return tables(db).selectFrom('exchange_platform_keys').selectAll().orderBy('created_at', 'desc').execute()
}

/** The public parts, former ones too: whoever keeps an old answer can still verify it. */
export const platformKeysQuery = defineQuery({
  name: 'exchange.platform-keys',
  input: z.object({}),
  allow: [grant('anyone')],
  async run(tx, { authorise }) {
    authorise({})
    return (await listPlatformKeys(tx)).map((k) => ({
      id: k.id,
      alg: k.alg,
      publicKey: k.public_key,
      fingerprint: fingerprintOf(k.public_key),
      from: k.created_at.toISOString(),
      until: k.retired_at?.toISOString() ?? null,
    }))
  },
})
