import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyAudit } from '#kernel/audit'
import { recountStatistics } from '#kernel/cases'
import type { Config } from '#kernel/config'
import { readConfig } from '#kernel/config'
import { BackupError, backup, LauncherError, MigrationError, restore } from '#kernel/database'
import { isDiskFull } from '#kernel/http'
import type { Messages } from '#kernel/i18n/define'
import { createFirstAdmin, demoLogins, demoPassword } from '#kernel/identity'
import { tabularMessages } from '#kernel/tabular'
import { VaultError } from '#kernel/vault'
import { runImportCommand } from '#modules/appeals'
import { checkFile, newPackage, PackageError, readPackage } from '#modules/scenarios'
import type { Platform } from './main.ts'

type Create = (config?: Config) => Promise<Platform>
type Command = (create: Create, args: readonly string[]) => Promise<number>

const commands: Readonly<Record<string, Command>> = {
  serve,
  backup: backupCommand,
  restore: restoreCommand,
  import: importCommand,
  admin: adminCommand,
  scenario: scenarioCommand,
  recount: recountCommand,
  'audit:verify': auditVerify,
}

/** Runs one command of the program and returns the exit code. Foreseen failures print one sentence, not a stack. */
export async function runCommand(
  [name = 'serve', ...args]: readonly string[],
  create: Create,
): Promise<number> {
  const command = commands[name]
  if (command === undefined)
    return say(`Unknown command ${name}. Known: ${Object.keys(commands).join(', ')}.`, 2)
  try {
    return await command(create, args)
  } catch (error) {
    const foreseen =
      error instanceof LauncherError ||
      error instanceof MigrationError ||
      error instanceof VaultError ||
      error instanceof BackupError ||
      error instanceof PackageError
    if (foreseen) return say(error.message, 1)
    if (isPortTaken(error))
      return say(`Port ${readConfig().port} is taken. Stop the other program, or set PORT to a free one.`, 1)
    if (isDiskFull(error))
      return say('The disk is full. Free some space and start again; nothing acknowledged was lost.', 1)
    throw error
  }
}

async function serve(create: Create): Promise<number> {
  const started = performance.now()
  const config = readConfig()
  const platform = await create(config)
  try {
    await platform.server.listen({ port: config.port, host: config.host })
    announce(config, performance.now() - started)
    await platform.working
  } catch (error) {
    await platform.stop()
    throw error
  }
  await stopSignal()
  console.log('Stopping…')
  await platform.stop()
  return 0
}

function announce(config: Config, ms: number): void {
  const base = config.publicUrl
  console.log(`zhizhi 智治 is ready after ${(ms / 1000).toFixed(1)} s`)
  console.log(`  居民端 resident   ${base}/`)
  console.log(`  工作台 desk       ${base}/desk`)
  console.log(`  移动端 field      ${base}/field`)
  console.log(`  大屏   command    ${base}/command`)
  if (!config.demo) return
  console.log(`  Demo accounts, password ${demoPassword}:`)
  for (const { login, name } of demoLogins) console.log(`    ${login.padEnd(11)} ${name}`)
  console.log(
    '    and each organization by its code, such as gxq.housing or town.500107104; residents sign in by phone',
  )
}

async function stopSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
}

/** A platform that serves nobody: for commands that look at or move the data. */
function quiet(): Config {
  return { ...readConfig(), web: false, worker: false, demo: false }
}

async function auditVerify(create: Create): Promise<number> {
  const platform = await create(quiet())
  try {
    const result = await verifyAudit(platform.kernel.app.db)
    console.log(
      `seals ${result.seals}, sealed entries ${result.entries}, waiting for the next seal ${result.unsealed}`,
    )
    console.log(`head ${result.head}`)
    for (const f of result.flaws.slice(0, 100))
      console.log(`FLAW ${f.kind} seal ${f.seal}${f.entry === undefined ? '' : ` entry ${f.entry}`}`)
    return say(
      result.flaws.length === 0 ? 'The chain is whole.' : `${result.flaws.length} flaws.`,
      result.flaws.length === 0 ? 0 : 1,
    )
  } finally {
    await platform.stop()
  }
}

