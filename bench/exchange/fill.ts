import { randomUUID } from 'node:crypto'
import type { Actor } from '../../src/kernel/identity/define.ts'
import type { Platform } from '../../src/main.ts'
import { createResource, publishResource } from '../../src/modules/catalogue/actions.ts'
import { confirmSystem, registerSystem } from '../../src/modules/exchange/actions.ts'
import { createPair } from '../../src/modules/exchange/signing.ts'
import type { Grant } from '../../src/modules/sharing/contract.ts'
import { saveGrant } from '../../src/modules/sharing/store.ts'
import { foodBusinesses } from '../../tests/support/resources.ts'

export const consumer = 'gxq.civil'
const provider = 'gxq.market'
export const purpose = 'assistance'
export const items = ['licence', 'name', 'holder', 'phone', 'place', 'seats']

const officer = (role: 'data-manager' | 'data-authority', org: string): Actor => ({
  kind: 'officer',
  id: randomUUID(),
  name: 'bench',
  person: null,
  posts: [{ role, org, places: [] }],
})

export async function fillResource({ kernel }: Platform): Promise<string> {
  const actor = officer('data-manager', provider)
  const made = (await kernel.execute(createResource, {
    actor,
    input: { provider, content: foodBusinesses },
  })) as { id: string; revision: number }
  await kernel.execute(publishResource, {
    actor,
    input: { id: made.id, revision: made.revision, note: 'bench' },
  })
  return made.id
}

/** A confirmed system that may call as often as it likes; the answer is its private key. */
export async function fillSystem(
  { kernel }: Platform,
  alg: 'ecdsa-p256-sha256' | 'sm2-sm3',
): Promise<string> {
  const pair = createPair(alg)
  const made = await kernel.execute(registerSystem, {
    actor: officer('data-manager', consumer),
    input: {
      organization: consumer,
      name: 'bench',
      contact: 'bench',
      perMinute: 60_000,
      publicKey: pair.publicKey,
    },
  })
  await kernel.execute(confirmSystem, {
    actor: officer('data-authority', 'gxq.digital'),
    input: { id: made.id, revision: 1, perMinute: 60_000 },
  })
  return pair.secret
}

/** Brings the resource to so many rows. */
export async function fillRows({ database }: Platform, resource: string, count: number): Promise<void> {
  const { pool } = database.migrator
  await pool.query(
    `insert into collected_rows (resource, key, since, delivery, version, place, at, data)
     select $1::uuid, 'JY' || lpad(n::text, 8, '0'), now(), $1::uuid, 1, '50/500107/500107103', now(),
       jsonb_build_object('licence', 'JY' || lpad(n::text, 8, '0'), 'name', '小面馆' || n || '号', 'holder', '张三',
         'phone', '138' || lpad(n::text, 8, '0'), 'place', '50/500107/500107103', 'seats', n % 80, 'granted', '2025-06-01')
     from generate_series((select count(*) from collected_rows where resource = $1::uuid) + 1, $2) n`,
    [resource, count],
  )
  await pool.query('vacuum (analyze) collected_rows')
}

/** Grants of one resource to one organization, brought to so many; the answer is the newest eight. */
export async function fillGrants({ kernel }: Platform, resource: string, count: number): Promise<string[]> {
  const now = kernel.clock.now()
  const { rows } = await kernel.app.pool.query<{ n: number }>(
    'select count(*)::int as n from sharing_grants where resource = $1',
    [resource],
  )
  const made: string[] = []
  const missing = Math.max(0, count - (rows[0]?.n ?? 0))
  for (let done = 0; done < missing; done += 200)
    await kernel.app.db.transaction().execute(async (tx) => {
      for (let n = done; n < Math.min(missing, done + 200); n++) {
        const grant = grantOf(resource)
        await saveGrant(tx, grant, now)
        made.push(grant.id)
      }
    })
  return made.slice(-8)
}

function grantOf(resource: string): Grant {
  return {
    id: randomUUID(),
    request: randomUUID(),
    resource,
    version: 1,
    provider,
    consumer,
    purpose,
    terms: {
      items,
      masks: { holder: 'partial', phone: 'partial' },
      rows: [{ item: 'place', op: 'within', values: ['50/500107'] }],
      from: '2026-01-01',
      until: '2099-12-31',
      callsPerDay: 10_000_000,
      rowsPerCall: 1000,
      bulk: true,
    },
    state: 'active',
    revision: 1,
    reason: null,
  }
}
