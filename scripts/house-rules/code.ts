import { type HouseRule, matches, withoutComments } from './define.ts'

const isTest = (path: string) => /\.(test|fixture)\.tsx?$/.test(path)
const isShipped = (path: string) => /^(src|web)\/.*\.tsx?$/.test(path) && !isTest(path)

/** Where the clock of the machine may be read. */
const clockReaders = [
  { path: /^src\/kernel\/clock\//, because: 'it is the one clock' },
  { path: /^web\/ui\//, because: 'a screen counts down on the clock of the device' },
]

/** Where rows may be written, and what keeps each of them inside an action's transaction or apart from it. */
export const writers: readonly { readonly path: RegExp; readonly because: string }[] = [
  { path: /\/actions(\.ts$|\/)/, because: 'defineAction' },
  {
    path: /^src\/modules\/[^/]+\/(store(\.ts$|\/)|(seed|demo)\.ts$)/,
    because: 'called by the module’s actions with their transaction',
  },
  {
    path: /^src\/kernel\/(cases|files|notify)\/store\.ts$/,
    because: 'called by actions with their transaction',
  },
  { path: /^src\/kernel\/decisions\/register(\.ts$|\/)/, because: 'the actions on the algorithm register' },
  {
    path: /^src\/kernel\/identity\/(people|actors|sessions|demo)\.ts$/,
    because: 'called by sign-in and case actions',
  },
  {
    path: /^src\/kernel\/action\/(saving|gathering)\.ts$/,
    because: 'audit of actions, reads and looks; outbox and idempotency keys of every action',
  },
  { path: /^src\/kernel\/audit\/seal\.ts$/, because: 'the sealer chains what the executor wrote' },
  { path: /^src\/kernel\/cases\/saved-views\.ts$/, because: 'the actions on a reader’s own lists' },
  {
    path: /^src\/kernel\/cases\/statistics\/rollup\.ts$/,
    because: 'counts that a recount makes anew from the cases',
  },
  { path: /^src\/kernel\/jobs\/prune\.ts$/, because: 'takes away what only served the moment' },
  {
    path: /^src\/kernel\/(events|jobs)\/index\.ts$/,
    because: 'the relay’s cursor and the outbox’s clean-up',
  },
  { path: /^src\/kernel\/database\//, because: 'migrations, roles and restore' },
]

const sqlWrite =
  /\.(insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(|\b(insert\s+into|delete\s+from|merge\s+into|truncate\s+table)\s+\S|\bupdate\s+\S+(\s+\w+)?\s+set\s/gi

const punctuation =
  /(?<=[\u4e00-\u9fff])[,;:!?()]|(?<=[\u4e00-\u9fff])\.(?![\w.])|[,;:!?()](?=[\u4e00-\u9fff])/
const zhText = /\bzh: ?(['"`])((?:\\.|(?!\1)[^\\])*)\1/g

export const codeRules: readonly HouseRule[] = [
  {
    name: 'one-clock',
    because: 'What depends on the time takes `now` or the Clock, so that tests and replays can set it.',
    applies: (path) => isShipped(path) && !clockReaders.some((r) => r.path.test(path)),
    find: ({ text }) =>
      matches(
        withoutComments(text),
        /\bDate\.now\b|\bnew Date(?!\()\b|\bnew Date\(\s*\)|\bTemporal\.Now\b/g,
        ([found]) => `reads the machine’s clock: ${found}`,
      ),
  },
  {
    name: 'one-way-to-write',
    because: 'What is written outside an action has no audit entry, no event and nobody who was allowed to.',
    applies: (path) => isShipped(path) && !writers.some((w) => w.path.test(path)),
    find: ({ text }) =>
      matches(withoutComments(text), sqlWrite, ([found]) => `writes outside an action: ${found.trim()}`),
  },
  {
    name: 'full-width-punctuation',
    because: 'Chinese text carries Chinese punctuation.',
    applies: (path) => isShipped(path),
    *find({ text }) {
      for (const found of text.matchAll(zhText)) {
        const plain = (found[2] ?? '').replace(/\$?\{[^}]*\}/g, '字')
        if (punctuation.test(plain)) yield { index: found.index, what: `half-width punctuation: ${found[2]}` }
      }
    },
  },
  {
    name: 'speaking-folder-names',
    because: 'A drawer for everything says nothing about what lies in it; what is replaced is deleted.',
    applies: (path) => /^(src|web|scripts|bench|tests)\//.test(path),
    find: ({ path }) =>
      matches(
        path,
        /(^|\/)(utils?|helpers?|legacy|v2|common|misc)(?=\/)|\/(utils?|helpers?|legacy)\.\w+$/g,
        ([found]) => `a name without a meaning: ${found}`,
      ).map((f) => ({ ...f, index: -1 })),
  },
  {
    name: 'nothing-left-to-do',
    because: 'What is not done is an issue, not a comment.',
    applies: (path) =>
      /^(src|web|scripts|bench|tests)\/.*\.(tsx?|cjs|css|sql)$/.test(path) &&
      !path.startsWith('scripts/house-rules'),
    find: ({ text }) => matches(text, /\b(TODO|FIXME|HACK)\b/g, ([found]) => `left to do: ${found}`),
  },
  {
    name: 'no-paths-of-one-machine',
    because: 'What holds on one machine only breaks on every other.',
    applies: (path) => !path.startsWith('scripts/house-rules'),
    find: ({ text }) =>
      matches(
        text,
        /(?<![\w.:/-])\/(work|tmp\/bash)\b[\w/.-]*|(?<![\w.])\/(root|home\/\w+)\//g,
        ([found]) => `a path of one machine: ${found}`,
      ),
  },
]
