import { existsSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Config } from '#kernel/config'

const apps = ['desk', 'field', 'command'] as const

/** The four built pages; each app owns the addresses below its own. */
export async function serveWeb(server: FastifyInstance, config: Config): Promise<void> {
  const root = join(config.root, 'dist/web')
  if (!existsSync(root)) return
  await server.register(staticFiles, {
    root,
    index: false,
    wildcard: false,
    setHeaders: (res, path) =>
      res.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
  for (const app of apps)
    for (const path of [`/${app}`, `/${app}/*`])
      server.get(path, { schema: { hide: true } }, (_q, reply) => reply.sendFile(`${app}/index.html`))
  server.get('/*', { schema: { hide: true } }, (request, reply) =>
    request.url.startsWith('/api/') ? reply.callNotFound() : reply.sendFile('resident/index.html'),
  )
}
