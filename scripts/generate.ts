import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eventsPage } from './generate/events.ts'
import { manifestPage } from './generate/manifest.ts'
import { modulesMap } from './generate/modules.ts'
import { permissionsPage } from './generate/permissions.ts'
import { routesPage } from './generate/routes.ts'
import { readDeclared } from './generate/sources.ts'
import { statesPage } from './generate/states.ts'
import { sdkTypes } from './generate/types.ts'

/**
 * `npm run generate`: prints `docs/generated` and the types of the SDK from the code. With `--check` it writes nothing and fails when a page
 * is stale. The same code prints the same bytes on every machine.
 */
export async function generate(root: string): Promise<Map<string, string>> {
  const declared = readDeclared(root)
  return new Map([
    ['events.md', eventsPage(declared, root)],
    ['modules.mmd', await modulesMap(root)],
    ['permissions.md', permissionsPage(declared)],
    ['routes.md', routesPage(declared)],
    ['scenario-manifest.md', manifestPage()],
    [sdkPath, sdkTypes()],
    ...declared.caseTypes.map((type) => [`states-${type.type}.md`, statesPage(type)] as const),
  ])
}

/** From docs/generated, where the pages lie. */
const sdkPath = '../../sdk/types.ts'

function readPage(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** The first line in which two texts differ, for a message that says what changed. */
function firstDifference(was: string, is: string): string {
  const lines = was.split('\n')
  const at = is.split('\n').findIndex((line, i) => line !== lines[i])
  return `line ${at + 1}: ${is.split('\n')[at] ?? '(ends)'}`
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  const folder = join(root, 'docs/generated')
  const pages = await generate(root)
  const gone = globSync('*', { cwd: folder }).filter((name) => !pages.has(name))
  const stale = [...pages].filter(([name, text]) => readPage(join(folder, name)) !== text)
  if (process.argv.includes('--check')) {
    for (const [name, text] of stale)
      console.log(
        `docs/generated/${name} is stale, ${firstDifference(readPage(join(folder, name)) ?? '', text)}`,
      )
    for (const name of gone) console.log(`docs/generated/${name} is printed by nothing`)
    console.log(stale.length + gone.length === 0 ? `${pages.size} pages are fresh` : 'Run: npm run generate')
    process.exitCode = stale.length + gone.length === 0 ? 0 : 1
  } else {
    mkdirSync(folder, { recursive: true })
    for (const [name, text] of stale) writeFileSync(join(folder, name), text)
    for (const name of gone) rmSync(join(folder, name))
    console.log(`${pages.size} pages, ${stale.length} written, ${gone.length} removed`)
  }
}
