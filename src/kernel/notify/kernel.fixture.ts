import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { v7 as uuidv7 } from 'uuid'
import { createExecutor } from '#kernel/action'
import { createBus } from '#kernel/bus'
import { type FixedClock, fixedClock } from '#kernel/clock'
import { readConfig } from '#kernel/config'
import { openDatabase, readMigrations } from '#kernel/database'
import { createFiles } from '#kernel/files'
import { createSession, savePerson } from '#kernel/identity'
import type { Actor, Post } from '#kernel/identity/define'
import { createJobs, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import type { Ports } from '#kernel/notify/define'
import { createMasterKey } from '#kernel/vault'

export interface TestKernel {
  readonly kernel: Kernel
  readonly clock: FixedClock
  /** Everything that was logged, one line each. */
  readonly lines: string[]
  /** Runs SQL as the owner of the tables. */
  sql(text: string): Promise<Record<string, unknown>[]>
  stop(): Promise<void>
}

interface Options {
  readonly jobs?: readonly Job[]
  readonly reactions?: readonly Reaction[]
  readonly ports?: Ports
}

const silent: Ports = { sms: async () => {}, email: async () => {} }

/** The kernel on a database of its own in a temporary folder, with jobs running; no module, no server. */
export async function openTestKernel({
  jobs = [],
  reactions = [],
  ports = silent,
}: Options = {}): Promise<TestKernel> {
  const folder = mkdtempSync(join(tmpdir(), 'kernel-'))
  const migrations = await readMigrations([fileURLToPath(new URL('../database/migrations', import.meta.url))])
  const database = await openDatabase({
    dataDir: join(folder, 'data'),
    keyDir: join(folder, 'keys'),
    poolSize: 6,
    migrations,
  })
  const clock = fixedClock(new Date('2026-11-24T02:00:00Z'))
  const lines: string[] = []
  const write = (message: string, data?: unknown) => void lines.push(`${message} ${data ?? ''}`)
  const { app } = database
  const queue = createJobs(app, jobs, reactions)
  const { execute, ask } = createExecutor({ db: app.db, clock, onCommit: () => queue.wake() })
  const kernel: Kernel = {
    config: readConfig({ DATA_DIR: join(folder, 'data'), RATE_LIMIT: '100000' }),
    clock,
    app,
    execute,
    ask,
    key: createMasterKey(),
    files: createFiles({ dataDir: join(folder, 'data') }),
    ports,
    jobs: queue,
    bus: createBus({ url: null, log: { info: write } }),
    log: { info: write, warn: write, error: write },
  }
  await queue.prepare(database.migrator)
  await database.grant()
  await queue.start(kernel)
  return {
    kernel,
    clock,
    lines,
    sql: async (text) => (await database.migrator.pool.query(text)).rows,
    async stop() {
      await queue.stop()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A resident with an account and a phone, signed in. */
export async function addResident(
  { kernel }: TestKernel,
  phone: string,
): Promise<{ actor: Actor; token: string }> {
  const now = kernel.clock.now()
  return kernel.app.db.transaction().execute(async (tx) => {
    const person = await savePerson(tx, kernel.key, { name: '张伟', phone }, now)
    const id = uuidv7()
    const blank = { login: null, password: null, totp: null, external_subject: null }
    await tx
      .insertInto('accounts')
      .values({ id, kind: 'resident', name: '居民', person, created_at: now, ...blank })
      .execute()
    const { token } = await createSession(tx, { id, kind: 'resident' }, now, false)
    return { actor: { kind: 'resident', id, name: '居民', person, posts: [] }, token }
  })
}

/** An officer with one post, signed in. */
export async function addOfficer(
  { kernel }: TestKernel,
  login: string,
  post: Post,
): Promise<{ actor: Actor; token: string }> {
  const now = kernel.clock.now()
  return kernel.app.db.transaction().execute(async (tx) => {
    const id = uuidv7()
    const blank = { person: null, password: null, totp: null, external_subject: null }
    await tx
      .insertInto('accounts')
      .values({ id, kind: 'officer', name: '李静', login, created_at: now, ...blank })
      .execute()
    await tx
      .insertInto('organizations')
      .values({
        code: post.org,
        zh: post.org,
        en: post.org,
        short_zh: post.org,
        kind: 'department',
        level: 'city',
        parent: null,
        places: [],
      })
      .onConflict((c) => c.doNothing())
      .execute()
    await tx
      .insertInto('posts')
      .values({ account: id, role: post.role, org: post.org, places: [...post.places] })
      .execute()
    const { token } = await createSession(tx, { id, kind: 'officer' }, now, false)
    return { actor: { kind: 'officer', id, name: '李静', person: null, posts: [post] }, token }
  })
}
