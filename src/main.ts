import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { type Action, createExecutor } from '#kernel/action'
import { auditRoutes, startSealer } from '#kernel/audit'
import { createBus } from '#kernel/bus'
import {
  caseMessages,
  caseNoticeJob,
  caseNoticeReactions,
  followersNoticeJob,
  officerNoticeJob,
  officerNoticeReactions,
  savedViewRoutes,
  startStatistics,
} from '#kernel/cases'
import { type Clock, calendarMessages, calendarRoutes, startCalendar, systemClock } from '#kernel/clock'
import { type Config, readConfig } from '#kernel/config'
import { type OpenDatabase, openDatabase, readMigrations } from '#kernel/database'
import { decisionMessages, decisionRoutes, watchJob } from '#kernel/decisions'
import { createFiles, fileMessages, fileRoutes } from '#kernel/files'
import { createServer, serveWeb, settingsRoute } from '#kernel/http'
import { httpMessages } from '#kernel/http/messages'
import { identityActions, identityMessages, identityRoutes, seedDemoAccounts } from '#kernel/identity'
import { closeLooksJob, createJobs, pruneJob } from '#kernel/jobs'
import { createLive } from '#kernel/live'
import { createLog } from '#kernel/log'
import type { Kernel, Module } from '#kernel/module'
import { createPorts, notifyJobs, notifyMessages, notifyReactions, notifyRoutes } from '#kernel/notify'
import { tabularMessages } from '#kernel/tabular'
import { type MasterKey, openMasterKey } from '#kernel/vault'
import { xmlMessages } from '#kernel/xml'
import { createAppeals } from '#modules/appeals'
import { createAssessment } from '#modules/assessment'
import { createAssistant } from '#modules/assistant'
import { createCap } from '#modules/cap'
import { createCatalogue } from '#modules/catalogue'
import { createCollection } from '#modules/collection'
import { createControl } from '#modules/control'
import { createDataChecks } from '#modules/data-checks'
import { createDevicesModule } from '#modules/devices'
import { dutiesModule } from '#modules/duties'
import { createEarlyWarning, isExerciseWarning } from '#modules/early-warning'
import { createExchange } from '#modules/exchange'
import { createHotIssues } from '#modules/hot-issues'
import { linkageModule } from '#modules/linkage'
import { createOpen311 } from '#modules/open311'
import { operationModule } from '#modules/operation'
import { createProtection } from '#modules/protection'
import { createPulls } from '#modules/pulls'
import { releasesModule } from '#modules/releases'
import { createScenarios } from '#modules/scenarios'
import { careLimits, createSharing } from '#modules/sharing'
import { climbedBy, createSupervision } from '#modules/supervision'
import { territoryModule } from '#modules/territory'
import { runCommand } from './commands.ts'

export interface Platform {
  readonly kernel: Kernel
  readonly server: FastifyInstance
  readonly modules: readonly Module[]
  readonly database: OpenDatabase
  /** Resolves when jobs are taken up; pages are served before. */
  readonly working: Promise<void>
  /** Waits for what runs, lets go of the database, and shuts the embedded one down if nobody else uses it. */
  stop(): Promise<void>
}

/** The only place that knows every module: puts the kernel, the modules and the doors together. */
export async function createPlatform(
  config: Config = readConfig(),
  clock: Clock = systemClock,
): Promise<Platform> {
  const log = createLog(config.logLevel)
  let key: MasterKey | undefined
  const getKey = () => {
    if (key === undefined) throw new Error('The master key is not open yet')
    return key
  }
  const declared = declarations({ ...config, clock, key: getKey })
  const database = await openDatabase({
    dataDir: config.dataDir,
    keyDir: dirname(config.keyFile),
    url: config.databaseUrl,
    appUrl: config.databaseAppUrl,
    poolSize: config.databasePool,
    migrations: await migrationsOf(declared.modules),
    log: (line) => log.info(line),
  })
  try {
    key = await openMasterKey({
      path: config.keyFile,
      dataFolder: config.dataDir,
      hasData: await hasPeople(database),
    })
    return await assemble({ config, clock, log, key, database, declared })
  } catch (error) {
    await database.close()
    throw error
  }
}

interface DeclarationParts extends Pick<Config, 'root' | 'dataDir' | 'publicUrl'> {
  readonly clock: Clock
  readonly key: () => MasterKey
}

/** Every module; one that stands on another comes after it. */
function modulesOf(parts: DeclarationParts): readonly Module[] {
  const collection = createCollection({ ...parts, limitsAt: careLimits })
  const catalogue = createCatalogue({ deliver: actionOf(collection, 'collection.deliver') })
  const appeals = createAppeals(parts)
  const protection = createProtection({
    ...parts,
    catalogue: {
      saveDraft: actionOf(catalogue, 'catalogue.save-draft'),
      publish: actionOf(catalogue, 'catalogue.publish'),
    },
    deliver: actionOf(collection, 'collection.deliver'),
  })
  const control = createControl({ ...parts, assess: (step) => actionOf(protection, `assessment.${step}`) })
  const [earlyWarning, sharing] = [createEarlyWarning(parts), createSharing(parts)]
  return [
    territoryModule,
    dutiesModule,
    catalogue,
    collection,
    createPulls(parts),
    createDevicesModule(parts),
    // Asks early warning what is an exercise; early warning asks it what still holds.
    createCap({ ...parts, isExercise: isExerciseWarning }),
    earlyWarning,
    sharing,
    operationModule,
    protection,
    releasesModule,
    linkageModule,
    createExchange(parts),
    createDataChecks(parts),
    appeals,
    createHotIssues(parts),
    createSupervision({
      clock: parts.clock,
      climbed: climbedBy([appeals, sharing, collection, protection, control, earlyWarning]),
    }),
    control,
    createScenarios(parts),
    createAssessment(parts),
    createOpen311({ appeals: appeals.appealActions, key: parts.key }),
    createAssistant({ appeals: appeals.appealActions }),
  ]
}

