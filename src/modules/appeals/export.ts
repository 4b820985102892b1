import type { ExportLabels } from '#kernel/cases'
import { categoryPath } from '#modules/duties'
import { findPlace } from '#modules/territory'
import type { AppealState } from './case.ts'
import type { Channel, Urgency } from './contract.ts'

const states: Readonly<Record<AppealState, string>> = {
  submitted: '待分类',
  classified: '待派单',
  dispatched: '待签收',
  accepted: '已签收',
  handled: '办理中',
  answered: '已答复',
  rated: '已评价',
  merged: '已并案',
  closed: '已办结',
  withdrawn: '已撤回',
}

const channels: Readonly<Record<Channel, string>> = {
  web: '网页',
  wechat: '微信',
  phone: '电话',
  grid: '网格',
  enterprise: '企业',
  import: '导入',
  api: '接口',
}

const urgencies: Readonly<Record<Urgency, string>> = {
  critical: '特急',
  urgent: '紧急',
  normal: '一般',
  complex: '复杂',
}

/** Words for exported files; an office reads names, not codes. */
export const exportLabels: ExportLabels = {
  title: '诉求',
  states,
  channels,
  urgencies,
  category: (code) =>
    categoryPath(code)
      .map((c) => c.zh)
      .join('/') || code,
  place: (path) => placeNames(path) || path,
}

/** District and township together, since townships of different districts share names. */
export function placeNames(path: string): string {
  const [, ...below] = path.split('/')
  const codes = below.length === 0 ? [path] : below
  return codes.map((code) => findPlace(code)?.name ?? '').join('')
}

/** Name and centre for the statistics' map. */
export function describePlace(path: string) {
  const place = findPlace(path.split('/').at(-1) ?? '')
  return place === undefined ? undefined : { name: place.name, point: place.point ?? null }
}
