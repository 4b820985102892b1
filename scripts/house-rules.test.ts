import { describe, expect, test } from 'vitest'
import { checkFile } from './house-rules/define.ts'
import { checkCatalogue } from './house-rules/messages.ts'
import { houseRules } from './house-rules.ts'

const rules = houseRules(`${import.meta.dirname}/..`)
const fired = (path: string, text: string) =>
  checkFile(rules, { path, text }).map((f) => `${f.rule}:${f.line}`)

const table = (definition: string) => `create table t (id int, ${definition});\ncomment on table t is 'x';`

/** A breach per way around each rule: rule and line, path, text. */
const breaches: [expected: string, path: string, text: string][] = [
  ['one-clock:2', 'src/modules/a/rules.ts', '\nconst t = Date.now()'],
  ['one-clock:1', 'src/kernel/audit/seal.ts', 'const t = new Date()'],
  ['one-clock:1', 'src/kernel/audit/seal.ts', 'const t = new Date'],
  ['one-clock:1', 'web/desk/list.tsx', 'const t = new Date( )'],
  ['one-way-to-write:1', 'src/modules/a/queries.ts', "tx.insertInto('cases')"],
  ['one-way-to-write:2', 'src/modules/a/rules/x.ts', "tx\n  .updateTable('cases')"],
  ['one-way-to-write:1', 'src/modules/a/jobs.ts', 'sql`update cases set held = true`'],
  ['one-way-to-write:1', 'src/modules/a/jobs.ts', 'sql`delete from cases where true`'],
  ['one-way-to-write:1', 'src/kernel/live/index.ts', 'sql`INSERT INTO events values (1)`'],
  ['full-width-punctuation:1', 'src/modules/a/messages.ts', "{ zh: '请先选择,再派单。', en: 'x' }"],
  ['full-width-punctuation:1', 'web/desk/texts.ts', "{ zh: '分类(系统)', en: 'x' }"],
  ['full-width-punctuation:1', 'web/desk/texts.ts', "{ zh: '已接收.', en: 'x' }"],
  ['full-width-punctuation:1', 'web/desk/texts.ts', "{ zh: '编号:{number}', en: 'x' }"],
  ['speaking-folder-names:0', 'src/kernel/utils/index.ts', ''],
  ['speaking-folder-names:0', 'web/desk/helpers.ts', ''],
  ['speaking-folder-names:0', 'src/modules/a/common/x.ts', ''],
  ['nothing-left-to-do:1', 'src/modules/a/rules.ts', '// TODO later'],
  ['no-paths-of-one-machine:1', 'README.md', `cd ${['', 'work', 'main'].join('/')}`],
  ['no-paths-of-one-machine:1', 'scripts/x.ts', `'${['', 'root', 'x'].join('/')}'`],
  ['tables-are-commented:2', 'src/modules/a/migrations/1.sql', '\ncreate table t (id int);'],
  ['constraints-are-named:1', 'src/modules/a/migrations/1.sql', table('primary key (id)')],
  ['constraints-are-named:1', 'src/modules/a/migrations/1.sql', table('a int references b (id)')],
  ['constraints-are-named:1', 'src/modules/a/migrations/1.sql', table('a int check (a in (1, 2))')],
  ['constraints-are-named:1', 'src/modules/a/migrations/1.sql', 'alter table t add unique (a);'],
  ['documents-name-what-exists:1', 'docs/flows/README.md', 'See `src/kernel/nowhere.ts`.'],
  ['documents-name-what-exists:2', 'ARCHITECTURE.md', '\n[a page](docs/none.md)'],
  ['flows-are-tested:0', 'docs/flows/life-of-nothing.md', ''],
  ['short-module-pages:0', 'src/modules/a/README.md', 'x\n'.repeat(41)],
]

/** Looks like a breach and is none. */
const innocent: [path: string, text: string][] = [
  ['src/kernel/clock/index.ts', 'const t = new Date()'],
  ['web/ui/clock.ts', 'const t = new Date()'],
  ['scripts/x.ts', 'const t = Date.now()'],
  ['src/modules/a/rules.test.ts', 'const t = Date.now()'],
  ['src/modules/a/rules.ts', "const t = new Date('2026-01-01') // not new Date()"],
  ['src/modules/a/actions.ts', "tx.insertInto('cases')"],
  ['src/modules/a/actions/save.ts', "tx.insertInto('cases')"],
  ['src/modules/a/store.ts', 'sql`update cases set held = true`'],
  ['src/modules/a/queries.ts', '/** Nothing is deleted from here. */\nconst update = set'],
  ['src/modules/a/messages.ts', "{ zh: '办理时间 8:00，共 {days} 天（含 1.5 小时）。', en: 'x' }"],
  ['src/kernel/cases/rules/common.ts', ''],
  ['README.md', 'https://example.org/work/page'],
  ['src/modules/a/migrations/1.sql', table("a text default 'unique', constraint t_pk primary key (id)")],
  [
    'ARCHITECTURE.md',
    '`src/main.ts`, `src/kernel/*/index.ts`, [code](src/main.ts) and https://example.org/docs/x',
  ],
]

describe('rules of the house', () => {
  test.each(breaches)('%s in %s', (expected, path, text) => expect(fired(path, text)).toContain(expected))

  test.each(innocent)('nothing in %s: %s', (path, text) => expect(fired(path, text)).toEqual([]))

  test('every rule has a planted breach and a reason', () => {
    expect(new Set(breaches.map(([expected]) => expected.split(':')[0]))).toEqual(
      new Set(rules.map((r) => r.name)),
    )
    for (const r of rules) expect(r.because).toMatch(/\.$/)
  })

  test.each([
    [{ a: { zh: '好', en: 'Good' } }, 0],
    [{ a: { zh: '好' } }, 1],
    [{ a: { zh: ' ', en: 'Good' } }, 1],
    [{ a: { zh: '{n} 天', en: '{n} days' } }, 0],
    [{ a: { zh: '{n} 天', en: '{m} days' } }, 1],
  ])('both languages say the same: %j', (messages, count) => {
    expect(checkCatalogue('messages.ts', messages)).toHaveLength(count)
  })
})
