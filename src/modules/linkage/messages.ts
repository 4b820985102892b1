import type { Messages } from '#kernel/i18n/define'

export const linkageMessages = {
  'linkage.not-found': { zh: '没有这项关联', en: 'There is no such linkage' },
  'linkage.changed-meanwhile': {
    zh: '这项关联刚被修改，请刷新后再试',
    en: 'This linkage has changed meanwhile; load it again',
  },
  'linkage.not-approved': {
    zh: '关联算法 {algorithm} 还没有批准，不能运行',
    en: 'Algorithm {algorithm} is not approved',
  },
  'linkage.running': { zh: '上一次关联还在进行', en: 'The last run is still going on' },
  'linkage.not-run': { zh: '还没有完成过关联', en: 'No run is done yet' },
  'linkage.record-not-found': { zh: '最近一次关联里没有这条记录', en: 'The last run has no such record' },
  'linkage.entity-too-large': {
    zh: '这一组超过 {most} 条记录，请先调高关联门槛',
    en: 'More than {most} records: raise the threshold first',
  },
  'linkage.contradiction': {
    zh: '与已有的人工认定矛盾：甲乙相同、乙丙相同，甲丙就不能不同',
    en: 'This contradicts what people said before of the same records',
  },
  'linkage.faults': {
    zh: '关联内容有问题，请按各项提示修改',
    en: 'The linkage has faults; each is named with its field',
  },
  'linkage.fault.no-grant': { zh: '没有这项授权，或不属于本单位', en: 'There is no such grant of yours' },
  'linkage.fault.not-clear': {
    zh: '{item} 未授权或已脱敏，不能用来关联',
    en: '{item} is masked or not granted',
  },
  'linkage.fault.unknown-field': { zh: '没有字段 {field}', en: 'There is no field {field}' },
  'linkage.fault.field-needed': { zh: '缺少字段 {field}', en: 'Field {field} is needed' },
} as const satisfies Messages