/** Outside demo mode an installation begins without accounts: this makes the one that makes the others. */
async function adminCommand(
  create: Create,
  [login, name, org = 'cq.center']: readonly string[],
): Promise<number> {
  if (login === undefined || name === undefined)
    return say('Usage: npm run admin -- LOGIN NAME [ORGANIZATION]', 2)
  const platform = await create(quiet())
  try {
    const password = await createFirstAdmin(platform.kernel, { login, name, org })
    return say(`Account ${login} exists. Temporary password, to be replaced at first sign-in: ${password}`, 0)
  } finally {
    await platform.stop()
  }
}

/** For whoever writes a package: checks it as the platform would, writes it as the one file that is sent, begins a new one. */
async function scenarioCommand(_: Create, [what, file, to]: readonly string[]): Promise<number> {
  if (what === 'new' && file !== undefined && to !== undefined)
    return say(`Begun in ${await newPackage(readConfig().root, file, to)}: read its README.md.`, 0)
  if ((what !== 'check' && what !== 'pack') || file === undefined)
    return say('Usage: npm run scenario -- new CODE FOLDER | check FILE | pack FILE TARGET', 2)
  const { conforms, findings } = await checkFile(file)
  for (const f of findings) console.log(`${f.severity.padEnd(7)} ${f.path}  ${f.zh} / ${f.en}`)
  if (!conforms) return say('The package does not conform.', 1)
  if (what === 'check' || to === undefined) return say('The package conforms.', 0)
  await writeFile(to, JSON.stringify(await readPackage(file)))
  return say(`The package conforms and is written to ${to}.`, 0)
}

/** Counts the statistics anew: after rows were loaded past the actions. */
async function recountCommand(create: Create): Promise<number> {
  const platform = await create(quiet())
  try {
    const types = platform.modules.flatMap((m) => m.caseTypes ?? [])
    return say(`Counted ${await recountStatistics(platform.kernel.app.db, types)} cases.`, 0)
  } finally {
    await platform.stop()
  }
}

async function backupCommand(create: Create, [file]: readonly string[]): Promise<number> {
  const target =
    file ??
    `zhizhi-${new Date(performance.timeOrigin).toISOString().slice(0, 10)}-${randomUUID().slice(0, 8)}.zhizhi-backup`
  const platform = await create(quiet())
  try {
    const { kernel, database } = platform
    await backup(database.migrator.pool, target, {
      keyFingerprint: kernel.key.id,
      productVersion: kernel.config.version,
      filesDir: join(kernel.config.dataDir, 'files'),
      onProgress: (table: string, rows: number) => console.log(`${table}: ${rows} rows`),
    })
    return say(`Written: ${target}. The master key is not in it; keep it apart.`, 0)
  } finally {
    await platform.stop()
  }
}

async function restoreCommand(create: Create, args: readonly string[]): Promise<number> {
  const file = args.find((a) => !a.startsWith('--'))
  if (file === undefined) return say('Usage: npm run restore -- FILE [--replace]', 2)
  const platform = await create({ ...quiet(), seed: false })
  try {
    const { kernel, database } = platform
    await restore(database.migrator.pool, file, {
      migrate: async () => {},
      keyFingerprint: kernel.key.id,
      filesDir: join(kernel.config.dataDir, 'files'),
      // A database that this very start has made holds nothing that anyone could miss.
      replace: args.includes('--replace') || database.applied.includes('database/0001_kernel'),
      onProgress: (table: string, rows: number) => console.log(`${table}: ${rows} rows`),
    })
    return say('Restored.', 0)
  } finally {
    await platform.stop()
  }
}

async function importCommand(create: Create, args: readonly string[]): Promise<number> {
  const platform = await create(quiet())
  try {
    const { kernel, modules } = platform
    const submit = modules.flatMap((m) => m.actions ?? []).find((a) => a.name === 'appeal.submit')
    if (submit === undefined) return say('This installation takes no appeals.', 1)
    const messages: Messages = Object.assign({}, tabularMessages, ...modules.map((m) => m.messages ?? {}))
    return await runImportCommand(args, { kernel, submit, messages, print: console.log, progress: overwrite })
  } finally {
    await platform.stop()
  }
}

/** One line that changes in place; where output goes to a file it would only be noise. */
function overwrite(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}`)
}

function say(text: string, code: number): number {
  if (code === 0) console.log(text)
  else console.error(text)
  return code
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function isPortTaken(error: unknown): boolean {
  return hasCode(error, 'EADDRINUSE') || hasCode(error, 'EACCES')
}
