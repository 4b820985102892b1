import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

/** What was compiled at the first start need not be compiled again: half of the time to the first page. */
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))
// Whoever is killed has kept it by then.
setTimeout(flushCompileCache, 5000).unref()
