import { Worker } from 'node:worker_threads'
import { Refusal } from '#kernel/action/define'
import type { CheckedLayer, ImportLayer } from './contract.ts'

/** Features handed over at once, so that requests in between are served. */
const batch = 500

export type LayerName = 'grids' | 'townships'

/** What the thread is sent: some features, or a file that holds none, and whether that was all. */
export type CheckMessage =
  | { readonly features: readonly unknown[]; readonly last: boolean }
  | { readonly other: unknown; readonly last: true }

let isRunning = false

/**
 * Checks a layer in a thread of its own: a city's 62,000 cells take half a minute, in which nobody else would be
 * served. One at a time, since each holds the whole file in memory.
 * @throws Refusal `too-many` while another one is being checked
 */
export async function checkLayer(layer: LayerName, { geojson, crs }: ImportLayer): Promise<CheckedLayer> {
  if (isRunning) throw new Refusal('too-many', 'territory.import-running')
  isRunning = true
  const thread = new Worker(new URL('./check-thread.ts', import.meta.url), { workerData: { layer, crs } })
  try {
    const answer = new Promise<CheckedLayer>((resolve, reject) => {
      thread.once('message', resolve)
      thread.once('error', reject)
    })
    await Promise.race([hand(thread, geojson), answer])
    return await answer
  } finally {
    isRunning = false
    await thread.terminate()
  }
}

async function hand(thread: Worker, geojson: unknown): Promise<void> {
  const send = (message: CheckMessage) => thread.postMessage(message)
  const features = featuresOf(geojson)
  if (features === undefined) return send({ other: geojson, last: true })
  for (let from = 0; from < features.length; from += batch) {
    send({ features: features.slice(from, from + batch), last: false })
    await new Promise((resolve) => setImmediate(resolve))
  }
  send({ features: [], last: true })
}

function featuresOf(geojson: unknown): readonly unknown[] | undefined {
  if (typeof geojson !== 'object' || geojson === null) return undefined
  const { type, features } = geojson as { type?: unknown; features?: unknown }
  return type === 'FeatureCollection' && Array.isArray(features) ? features : undefined
}
