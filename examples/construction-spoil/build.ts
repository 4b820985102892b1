/**
 * Joins `source/` into `program.js`, the one module without imports that the platform takes: `node examples/construction-spoil/build.ts`.
 * Nothing is shortened, so that whoever reviews the package reads what runs.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

const here = import.meta.dirname

/** The joined module as text. */
export async function joined(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    root: here,
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry: join(here, 'source/index.js'), formats: ['es'], fileName: 'program' },
    },
  })
  const [first] = Array.isArray(made) ? made : [made]
  const chunk = first !== undefined && 'output' in first ? first.output[0] : undefined
  if (chunk === undefined) throw new Error('nothing was built')
  return chunk.code
}

if (process.argv[1] === import.meta.filename) await writeFile(join(here, 'program.js'), await joined())
