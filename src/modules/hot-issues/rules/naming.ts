/** Words that say how people write and not what about. */
const empty = new Set([
  '请问',
  '希望',
  '你好',
  '您好',
  '谢谢',
  '问题',
  '情况',
  '反映',
  '投诉',
  '举报',
  '咨询',
  '建议',
  '请求',
  '请尽快',
  '我们',
  '你们',
  '他们',
  '大家',
  '有人',
  '没有',
  '不能',
  '怎么',
  '什么',
  '一个',
  '现在',
  '今天',
  '昨天',
  '昨晚',
  '晚上',
  '领导',
  '政府',
  '部门',
  '相关',
  '小区',
  '业主',
  '居民',
  '市民',
  '每次',
  '几次',
  '已经',
  '还是',
  '是不是',
  '能不能',
  '还有',
  '家里',
  '不了',
  '老人',
  '孩子',
  '子女',
  '半夜',
  '这个',
  '那个',
  '哪个',
  '不算',
])
const shownWords = 3
/** A count or a stretch of time: `三个`, `两天`, `一部`. */
const amount = /^[一二两三四五六七八九十几每半][个部天次年月块元层条点家名人间栋户辆楼]$/
const roadWord = /^[\u4e00-\u9fff]{2,}(?:大道|路|街|巷)$/

/**
 * The words that carry a cluster, without those that stand inside another one, say nothing, or are of one member
 * only: what several people wrote is no one's own.
 * @param terms heaviest first
 * @param holders how many members hold a term
 * @param isName whether a term shows a person's name
 */
export function matterWords(
  terms: readonly (readonly [string, number])[],
  holders: (term: string) => number,
  isName: (term: string) => boolean,
  most: number,
): string[] {
  const words: string[] = []
  for (const [term] of terms) {
    if (term.length < 2 || empty.has(term) || amount.test(term) || /^[a-z]+$/.test(term)) continue
    if (holders(term) < 2 || isName(term)) continue
    if (words.some((w) => w.includes(term) || term.includes(w) || overlaps(w, term))) continue
    words.push(term)
    if (words.length >= most) break
  }
  return words
}

/** `凤笙路` and `笙路工地`: neighbouring pairs of one phrase. */
function overlaps(a: string, b: string): boolean {
  for (let n = Math.min(a.length, b.length) - 1; n >= 2; n--)
    if (a.slice(-n) === b.slice(0, n) || b.slice(-n) === a.slice(0, n)) return true
  return false
}

/**
 * `曾家镇凤笙路：夜间施工、打桩`: the place with the road that is named most, then the matter. Fewer than two words say too
 * little of it: the category speaks, with the word behind it, `虎溪街道：学校管理（宿舍）`.
 */
export function issueName(place: string, words: readonly string[], category: string | null): string {
  const road = words.find((w) => roadWord.test(w)) ?? ''
  const matters = words.filter((w) => !roadWord.test(w)).slice(0, shownWords)
  const said = matters.join('、')
  const what =
    matters.length > 1 || category === null ? said : `${category}${said === '' ? '' : `（${said}）`}`
  return [`${place}${road}`, what].filter((s) => s !== '').join('：') || '—'
}

/** The deepest place that holds at least nine of ten messages: one wrong address does not make it the whole city's. */
export function commonPlace(places: readonly (readonly [path: string, count: number])[]): string {
  const total = places.reduce((n, [, count]) => n + count, 0)
  const counts = new Map<string, number>()
  for (const [path, count] of places) {
    const parts = path.split('/')
    parts.forEach((_, i) => {
      const above = parts.slice(0, i + 1).join('/')
      counts.set(above, (counts.get(above) ?? 0) + count)
    })
  }
  const wide = [...counts].filter(([, n]) => n >= 0.9 * total)
  return (
    wide.sort(([a], [b]) => b.split('/').length - a.split('/').length || (a < b ? -1 : 1))[0]?.[0] ?? '50'
  )
}

const townshipDepth = 3

/** The township of a place path: what agrees or disagrees between messages; empty where nothing so exact is known. */
export function townshipOf(place: string): string {
  const parts = place.split('/')
  return parts.length < townshipDepth ? '' : parts.slice(0, townshipDepth).join('/')
}

/** The road or village of an address, without what stands before a township and after the road: house numbers part neighbours. */
export function roadOf(address: string): string {
  const below = address.replace(/^.*?(?:镇|街道)/, '')
  return /^[\u4e00-\u9fff]+?(?:大道|路|街|巷|村)/.exec(below)?.[0] ?? ''
}
