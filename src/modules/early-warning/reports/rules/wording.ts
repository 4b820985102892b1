/**
 * Whether another wording still says the same: everything that carries meaning has to stand in it in the same order.
 * Stricter than needed, so that a good wording may be refused; a wrong one must not pass.
 */

/** Words whose exchange would turn a figure's meaning around. */
const vocabulary = [
  ...['红色', '橙色', '黄色', '蓝色'],
  ...['安全生产', '公共秩序', '公共卫生', '生态环境'],
  ...['准确', '误报', '过早', '过晚', '漏报', '精确率', '召回率'],
  ...['本期', '上一期', '期末', '增加', '减少', '持平', '办结', '核定', '确认', '超时限', '到期', '平息'],
  ...['真实', '演练', '模拟', '静默', '拦下', '最高', '最多'],
  ...['未', '不', '没', '无', '非', '勿', '仅', '只'],
  ...['小时', '分钟', '条', '个', '人', '起', '天', '%', '％'],
] as const

const digits = '0-9０-９'
const figure = `[+＋−–-]?[${digits}]+(?:[.．,，:：][${digits}]+)*`
/** A number in words is a number: none may come, none may go. */
const inWords = '[零〇一二三四五六七八九十百千万亿两半]+'
const latin = '[A-Za-z]+'

/**
 * Figures, names and telling words of a sentence, in their order.
 * @param names what the sentences call places, warnings and offices; longer ones first count
 */
export function anchorsOf(text: string, names: readonly string[]): string[] {
  const words = [...names, ...vocabulary]
    .filter((word) => word !== '')
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const pattern = new RegExp(`${words.join('|')}|${figure}|${inWords}|${latin}|—`, 'gu')
  return [...text.matchAll(pattern)].map(([found]) => found)
}

/** The first sentence (from 1) that does not say the same, with how it was; undefined: all do. */
export function wordingFault(
  originals: readonly string[],
  worded: readonly string[],
  names: readonly string[],
): { readonly n: number; readonly was: string } | undefined {
  const count = Math.max(originals.length, worded.length)
  for (let i = 0; i < count; i++) {
    const [was, is] = [originals[i], worded[i]]
    if (was === undefined || is === undefined || !saysTheSame(was, is, names))
      return { n: i + 1, was: was ?? '' }
  }
  return undefined
}

/** A wording may grow, but not into another text. */
const mostGrowth = 2

function saysTheSame(was: string, is: string, names: readonly string[]): boolean {
  if (is.trim() === '' || is.length > was.length * mostGrowth + 20 || /[\n\r<>]/.test(is)) return false
  const [a, b] = [anchorsOf(was, names), anchorsOf(is, names)]
  return a.length === b.length && a.every((anchor, i) => anchor === b[i])
}
