import type { PassageRow } from '../contract.ts'

const heading = /^#\s+(.+)$/mu
const article = /^\s*(第[一二三四五六七八九十百零〇千\d]{1,8}条(?:之[一二三四五六七八九十])?)[\s　]*/u
const day = /(\d{4})[年-](\d{1,2})[月-](\d{1,2})/u
/** A very long article is cut, so that a quote stays readable. */
const longestArticle = 4000

/**
 * A regulation as text or Markdown, cut into its articles: a line that begins with 第…条 opens one, chapter headings
 * are left out. Text before the first article is none; a text without articles is one passage.
 * @param filename gives title and version date where the text does not: 名称(2021-08-20).md
 */
export function splitArticles(content: string, filename: string): PassageRow[] {
  const text = content.replace(/\r\n?/g, '\n').replace(/<!--[\s\S]{0,2000}?-->/g, '')
  const stem = filename.replace(/^.*[\\/]/, '').replace(/\.(md|txt|markdown)$/i, '')
  const title = (heading.exec(text)?.[1] ?? stem.replace(/[(（]\d{4}-\d{2}-\d{2}[)）]$/u, ''))
    .trim()
    .slice(0, 200)
  const versionDate = dateIn(stem) ?? dateIn(text.slice(0, 600))
  const document = `${title}${versionDate === null ? '' : `（${versionDate}）`}`.slice(0, 200)
  const row = (section: string, body: string): PassageRow => ({
    district: '',
    source: 'regulation',
    document,
    section,
    title,
    keywords: '',
    text: body.slice(0, longestArticle),
    versionDate,
    url: '',
  })
  const parts = cut(text)
  if (parts.length > 0) return parts.map(({ name, body }) => row(name, body))
  const whole = text.replace(/^#.*$/gmu, '').trim()
  return whole.length < 5 ? [] : [row('', whole)]
}

function cut(text: string): { name: string; body: string }[] {
  const parts = new Map<string, string>()
  let open: string | undefined
  for (const line of text.split('\n')) {
    if (/^\s*#/u.test(line) || /^\s*第[一二三四五六七八九十百]{1,5}[章节编]\s/u.test(line)) continue
    const found = article.exec(line)
    // A list of contents or an appendix may name an article again; the first text counts.
    if (found?.[1] !== undefined && !parts.has(found[1])) {
      open = found[1]
      parts.set(open, line.slice(found[0].length).trim())
    } else if (open !== undefined && line.trim() !== '')
      parts.set(open, `${parts.get(open) ?? ''}\n${line.trim()}`)
  }
  return [...parts]
    .map(([name, body]) => ({ name, body: body.trim() }))
    .filter(({ body }) => body.length >= 5)
}

/** The first day in a text as 2021-08-20; null for none or an impossible one. */
function dateIn(text: string): string | null {
  const found = day.exec(text)
  if (found === null) return null
  const [, year = '', month = '', date = ''] = found
  const iso = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? null : iso
}