/** An action that a module below needs of one that stands on it. */
function actionOf(module: Module, name: string): Action {
  const found = module.actions?.find((a) => a.name === name)
  if (found === undefined) throw new Error(`${module.name} has no action ${name}`)
  return found
}

/** All that the program declares, before anything is opened: what it serves, and what the generated pages print. */
export function declarations(parts: DeclarationParts) {
  const modules = modulesOf(parts)
  const caseTypes = modules.flatMap((m) => m.caseTypes ?? [])
  const messages = Object.assign(
    {},
    httpMessages,
    calendarMessages,
    caseMessages,
    decisionMessages,
    fileMessages,
    identityMessages,
    notifyMessages,
    tabularMessages,
    xmlMessages,
    ...modules.map((m) => m.messages ?? {}),
  )
  const live = createLive(Object.fromEntries(caseTypes.map((t) => [t.type, t.see])))
  const routes = [
    ...identityRoutes(identityActions(parts.key)),
    ...auditRoutes,
    ...calendarRoutes,
    ...decisionRoutes(caseTypes),
    ...fileRoutes(caseTypes),
    ...notifyRoutes(messages),
    live.route,
    settingsRoute,
    ...savedViewRoutes,
    ...modules.flatMap((m) => m.routes ?? []),
  ]
  return {
    modules,
    caseTypes,
    messages,
    live,
    routes,
    jobs: [
      ...notifyJobs(messages),
      caseNoticeJob,
      followersNoticeJob,
      officerNoticeJob,
      pruneJob,
      closeLooksJob,
      watchJob,
      ...modules.flatMap((m) => m.jobs ?? []),
    ],
    reactions: [
      ...notifyReactions,
      ...caseNoticeReactions(caseTypes),
      ...officerNoticeReactions(caseTypes),
      ...modules.flatMap((m) => m.reactions ?? []),
    ],
  }
}

interface Parts extends Pick<Kernel, 'config' | 'clock' | 'log' | 'key'> {
  readonly database: OpenDatabase
  readonly declared: ReturnType<typeof declarations>
}

async function assemble({ database, declared, ...given }: Parts): Promise<Platform> {
  const { config, clock, log } = given
  const { modules, messages, live, routes } = declared
  const app = database.app
  const jobs = createJobs(app, declared.jobs, declared.reactions)
  const bus = createBus({ url: config.natsUrl, log })
  const { execute, ask } = createExecutor({
    db: app.db,
    clock,
    onCommit(subject) {
      jobs.wake()
      if (subject !== undefined) bus.tell(`changed.${subject.type}`, subject.id)
    },
  })
  const files = createFiles({ dataDir: config.dataDir })
  const kernel: Kernel = { ...given, app, execute, ask, files, ports: createPorts(config, log), jobs, bus }
  if ((database.applied.length > 0 || config.worker) && (await jobs.prepare(database.migrator)))
    await database.grant()
  const stops: (() => void | Promise<void>)[] = [await startCalendar(kernel)]
  for (const m of modules) if (m.start !== undefined) stops.push(await m.start(kernel))
  if (config.seed) for (const m of modules) await m.seed?.(kernel)
  const server = await createServer(kernel, routes, messages)
  await serveWeb(server, config)
  const sealer = startSealer(kernel)
  if (config.demo) {
    await seedDemoAccounts(kernel)
    for (const m of modules) await m.demo?.(kernel)
  }
  const working = config.worker ? jobs.start(kernel) : Promise.resolve()
  working.catch(() => {}) // whoever needs the workers waits for `working`, and hears of it there
  const statistics = config.worker ? startStatistics(kernel, declared.caseTypes) : undefined
  return {
    kernel,
    server,
    modules,
    database,
    working,
    async stop() {
      await working.catch(() => {})
      live.stop()
      await closeServer(server)
      for (const stop of stops) await stop()
      await bus.stop()
      await jobs.stop()
      await statistics?.stop()
      await sealer.stop()
      await database.close()
    },
  }
}

const closeGraceMs = 3000

/** Lets requests that run come to their end; a connection on which no request ever came would hold it up for a minute. */
async function closeServer(server: FastifyInstance): Promise<void> {
  const force = setTimeout(() => server.server.closeAllConnections(), closeGraceMs)
  await server.close()
  clearTimeout(force)
}

function migrationsOf(modules: readonly Module[]) {
  const kernel = fileURLToPath(new URL('./kernel/database/migrations', import.meta.url))
  return readMigrations([
    kernel,
    ...modules.flatMap((m) => (m.migrations === undefined ? [] : [m.migrations])),
  ])
}

async function hasPeople(database: OpenDatabase): Promise<boolean> {
  const row = await database.app.db.selectFrom('persons').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

if (import.meta.main) process.exitCode = await runCommand(process.argv.slice(2), createPlatform)
