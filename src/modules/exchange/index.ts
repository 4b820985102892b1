import { fileURLToPath } from 'node:url'
import type { Clock } from '#kernel/clock'
import { httpMessages } from '#kernel/http/messages'
import { systemActor } from '#kernel/identity/define'
import { defineModule, type Kernel, type Module } from '#kernel/module'
import type { MasterKey } from '#kernel/vault'
import { catalogueMessages } from '#modules/catalogue/messages'
import { sharingMessages } from '#modules/sharing/messages'
import * as actions from './actions.ts'
import { algorithms } from './contract.ts'
import { exchangeJobs, exchangeReactions } from './jobs.ts'
import { createKeyring } from './keyring.ts'
import { exchangeMessages } from './messages.ts'
import * as queries from './queries.ts'
import { exchangeRoutes } from './routes.ts'

export {
  type ConsumerDay,
  consumerDays,
  countExchanges,
  type ExchangeCounts,
  itemsGiven,
} from './queries/watched.ts'

export { createPair, isSignedBy, sign, signerOf, verifierOf } from './signing.ts'

/** The gateway through which systems of other organizations read granted data by signed, logged calls. */
export function createExchange(parts: { clock: Clock; key: () => MasterKey }): Module {
  let running: Kernel | undefined
  const db = () => {
    if (running === undefined) throw new Error('The exchange has not started')
    return running.app.db
  }
  const keyring = createKeyring(db, parts.key, () => parts.clock.now().getTime())
  const rotate = actions.rotatePlatformKey(parts.key, keyring)
  const messages = { ...httpMessages, ...catalogueMessages, ...sharingMessages, ...exchangeMessages }
  return defineModule({
    name: 'exchange',
    migrations: fileURLToPath(new URL('./migrations', import.meta.url)),
    actions: [
      rotate,
      actions.registerSystem,
      actions.confirmSystem,
      actions.revokeSystem,
      actions.rotateKey,
      actions.revokeKey,
      actions.readRows,
      actions.logRefusal,
      actions.requestDelivery,
      actions.seeDelivery,
      actions.fetchPart,
      actions.startDelivery,
      actions.putPart,
      actions.finishDelivery,
    ],
    queries: [
      queries.listSystems,
      queries.platformKeysQuery,
      queries.listExchanges,
      queries.getExchange,
      queries.grantUsage,
      queries.beginExport,
      queries.exportBatch,
      queries.nextRows,
      queries.partsOf,
      queries.listExpired,
    ],
    routes: exchangeRoutes(keyring, rotate, messages),
    jobs: exchangeJobs(keyring),
    reactions: exchangeReactions,
    messages: exchangeMessages,
    async start(kernel) {
      running = kernel
      const held = await queries.listPlatformKeys(kernel.app.db)
      const actor = systemActor('exchange.first-keys')
      for (const alg of algorithms)
        if (!held.some((k) => k.alg === alg)) await kernel.execute(rotate, { actor, input: { alg } })
      return () => {}
    },
  })
}
