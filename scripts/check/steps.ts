import { globSync } from 'node:fs'
import { findServers } from './server.ts'

export interface Command {
  /** Name of an executable in node_modules/.bin, or `node`. */
  readonly run: string
  readonly args: readonly string[]
  /** Undefined takes a variable out of the environment. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

export interface Step {
  readonly name: string
  readonly what: string
  /** A vitest project, whose report is added up. */
  readonly project?: string
  /** What to run, or why it cannot be run here. */
  plan(): Command | { readonly skip: string } | Promise<Command | { readonly skip: string }>
}

/** A step of its own, whatever the environment says about a database. */
const noDatabase = { TEST_DATABASE_URL: undefined, DATABASE_URL: undefined, DATABASE_APP_URL: undefined }

function tool(name: string, what: string, run: string, ...args: string[]): Step {
  return { name, what, plan: () => ({ run, args, env: noDatabase }) }
}

function tests(
  name: string,
  what: string,
  project: string,
  env: () => Promise<Command['env'] | { skip: string }>,
): Step {
  return {
    name,
    what,
    project,
    async plan() {
      const given = await env()
      return given !== undefined && typeof given.skip === 'string'
        ? { skip: given.skip }
        : { run: 'vitest', args: ['run', '--project', project], env: { ...noDatabase, ...given } }
    },
  }
}

export function listSteps(root: string): readonly (readonly (readonly Step[])[])[] {
  const statics = [
    tool('lint', 'Biome: format and lint', 'biome', 'check', '--error-on-warnings', '.'),
    tool('house', 'rules of the house', 'node', 'scripts/house-rules.ts'),
    tool(
      'dependencies',
      'dependency rules',
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'src',
      'web',
      'scripts',
      'bench',
      'tests',
      'examples',
    ),
    tool('generated', 'generated pages are fresh', 'node', 'scripts/generate.ts', '--check'),
    tool('types', 'TypeScript', 'tsc', '--noEmit', '-p', '.'),
    tool('unused', 'knip: nothing unused', 'knip', '--no-progress'),
    tool('pages', 'the pages build', 'vite', 'build', '--logLevel', 'warn'),
  ]
  const unit = tests('unit', 'unit tests', 'unit', async () => ({}))
  const flows = tests('flows', 'flows on the embedded PostgreSQL', 'flows', async () => ({}))
  const external = tests('external', 'flows on external PostgreSQL', 'flows', async () => {
    const found = await findServers()
    return 'reason' in found ? { skip: found.reason } : { TEST_DATABASE_URL: found.addresses.join(' ') }
  })
  const browser = tests('browser', 'browser tests', 'browser', async () =>
    globSync('tests/browser/**/*.test.ts', { cwd: root }).length === 0
      ? { skip: 'there are no browser tests' }
      : {},
  )
  // Two cores: the static lane shares them with the unit tests, the embedded databases with the external ones.
  return [[statics, [unit]], [[flows], [external]], [[browser]]]
}
