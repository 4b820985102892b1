/** Columns of the national field sheet, and behind them those that say what the guide has no column for. */
export const resourceColumns = {
  name: '信息资源名称',
  code: '信息资源代码',
  kind: '资源类别',
  'classification.class': '类',
  'classification.item': '项',
  'classification.subitem': '目',
  'classification.detail': '细目',
  providerName: '信息资源提供方',
  provider: '提供方代码',
  abstract: '信息资源摘要',
  format: '信息资源格式',
  'share.type': '共享类型',
  'share.condition': '共享条件',
  'share.mode': '共享方式',
  'openness.type': '是否向社会开放',
  'openness.condition': '开放条件',
  cycle: '更新周期',
  published: '发布日期',
  relatedCode: '关联资源代码',
  'cycle.graceHours': '更新宽限（小时）',
  keywords: '关键词',
  shape: '更新方式',
  'owner.org': '所有者单位',
  'owner.title': '所有者岗位',
  'owner.account': '所有者账号',
  'steward.org': '管理者单位',
  'steward.title': '管理者岗位',
  'steward.account': '管理者账号',
  rules: '质量规则',
  scope: '覆盖范围',
  extensions: '其他格式的原文',
} as const
export type ResourceField = keyof typeof resourceColumns

export const itemColumns = {
  title: '信息项名称',
  type: '数据类型',
  name: '字段名',
  key: '是否主键',
  required: '是否必填',
  values: '取值',
  pattern: '格式表达式',
  least: '下限',
  most: '上限',
  length: '最大长度',
  personal: '个人信息类型',
  description: '信息项说明',
} as const
export type ItemField = keyof typeof itemColumns

export const sheetColumns: readonly string[] = [
  ...Object.values(resourceColumns).slice(0, 19),
  ...Object.values(itemColumns),
  ...Object.values(resourceColumns).slice(19),
]

/** Code → the word that is written; every word of the list is read. */
export const words = {
  kind: { basic: ['基础'], theme: ['主题'], department: ['部门'] },
  'share.type': { unconditional: ['无条件共享'], conditional: ['有条件共享'], none: ['不予共享'] },
  'share.mode': { interface: ['接口'], file: ['文件'], database: ['库表'], view: ['视图'] },
  'openness.type': { open: ['是', '开放'], conditional: ['有条件', '有条件开放'], closed: ['否', '不开放'] },
  shape: { records: ['按主键更新'], events: ['流水'] },
  type: {
    text: ['文本', '字符型', '字符串', '字符型C'],
    integer: ['整数', '整型'],
    decimal: ['小数', '数值型', '数值型N'],
    boolean: ['是否', '布尔型', '逻辑型'],
    date: ['日期', '日期型'],
    time: ['时间', '日期时间型'],
    place: ['区划'],
    point: ['坐标'],
  },
  yes: { true: ['是'], false: ['否', ''] },
  unit: {
    minute: ['分钟'],
    hour: ['小时', '时'],
    day: ['天', '日'],
    week: ['周'],
    month: ['个月', '月'],
    quarter: ['季度', '季'],
    year: ['年'],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>

/** The word of a code. */
export function wordOf(list: Readonly<Record<string, readonly string[]>>, code: string): string {
  return list[code]?.[0] ?? code
}

/** The code of a word; undefined: the sheet says something else. */
export function codeOf(list: Readonly<Record<string, readonly string[]>>, word: string): string | undefined {
  return Object.entries(list).find(([, known]) => known.includes(word))?.[0]
}
