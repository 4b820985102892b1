import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Cited articles against the texts of the laws, where the reference data holds the text. */
interface Law {
  readonly name: string
  readonly fullName?: string
  /** The month in which the citations were read against `version`; false where no text known to be in force was. */
  readonly checked: string | false
  /** The day of the text that was read (adopted, promulgated or last revised). */
  readonly version?: string
}
interface Citation {
  readonly law: string
  readonly article?: string
}
interface Citing {
  readonly id?: string
  readonly code?: string
  readonly legalBasis: readonly Citation[]
}
interface LawText {
  readonly version: string
  readonly file: string
}

/** Texts that stand in the folder and are known to be overtaken: data/duties/README.md says by what. */
const OVERTAKEN = ['网络安全法', '食品安全法', '社会救助暂行办法', '重庆市消防条例']

const FOLDER = join(process.env.REFERENCE_DATA ?? '../shared/data', 'appeals/regulations')

const shortOf = (name: string): string => name.replace(/^中华人民共和国/, '')

/** `物业管理条例(2018-03-19).md` names a law and the day of its text. */
function parseFileName(file: string): { name: string; version: string } | undefined {
  const [, name, version] = /^(.+)\((\d{4}-\d{2}-\d{2})\)\.md$/.exec(file) ?? []
  return name && version ? { name: shortOf(name), version } : undefined
}

/** The newest text of each law, by the law's name without the name of the state. */
function listTexts(folder: string): Map<string, LawText> {
  const texts = new Map<string, LawText>()
  for (const group of ['national', 'chongqing'])
    for (const file of readdirSync(join(folder, group))) {
      const found = parseFileName(file)
      const known = found && texts.get(found.name)
      if (found && (!known || known.version < found.version))
        texts.set(found.name, { version: found.version, file: join(folder, group, file) })
    }
  return texts
}

/** The articles that a text has: those that open a line, so that a mention of another law's article is none. */
function listArticles(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/^[\s\u3000]*(第[一二三四五六七八九十百千零]+条)/gm)].map(([, no]) => no ?? ''),
  )
}

function findText(texts: ReadonlyMap<string, LawText>, law: Law): LawText | undefined {
  return texts.get(shortOf(law.name)) ?? texts.get(shortOf(law.fullName ?? ''))
}

const read = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(`../../data/${path}`, import.meta.url), 'utf8')) as T

const laws = read<Law[]>('duties/laws.json')
const rows = [...read<Citing[]>('duties/duties.json'), ...read<Citing[]>('guides/guides.json')]

describe('reading a text', () => {
  it.each([
    ['物业管理条例(2018-03-19).md', { name: '物业管理条例', version: '2018-03-19' }],
    ['中华人民共和国消防法(2021-04-29).md', { name: '消防法', version: '2021-04-29' }],
    ['加班费的仲裁时效应当如何认定.md', undefined],
  ])('%s', (file, expected) => expect(parseFileName(file)).toEqual(expected))

  it('takes articles that open a line, not those that are mentioned', () => {
    const text = '# 某条例\n\n第一条 甲。\n\n　　第一百零三条 依照本条例第二条办理。\n'
    expect([...listArticles(text)]).toEqual(['第一条', '第一百零三条'])
  })
})

describe('citations of duties and guides', () => {
  it('names the month and the text of every check', () => {
    for (const { name, checked, version } of laws)
      if (checked !== false) expect(`${checked} ${version}`, name).toMatch(/^\d{4}-\d{2} \d{4}-\d{2}-\d{2}$/)
  })

  const hasTexts = existsSync(FOLDER)
  if (!hasTexts) console.warn(`SKIPPED: no texts of laws at ${FOLDER}; set REFERENCE_DATA to check citations`)
  const texts = hasTexts ? listTexts(FOLDER) : new Map<string, LawText>()
  const held = laws.filter((law) => findText(texts, law))

  it.skipIf(!hasTexts)('calls a law checked when its newest text is held and not overtaken', () => {
    const unchecked = held.filter((law) => law.checked === false).map((law) => law.name)
    expect(unchecked.toSorted()).toEqual(OVERTAKEN.toSorted())
    for (const law of held) expect(law.version, law.name).toBe(findText(texts, law)?.version)
  })

  it.skipIf(!hasTexts)('finds every cited article in the text of its law', () => {
    const articles = new Map(
      held.map((law) => [law.name, listArticles(readFileSync(findText(texts, law)?.file ?? '', 'utf8'))]),
    )
    const cited = rows.flatMap((row) =>
      row.legalBasis.flatMap(({ law, article }) =>
        article ? [{ row: row.id ?? row.code, law, article }] : [],
      ),
    )
    const found = cited.filter(({ law }) => articles.has(law))
    expect(found.length).toBeGreaterThan(100)
    expect(found.filter(({ law, article }) => !articles.get(law)?.has(article))).toEqual([])
  })
})
