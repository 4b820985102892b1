import { parentPort, workerData } from 'node:worker_threads'
import type { Crs } from '#kernel/geo/contract'
import { importGrids, importTownships } from './catalogue.ts'
import type { CheckMessage, LayerName } from './check.ts'
import type { CheckedLayer } from './contract.ts'

/** Runs in a thread of its own: gathers the features, checks them, answers once. */
const { layer, crs } = workerData as { readonly layer: LayerName; readonly crs: Crs }
const features: unknown[] = []

parentPort?.on('message', (message: CheckMessage) => {
  if ('features' in message) features.push(...message.features)
  if (!message.last) return
  const geojson = 'other' in message ? message.other : { type: 'FeatureCollection', features }
  parentPort?.postMessage(check(geojson))
})

/** Shapes go back as the text that the database keeps: a copy of a text costs nothing beside one of its arrays. */
function check(geojson: unknown): CheckedLayer {
  const { accepted, rejected } = layer === 'grids' ? importGrids(geojson, crs) : importTownships(geojson, crs)
  const rows = accepted.map((one) => ({
    code: one.code,
    name: 'name' in one ? String(one.name) : '',
    shape: JSON.stringify(one.shape),
  }))
  return { accepted: rows, rejected }
}
