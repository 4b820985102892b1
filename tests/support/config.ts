import { join } from 'node:path'
import { type Config, readConfig } from '../../src/kernel/config/index.ts'

/** Settings of a platform on one test database. */
export function testConfig(
  adminUrl: string,
  database: string,
  folder: string,
  env: Record<string, string> = {},
): Config {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return readConfig({
    DATABASE_URL: url.href,
    KEY_FILE: join(folder, 'keys/master.key'),
    DATA_DIR: join(folder, 'data', database),
    DEMO: 'false',
    PORT: '0',
    RATE_LIMIT: '1000000',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    ...env,
  })
}
