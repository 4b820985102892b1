import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, readConfig } from '../src/kernel/config/index.ts'

/** Settings of a platform in its own temporary folder, or on BENCH_DATABASE_URL; workers off unless asked for. */
export function benchConfig(env: Record<string, string> = {}): Config {
  const folder = process.env.BENCH_DIR ?? mkdtempSync(join(tmpdir(), 'zhizhi-bench-'))
  const external = process.env.BENCH_DATABASE_URL
  return readConfig({
    DATA_DIR: join(folder, 'data'),
    KEY_FILE: join(folder, 'keys/master.key'),
    DEMO: 'false',
    ROLES: 'web',
    PORT: '0',
    LOG_LEVEL: 'error',
    RATE_LIMIT: '100000000',
    ...(external === undefined ? {} : { DATABASE_URL: external }),
    ...env,
  })
}
