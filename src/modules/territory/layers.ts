import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Route } from '#kernel/http/define'

const folder = path.resolve(import.meta.dirname, '../../../data/territory')
/** Borders change with a release; a map asks again once a day, by ETag. */
const maxAgeSeconds = 86_400

interface Layer {
  readonly plain: Buffer
  readonly zipped: Buffer
  readonly etag: string
}

const layers = new Map<string, Layer>()

/** Read and compressed once, when first asked for: 416 kB of borders become 86 kB. */
function readLayer(file: string): Layer {
  const known = layers.get(file)
  if (known !== undefined) return known
  const plain = readFileSync(path.join(folder, file))
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  const layer = { plain, zipped: gzipSync(plain, { level: 9 }), etag }
  layers.set(file, layer)
  return layer
}

function layerRoute(file: string, summary: string): Route {
  return {
    method: 'GET',
    path: `/territory/${file}`,
    tag: 'territory',
    summary,
    async run(_kernel, { raw, reply }) {
      const layer = readLayer(file)
      reply.headers({
        'cache-control': `public, max-age=${maxAgeSeconds}`,
        etag: layer.etag,
        vary: 'accept-encoding',
      })
      if (raw.headers['if-none-match'] === layer.etag) return reply.code(304).send()
      reply.type('application/geo+json')
      if (!/\bgzip\b/.test(String(raw.headers['accept-encoding'] ?? ''))) return reply.send(layer.plain)
      return reply.header('content-encoding', 'gzip').send(layer.zipped)
    },
  }
}

/** The own boundaries for maps without tiles, WGS-84. */
export const layerRoutes: readonly Route[] = [
  layerRoute('districts.geojson', 'Borders of the districts'),
  layerRoute('demo-townships.geojson', 'Outlines of the demo townships (演示划分，非行政边界)'),
]
