import { type PiiKind, piiKinds } from '#models/pii'
import type { Labelled, Span } from './score.ts'
import { headings, templates } from './sentences.ts'
import { digits, type NameSource, pick, type Random, whole, writtenValue } from './values.ts'

/** Texts of one to three sentences with the spans of what was put in. */
export function generateTexts(
  half: 'tune' | 'test',
  count: number,
  random: Random,
  names: NameSource,
): Labelled[] {
  return Array.from({ length: count }, () => {
    const sentences = Array.from({ length: whole(random, 1, 3) }, () => pick(random, templates[half]))
    return fill(sentences.join(''), random, names)
  })
}

function fill(template: string, random: Random, names: NameSource): Labelled {
  const spans: Span[] = []
  let text = ''
  let at = 0
  for (const slot of template.matchAll(/\{(\w+)\}|\[\[(\w+)\]\]/g)) {
    text += template.slice(at, slot.index)
    at = slot.index + slot[0].length
    const kind = slot[1] as PiiKind | undefined
    const value = kind ? writtenValue(kind, random, names) : thingOf(slot[2] ?? '', random)
    if (kind) spans.push({ kind, start: text.length, end: text.length + value.length })
    text += value
  }
  return { text: text + template.slice(at), spans }
}

/** What looks like a number of a person and is none. */
export function thingOf(thing: string, random: Random): string {
  const date = `20${whole(random, 18, 26)}${String(whole(random, 1, 12)).padStart(2, '0')}${String(whole(random, 1, 28)).padStart(2, '0')}`
  switch (thing) {
    case 'order':
      return date + digits(random, 10)
    case 'order20':
      return `${whole(random, 1, 9)}${digits(random, 19)}`
    case 'case':
      return date + digits(random, 6)
    case 'amount':
      return `${whole(random, 100, 99999)}.${digits(random, 2)}`
    case 'money11':
      return `1${whole(random, 3, 9)}${digits(random, 9)}`
    case 'document':
      return `〔20${whole(random, 10, 25)}〕${whole(random, 1, 99)}`
    case 'badge':
      return digits(random, 6)
    case 'date':
      return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`
    case 'model':
      return `KFR-${whole(random, 20, 99)}GW/${digits(random, 5)}`
    case 'version':
      return `${whole(random, 1, 9)}.${whole(random, 0, 20)}.${whole(random, 0, 9)}.${whole(random, 0, 99)}`
    case 'timestamp':
      return `17${digits(random, 11)}`
    default:
      return String(whole(random, 2, 999))
  }
}

export interface LabelledColumn {
  readonly name: string
  readonly values: readonly string[]
  readonly kind: PiiKind | undefined
}

/** Columns of personal information with blanks and wrong entries, and as many that only look so. */
export function generateColumns(perKind: number, random: Random, names: NameSource): LabelledColumn[] {
  const columns: LabelledColumn[] = []
  for (const kind of piiKinds)
    for (let n = 0; n < perKind; n++)
      columns.push({
        name: pick(random, headings[kind] ?? ['c']),
        kind,
        values: Array.from({ length: 150 }, () =>
          entry(random, () => writtenValue(kind, random, names, random() < 0.8)),
        ),
      })
  for (const [name, make] of Object.entries(things))
    for (let n = 0; n < perKind; n++)
      columns.push({
        name,
        kind: undefined,
        values: Array.from({ length: 150 }, () => entry(random, () => make(random))),
      })
  return columns
}

function entry(random: Random, make: () => string): string {
  const way = random()
  if (way < 0.06) return ''
  return way < 0.1 ? pick(random, ['无', '不详', '/', '待补', '0']) : make()
}

const words = (text: string) => (random: Random) => pick(random, text.split(' '))

const things: Readonly<Record<string, (random: Random) => string>> = {
  订单编号: (random) => thingOf('order', random),
  流水号: (random) => `1${whole(random, 3, 9)}${digits(random, 9)}`,
  物流单号: (random) => thingOf('order20', random),
  金额: (random) => thingOf('amount', random),
  登记日期: (random) => thingOf('date', random),
  更新时间: (random) => `${thingOf('date', random)} 1${whole(random, 0, 9)}:3${whole(random, 0, 9)}`,
  版本号: (random) => thingOf('version', random),
  产品名称: words(
    '高压水枪 云台摄像机 万能胶 石膏板 金属护栏 方管 白水泥 温度计 路灯 井盖 黄沙 江砂 安全帽 马桶 包装盒',
  ),
  承办单位: words(
    '渝中区城管局 江北区住建委 市公安局 南岸区民政局 高新区管委会 马王乡街道办 石桥铺街道 沙坪坝区教委',
  ),
  办理状态: words('已办结 办理中 已退回 待派单 已回访 重复件 不受理 超期'),
  区县: words(
    '渝中区 江北区 南岸区 沙坪坝区 九龙坡区 万州区 涪陵区 黔江区 江津区 合川区 永川区 石柱县 云阳县 奉节县',
  ),
  职务: words('主任 科员 处长 书记 干事 司机 会计 安全员 高级工程师 项目经理 施工员'),
  诉求类别: words(
    '城乡建设 交通运输 环境保护 教育文体 卫生计生 劳动和社会保障 商贸旅游 金融保险 明厨亮灶 水电气',
  ),
  面积: (random) => `${whole(random, 20, 300)}.${digits(random, 2)}`,
  c4: (random) => digits(random, 18).replace(/^0/, '7'),
  c6: (random) => digits(random, 16).replace(/^0/, '6'),
  备注: words('请尽快处理 已电话告知 无人接听 地址不详 同上 见附件 群众满意 需要现场核查 与上月重复'),
  户籍人口: (random) => String(whole(random, 10000, 999999)),
  序号: (random) => String(whole(random, 1, 100000)),
}
