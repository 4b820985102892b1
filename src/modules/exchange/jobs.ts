import { z } from 'zod'
import { canonical } from '#kernel/audit'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { finishDelivery, putPart, startDelivery } from './actions.ts'
import type { DeliveryPart, Manifest } from './contract.ts'
import { createDeliveryFiles, packRows } from './files.ts'
import type { Keyring } from './keyring.ts'
import { listExpired, nextRows, partsOf } from './queries.ts'
import { sign } from './signing.ts'
import { type Delivery, dropNonces } from './store.ts'

/** The position of a delivery whose last file lies ready. */
const atEnd = 'end'
const actor = systemActor('exchange.make-delivery')

/** What is signed of a part. */
export function partText(delivery: string, part: Pick<DeliveryPart, 'no' | 'rows' | 'digest'>): string {
  return [delivery, part.no, part.rows, part.digest].join('\n')
}

export function exchangeJobs(keyring: Keyring): Job[] {
  const make = defineJob({
    name: 'exchange.make-delivery',
    input: z.object({ delivery: z.uuid() }).loose(),
    concurrency: 2,
    run: (kernel, input) => makeDelivery(kernel, keyring, input.delivery),
  })
  const prune = defineJob({
    name: 'exchange.prune',
    input: z.object({}).loose(),
    cron: '*/10 * * * *',
    run: (kernel) => dropOld(kernel),
  })
  return [make as Job, prune as Job]
}

export const exchangeReactions: Reaction[] = [
  {
    on: 'exchange.delivery-requested',
    job: 'exchange.make-delivery',
    input: (event) => ({ delivery: event.payload.delivery }),
  },
]

/**
 * Makes the files of a delivery one after the other. Each file is whole on disk before its row is saved with the next
 * position, so a worker that is killed leaves at most a file without a row, and the next one goes on there. The grant is
 * judged before each file.
 */
export async function makeDelivery(kernel: Kernel, keyring: Keyring, id: string): Promise<void> {
  const files = createDeliveryFiles(kernel.config.dataDir)
  let delivery: Delivery = await kernel.execute(startDelivery, { actor, input: { delivery: id } })
  const own = await keyring.own(delivery.alg)
  while (delivery.state === 'running' && delivery.position !== atEnd) {
    const page = await kernel.ask(nextRows, { actor, input: { delivery: id } })
    if ('stopped' in page) return finish(kernel, id, { state: 'stopped', condition: page.stopped })
    const no = page.parts + 1
    const saved = await files.save(id, no, packRows(page.rows))
    const unsigned = { no, rows: page.rows.length, ...saved }
    const part = { ...unsigned, signature: sign(own.signer, partText(id, unsigned)).toString('base64') }
    const { grant, from } = page
    const next = page.next ?? atEnd
    await kernel.execute(putPart, { actor, input: { delivery: id, part, grant, from, next } })
    delivery = { ...delivery, position: next }
  }
  if (delivery.state !== 'running') return
  const made = await kernel.ask(partsOf, { actor, input: { delivery: id } })
  const manifest: Manifest = { ...made, key: own.id, alg: own.alg }
  const text = canonical(manifest)
  const signature = sign(own.signer, text).toString('base64')
  return finish(kernel, id, { state: 'done', manifest: { text, signature } })
}

async function finish(
  kernel: Kernel,
  delivery: string,
  how: {
    state: 'done' | 'stopped' | 'expired'
    condition?: string
    manifest?: { text: string; signature: string }
  },
): Promise<void> {
  const input = { delivery, condition: null, manifest: null, ...how }
  await kernel.execute(finishDelivery, { actor, input })
}

/** Files whose days are over, and nonces of signatures that are too old to be taken. */
async function dropOld(kernel: Kernel): Promise<void> {
  const files = createDeliveryFiles(kernel.config.dataDir)
  await dropNonces(kernel.app.db, kernel.clock.now())
  for (const id of await kernel.ask(listExpired, { actor, input: {} })) {
    await files.drop(id)
    await finish(kernel, id, { state: 'expired' })
  }
}
