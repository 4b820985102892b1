import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type HouseRule, matches } from './define.ts'

const folders = '(?:src|web|scripts|bench|tests|docs|data|\\.ci)'
/** `src/kernel/clock/rules.ts`, `tests/flows/*.test.ts`, `docs/adr/`: in back quotes or a picture’s arrow. */
const named = new RegExp(`(?<![\\w/.@-])${folders}/[\\w./*@-]*[\\w*/]`, 'g')
const link = /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g

/** Documents that name files; what they name exists. */
export function documentRules(root: string): readonly HouseRule[] {
  const exists = (path: string) =>
    path.includes('*') ? globSync(path, { cwd: root }).length > 0 : existsSync(join(root, path))
  return [
    {
      name: 'documents-name-what-exists',
      because: 'A path that leads nowhere makes the reader distrust the rest of the page.',
      applies: (path) => /^(docs\/flows\/.*|[A-Z]+)\.md$/.test(path),
      *find({ path, text }) {
        yield* [...matches(text, named, ([found]) => found)].filter((f) => !exists(f.what)).map(missing)
        const relative = (target: string) => join(dirname(path), target)
        yield* [...matches(text, link, (found) => relative(found[1] ?? ''))]
          .filter((f) => !exists(f.what))
          .map(missing)
      },
    },
    {
      name: 'flows-are-tested',
      because: 'Each flow is told twice, as a picture and as a test of the same name.',
      applies: (path) => /^docs\/flows\/(?!README).*\.md$/.test(path),
      *find({ path }) {
        const test = path.replace(/^docs\/(.*)\.md$/, 'tests/$1.test.ts')
        if (!exists(test)) yield { index: -1, what: `${test} does not exist` }
      },
    },
    {
      name: 'short-module-pages',
      because: 'A module’s page is read before its code; past 40 lines it is not read.',
      applies: (path) => /^src\/(modules|kernel|models)\/[^/]+\/README\.md$/.test(path),
      *find({ text }) {
        const lines = text.trimEnd().split('\n').length
        if (lines > 40) yield { index: -1, what: `${lines} lines` }
      },
    },
  ]
}

function missing({ index, what }: { index: number; what: string }) {
  return { index, what: `${what} does not exist` }
}
