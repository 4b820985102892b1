import type { TableRow } from '#kernel/tabular'

/** What an appeal takes from a table. `area` is the name or code of a district or township, `address` the rest. */
export const importFields = [
  'text',
  'title',
  'id',
  'time',
  'phone',
  'name',
  'lon',
  'lat',
  'area',
  'address',
  'category',
  'urgency',
  'channel',
] as const
export type ImportField = (typeof importFields)[number]

/** Field → the column that holds it. */
export type Mapping = Readonly<Partial<Record<ImportField, string>>>

/** Column names as hotlines, petition systems and open data portals use them; the more usual ones first. */
const names: Readonly<Record<ImportField, readonly string[]>> = {
  text: [
    '内容',
    '诉求内容',
    '留言详情',
    '留言内容',
    '反映内容',
    '来电内容',
    '工单内容',
    '问题描述',
    '事件描述',
    '详情',
    '正文',
    'text',
    'content',
    'description',
    'body',
    'details',
    'message',
  ],
  title: ['主题', '标题', '留言主题', '诉求标题', '工单标题', '事件标题', 'title', 'subject', 'casetitle'],
  id: [
    '编号',
    '留言编号',
    '工单编号',
    '工单号',
    '诉求编号',
    '受理编号',
    '流水号',
    'id',
    'caseid',
    'caseenquiryid',
    'servicerequestid',
    'number',
    '序号',
  ],
  time: [
    '时间',
    '留言时间',
    '受理时间',
    '来电时间',
    '提交时间',
    '登记时间',
    '创建时间',
    '上报时间',
    '日期',
    'time',
    'createdat',
    'created',
    'submittedat',
    'requesteddatetime',
    'opendt',
    'date',
  ],
  phone: [
    '电话',
    '联系电话',
    '手机',
    '手机号',
    '手机号码',
    '来电号码',
    '电话号码',
    '联系方式',
    'phone',
    'mobile',
    'telephone',
    'tel',
  ],
  name: ['姓名', '联系人', '来电人', '诉求人', '反映人', '市民姓名', 'name', 'contact', 'caller'],
  lon: ['经度', 'lon', 'lng', 'long', 'longitude'],
  lat: ['纬度', 'lat', 'latitude'],
  area: [
    '区域',
    '镇街',
    '街道',
    '乡镇',
    '区县',
    '属地',
    '所属区域',
    '行政区划',
    'area',
    'township',
    'district',
    'neighborhood',
  ],
  address: ['地址', '详细地址', '事发地址', '事发地点', '发生地点', '地点', '位置', 'address', 'location'],
  category: ['分类', '诉求分类', '类别', '问题类别', '问题分类', '事项分类', 'category'],
  urgency: ['紧急程度', '缓急程度', '紧急', 'urgency', 'priority'],
  channel: ['渠道', '诉求来源', '来源渠道', '受理渠道', '来源', 'channel', 'source'],
}

/**
 * Which column holds what, guessed from the header: an exact name first, then a column whose name contains one.
 * Where no column looks like the message, it is the one with the longest texts.
 */
export function guessMapping(columns: readonly string[], sample: readonly TableRow[]): Mapping {
  const free = new Map(columns.map((c) => [c, normalise(c)]))
  const mapping: Partial<Record<ImportField, string>> = {}
  const take = (field: ImportField, fits: (column: string, name: string) => boolean) => {
    if (mapping[field] !== undefined) return
    const found = names[field].flatMap((name) => [...free].filter(([, c]) => fits(c, name)))[0]?.[0]
    if (found === undefined) return
    mapping[field] = found
    free.delete(found)
  }
  for (const field of importFields) take(field, (column, name) => column === name)
  for (const field of importFields) take(field, (column, name) => isHan(name) && column.includes(name))
  const fallback = mapping.text ?? longest([...free.keys()], sample)
  return fallback === undefined ? mapping : { ...mapping, text: fallback }
}

function normalise(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** Two characters or more of Han script say enough to be found inside a longer name; `id` inside `video` does not. */
function isHan(name: string): boolean {
  return /^\p{Script=Han}{2,}$/u.test(name)
}

/** Shorter texts than this are no messages. */
const shortestMessage = 10

function longest(columns: readonly string[], sample: readonly TableRow[]): string | undefined {
  const mean = (c: string) =>
    sample.reduce((n, r) => n + (r.values[c]?.length ?? 0), 0) / Math.max(1, sample.length)
  const [best] = columns.map((c) => [c, mean(c)] as const).sort(([, a], [, b]) => b - a)
  return best !== undefined && best[1] >= shortestMessage ? best[0] : undefined
}

/**
 * Reads `text=内容,title=主题`; an empty column name takes a field out of the guess.
 * @throws Error naming the part that is wrong
 */
export function parseMapping(text: string, columns: readonly string[]): Mapping {
  const pairs = text.split(',').map((part) => {
    const [field = '', column = ''] = part.split('=').map((s) => s.trim())
    if (!isField(field))
      throw new Error(`--map: ${field || part} is no field. Fields: ${importFields.join(', ')}.`)
    if (column !== '' && !columns.includes(column))
      throw new Error(`--map: the file has no column ${column}. Columns: ${columns.join(', ')}.`)
    return [field, column === '' ? undefined : column] as const
  })
  return Object.fromEntries(pairs) as Mapping
}

function isField(name: string): name is ImportField {
  return (importFields as readonly string[]).includes(name)
}
