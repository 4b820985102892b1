import {
  type CheckName,
  type CheckSetting,
  type CheckTable,
  checkLimits,
  checkNames,
} from '../contract/checks.ts'

export type Limits = Readonly<Record<string, number>>

const shipped: Readonly<Record<CheckName, Omit<CheckSetting, 'check'>>> = {
  'vacant-post': {
    on: true,
    limits: {},
    basis: '《网络数据安全管理条例》第三十条（已读原文）；共享目录须注明责任人',
  },
  'grade-missing': {
    on: true,
    limits: { graceDays: 30 },
    basis: '《中华人民共和国数据安全法》第二十一条；GB/T 43697-2024 动态更新（二手资料）；宽限天数为项目草拟',
  },
  'level-low': {
    on: true,
    limits: {},
    basis: '定级规则表的最低级别（GB/T 43697-2024 附录 H，凭记忆，须由数据主管核对）',
  },
  'field-unmasked': {
    on: true,
    limits: {},
    basis: '《中华人民共和国个人信息保护法》第六条、第五十一条：最小必要、去标识化',
  },
  assessment: {
    on: true,
    limits: { aheadDays: 30 },
    basis: '《中华人民共和国个人信息保护法》第五十五条、第五十六条（已读原文）；提前天数为项目草拟',
  },
  'grant-unused': {
    on: true,
    limits: { days: 90 },
    basis: '《中华人民共和国个人信息保护法》第六条：最小必要；天数为项目草拟',
  },
  'grant-stale': {
    on: true,
    limits: { months: 12 },
    basis: '《政务数据共享条例》第二十六条（二手资料）：使用方承担使用中的安全责任；复审月数为项目草拟',
  },
  'grant-wide': {
    on: true,
    limits: { days: 60, factor: 1000 },
    basis: '《中华人民共和国个人信息保护法》第六条：最小必要；天数和倍数为项目草拟',
  },
  retention: {
    on: true,
    limits: { days: 14 },
    basis:
      '《网络数据安全管理条例》第二十四条（已读原文）；《中华人民共和国个人信息保护法》第十九条、第四十七条',
  },
  'reading-officer': {
    on: true,
    limits: {
      historyDays: 60,
      leastDays: 10,
      z: 6,
      leastReads: 50,
      mostSubjects: 500,
      mostRows: 20_000,
      nightReads: 20,
      nightFrom: 22,
      nightTo: 6,
    },
    basis:
      '《中华人民共和国数据安全法》第二十七条、《中华人民共和国个人信息保护法》第五十一条、第五十四条：只核对数据访问是否安全，不评价个人；界限为项目草拟',
  },
  'reading-consumer': {
    on: true,
    limits: {
      historyDays: 60,
      leastDays: 10,
      z: 6,
      leastReads: 200,
      mostRows: 1_000_000,
      nightReads: 200,
      nightFrom: 22,
      nightTo: 6,
    },
    basis:
      '《中华人民共和国数据安全法》第二十七条、《政务数据共享条例》（二手资料）使用方的安全责任；界限为项目草拟',
  },
}

/** What holds until the data authority saves its own. */
export const defaultCheckTable: CheckTable = {
  version: 0,
  rows: checkNames.map((check) => ({ check, ...shipped[check] })),
  exceptionDays: 365,
  acceptDays: 2,
  answerDays: 10,
  ladderDays: [0, 5, 15],
}

export function settingOf(table: CheckTable, check: CheckName): CheckSetting {
  return table.rows.find((r) => r.check === check) ?? { check, ...shipped[check] }
}

/** Limits that are missing, unknown or out of bounds, by the path of the field. */
export function limitFaults(check: CheckName, limits: Limits): string[] {
  const bounds: Readonly<Record<string, readonly [number, number]>> = checkLimits[check]
  const missing = Object.keys(bounds).filter((name) => limits[name] === undefined)
  const unknown = Object.keys(limits).filter((name) => bounds[name] === undefined)
  const outside = Object.entries(limits).filter(([name, value]) => {
    const [least = 0, most = 0] = bounds[name] ?? []
    return bounds[name] !== undefined && (value < least || value > most || !Number.isFinite(value))
  })
  return [...missing, ...unknown, ...outside.map(([name]) => name)]
}

/** Paths of what cannot be saved: limits, each check once, and a ladder that climbs. */
export function tableFaults(table: CheckTable): string[] {
  const doubled = table.rows.filter((r, i) => table.rows.findIndex((o) => o.check === r.check) !== i)
  const [first, second, third] = table.ladderDays
  return [
    ...doubled.map((r) => r.check),
    ...table.rows.flatMap((r) => limitFaults(r.check, r.limits).map((name) => `${r.check}.${name}`)),
    ...(first < second && second < third ? [] : ['ladderDays']),
  ]
}

/** A limit by name; a name that its check lacks is a programmer's error. */
export function limit(limits: Limits, name: string): number {
  const value = limits[name]
  if (value === undefined) throw new Error(`no limit ${name}`)
  return value
}
