import type { Database } from '#kernel/database'
import type { Kernel } from '#kernel/module'
import { putInForce, takeOutOfForce } from './grids.ts'
import { layersStamp, readCells, readTownships } from './store.ts'

/** How often each process looks for another layer. */
const lookEveryMs = 2_000

let stamp = ''
let running: Promise<void> | undefined

/** Takes over what was imported, if this process does not place points by it yet. Two at once are one. */
export function refreshLayers(db: Database, demo: boolean): Promise<void> {
  running ??= load(db, demo).finally(() => {
    running = undefined
  })
  return running
}

async function load(db: Database, demo: boolean): Promise<void> {
  const now = await layersStamp(db)
  if (now === stamp) return
  const [cells, townships] = [await readCells(db), await readTownships(db)]
  putInForce({ cells, townships, demo })
  stamp = now
}

/**
 * Builds the index at the start of each process, and looks every two seconds whether a layer changed: until then a
 * process still places points by the former cells. Asking the database for each point would need PostGIS or a
 * read a report; layers change a few times a year.
 */
export async function startLayers({ app, config, log }: Kernel): Promise<() => void> {
  stamp = ''
  await refreshLayers(app.db, config.demo)
  const timer = setInterval(() => {
    refreshLayers(app.db, config.demo).catch((error: unknown) =>
      log.warn('the layers could not be read', error),
    )
  }, lookEveryMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    takeOutOfForce()
    stamp = ''
  }
}
