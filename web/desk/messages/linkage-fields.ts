import type { Texts } from '../../ui/i18n.tsx'

/** Fields of both kinds of linkage, what is compared of them, and how far two values agree. */
export const linkageFieldTexts = {
  'person.name': { zh: '姓名', en: 'Name' },
  'person.sex': { zh: '性别', en: 'Sex' },
  'person.born': { zh: '出生日期', en: 'Date of birth' },
  'person.idNumber': { zh: '证件号码', en: 'Identity number' },
  'person.phone': { zh: '电话', en: 'Phone' },
  'person.township': { zh: '街道乡镇', en: 'Township' },
  'person.street': { zh: '住址', en: 'Address' },
  'enterprise.name': { zh: '企业名称', en: 'Name of the enterprise' },
  'enterprise.creditCode': { zh: '统一社会信用代码', en: 'Social credit code' },
  'enterprise.representative': { zh: '法定代表人', en: 'Legal representative' },
  'enterprise.phone': { zh: '电话', en: 'Phone' },
  'enterprise.township': { zh: '街道乡镇', en: 'Township' },
  'enterprise.street': { zh: '住所', en: 'Address' },
  /** Address, phone and township are weighed together. */
  'compared.person.street': { zh: '住址和电话', en: 'Address and phone' },
  'compared.enterprise.street': { zh: '住所和电话', en: 'Address and phone' },
  'level.exact': { zh: '完全一致', en: 'identical' },
  'level.similar': { zh: '相似度不低于 {percent}%', en: 'at least {percent}% alike' },
  'level.edits': { zh: '最多差 {edits} 个字符', en: 'off by up to {edits} character(s)' },
  'level.swapped': { zh: '日和月对调', en: 'day and month exchanged' },
  'level.else': { zh: '不一致', en: 'different' },
  'level.none': { zh: '没有可计分的一致', en: 'nothing alike that counts' },
  'level.missing': { zh: '缺失，不加不减', en: 'missing, counts for nothing' },
  'level.and': { zh: '，', en: ', ' },
  'level.of': { zh: '{field}{level}', en: '{field} {level}' },
} as const satisfies Texts
