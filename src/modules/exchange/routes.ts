import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import type { Messages } from '#kernel/i18n/define'
import type { Kernel } from '#kernel/module'
import { confirmSystem, registerSystem, revokeKey, revokeSystem, rotateKey } from './actions.ts'
import { ExchangeLog, ExportLog, PlatformKeys, ProvenExchange, SystemList, UsageOfGrant } from './contract.ts'
import type { Keyring } from './keyring.ts'
import { getExchange, grantUsage, listExchanges, listSystems, platformKeysQuery } from './queries.ts'
import { exportLines } from './routes/export.ts'
import { gatewayRoutes } from './routes/gateway.ts'

const tag = 'exchange'

/** The gateway for systems, what everyone may fetch to check it, and the desk's own routes. */
export function exchangeRoutes(keyring: Keyring, rotatePlatform: AnyAction, messages: Messages): Route[] {
  return [
    ...gatewayRoutes(keyring, messages),
    ...publicRoutes(),
    queryRoute('/exchange/systems', listSystems, {
      tag,
      summary: 'Systems that call, with their keys',
      response: SystemList,
    }),
    actionRoute('/exchange/systems', registerSystem, {
      tag,
      summary: 'Register a system with its public key',
      status: 201,
    }),
    actionRoute('/exchange/systems/:id/confirm', confirmSystem, { tag, summary: 'Let a system call' }),
    actionRoute('/exchange/systems/:id/revoke', revokeSystem, {
      tag,
      summary: 'Take nothing of it any more',
    }),
    actionRoute('/exchange/systems/:id/rotate-key', rotateKey, {
      tag,
      summary: 'A new key beside the former ones',
    }),
    actionRoute('/exchange/systems/:id/revoke-key', revokeKey, { tag, summary: 'Revoke one key at once' }),
    actionRoute('/exchange/platform-keys/rotate', rotatePlatform, {
      tag,
      summary: 'A new signing key of the platform',
    }),
    queryRoute('/exchange/log', listExchanges, { tag, summary: 'Exchanges', response: ExchangeLog }),
    exportRoute(keyring),
    queryRoute('/exchange/log/:id', getExchange, {
      tag,
      summary: 'One exchange with its proof',
      response: ProvenExchange,
    }),
    queryRoute('/exchange/usage/:grant', grantUsage, {
      tag,
      summary: 'Calls and rows of a grant by day',
      response: UsageOfGrant,
    }),
  ]
}

function exportRoute(keyring: Keyring): Route {
  return {
    method: 'GET',
    path: '/exchange/log/export',
    tag,
    summary: 'The log of a period as JSON lines with proofs',
    query: ExportLog,
    async run(kernel, r) {
      const lines = await exportLines(kernel, keyring, { actor: r.actor, input: r.query, trace: r.trace })
      r.reply.headers({
        'content-type': 'application/x-ndjson; charset=utf-8',
        'content-disposition': `attachment; filename="exchange-log-${String(r.query.from)}-${String(r.query.until)}.jsonl"`,
        'cache-control': 'private, no-store',
      })
      return Readable.from(lines)
    },
  }
}

/** What a third party needs: the platform's keys, the verifier, the client. */
function publicRoutes(): Route[] {
  const file = (path: string, name: string, summary: string): Route => ({
    method: 'GET',
    path,
    standsAlone: true,
    tag,
    summary,
    async run(kernel: Kernel, r) {
      r.reply.headers({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' })
      return readFile(join(kernel.config.root, 'sdk', name))
    },
  })
  return [
    {
      method: 'GET',
      path: '/.well-known/zhizhi-exchange-keys',
      standsAlone: true,
      tag,
      summary: 'Public keys of the platform, former ones too',
      response: PlatformKeys,
      async run(kernel, r): Promise<PlatformKeys> {
        const keys = await kernel.ask(platformKeysQuery, { actor: r.actor, input: {}, trace: r.trace })
        return { platform: new URL(kernel.config.publicUrl).origin, keys }
      },
    },
    file('/exchange/v1/verify-exchange-log.mjs', 'verify-exchange-log.mjs', 'Checks an exported log'),
    file('/exchange/v1/exchange-client.mjs', 'exchange-client.mjs', 'Signs calls and checks answers'),
  ]
}
