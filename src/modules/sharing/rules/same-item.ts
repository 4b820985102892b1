import type { Content, Item } from '#modules/catalogue/contract'
import { identifierOf, namesOrganization } from '#modules/catalogue/rules'

/**
 * Titles that offices use for the same thing. The first of each line is the wording of a standard: 公民身份号码 of
 * GB 11643, 统一社会信用代码 of GB 32100, the others of the population and legal-person items of the national catalogue.
 * Kept narrow: a title that may also mean something else stands in no line.
 */
const synonyms: readonly (readonly string[])[] = [
  ['公民身份号码', '身份证号', '身份证号码', '居民身份证号码', '居民身份证号'],
  ['统一社会信用代码', '社会信用代码', '信用代码', '统一信用代码'],
  ['姓名', '人员姓名', '居民姓名'],
  ['单位名称', '机构名称', '企业名称', '商户名称', '名称', '店名', '字号名称'],
  ['联系电话', '电话', '电话号码', '联系方式'],
  ['手机号码', '手机号', '手机', '移动电话'],
  ['出生日期', '出生年月日'],
  ['民事主体住所', '住所', '注册地址', '登记地址'],
  ['居住地址', '住址', '家庭住址', '现住址'],
  ['法定代表人', '法人代表', '法定代表人姓名'],
  ['许可证编号', '许可证号', '许可证号码'],
  ['成立日期', '注册日期', '设立日期'],
  ['发证日期', '颁证日期', '证件签发日期'],
]

const groups = new Map(synonyms.flatMap((line) => line.map((title) => [plain(title), line[0] ?? title])))

/** What an item means, as far as its description shows. */
export interface Meaning {
  readonly type: Item['type']
  /** Its titles, plain and by the first of their synonyms. */
  readonly titles: readonly string[]
  /** The standard identifier that it is alone in holding in its resource; undefined: none. */
  readonly identifier: string | undefined
}

/** @param said titles under which forms say by `sameAs` that they fill the item in from here */
export function meaningOf(item: Item, content: Content, said: readonly string[] = []): Meaning {
  const titles = [item.title, ...said].map(plain)
  return {
    type: item.type,
    titles: [...new Set(titles.flatMap((t) => [t, ...(groups.has(t) ? [groups.get(t) as string] : [])]))],
    identifier: standardOf(item, content),
  }
}

/** True for items of one type and title or meaning of a title, and for the same standard identifier. */
export function isSameItem(a: Meaning, b: Meaning): boolean {
  if (a.identifier !== undefined && a.identifier === b.identifier) return true
  return a.type === b.type && a.titles.some((t) => b.titles.includes(t))
}

/** By the resource’s id and the item’s name: the titles of the form items that are declared to be the same. */
export function declaredTitles(contents: readonly Content[]): Map<string, string[]> {
  const said = new Map<string, string[]>()
  for (const { form, items } of contents)
    for (const [name, same] of Object.entries(form?.sameAs ?? {})) {
      const title = items.find((i) => i.name === name)?.title
      const where = `${same.resource} ${same.item}`
      if (title !== undefined) said.set(where, [...(said.get(where) ?? []), title])
    }
  return said
}

/**
 * A citizen’s or an organization’s number is the same thing whatever its title. Two of them in one resource belong to
 * two: then only titles tell which is which.
 */
function standardOf(item: Item, content: Content): string | undefined {
  const kindOf = (i: Item) => {
    if (namesOrganization(i, content.rules)) return 'credit-code'
    return identifierOf(i, content.rules)?.kind === 'id-card' ? 'id-card' : undefined
  }
  const kind = kindOf(item)
  if (kind === undefined) return undefined
  return content.items.filter((i) => kindOf(i) === kind).length === 1 ? kind : undefined
}

/** One writing of a title: width, spaces, brackets, dashes and a trailing 码 make no difference. */
function plain(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[\s()[\]:：·\-_/、*]/g, '')
    .replace(/号码$/, '号')
    .toLowerCase()
}
