import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest, in this order: begun last, one of them would keep a single worker busy at the end. */
const longest = [
  'crashes',
  'spoil-published',
  'scenario-hostile',
  'warnings-killed',
  'stream-workers',
  'permissions',
  'life-of-a-spoil-ticket',
  'pulls-databases',
  'every-page',
]

/** The longest files first; the rest as vitest has it, which on a fresh clone knows only how large a file is. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const n = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
      return n === -1 ? longest.length : n
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}
