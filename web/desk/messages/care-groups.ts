import type { Texts } from '../../ui/i18n.tsx'

/** Groups that may be cared for: the data authority's table. */
export const careGroupTexts = {
  title: { zh: '关爱人群名单', en: 'Groups that may be cared for' },
  link: { zh: '人群名单', en: 'Groups' },
  intro: {
    zh: '只有名单上的人群可以有关爱等级，名单以外不对人分级。每一类都要有法律依据；没有指定数据资源和有效影响评估的，不能登记。',
    en: 'Only members of these groups may have a care level; outside the list the platform grades nobody. Each group has its law; without a resource and a valid impact assessment none can be given.',
  },
  shipped: {
    zh: '目前是系统自带的名单，尚未由本市确认。',
    en: 'This is the list that the platform comes with; the city has not confirmed it.',
  },
  version: { zh: '第 {version} 版', en: 'Version {version}' },
  'read-only': { zh: '由数据主管修改。', en: 'The data authority may change it.' },
  zh: { zh: '中文名称', en: 'Name in Chinese' },
  en: { zh: '英文名称', en: 'Name in English' },
  code: { zh: '代号', en: 'Code' },
  'code.hint': { zh: '小写字母和连字符，存后不改', en: 'Small letters and hyphens; fixed once saved' },
  law: { zh: '法律依据', en: 'Legal basis' },
  resource: {
    zh: '数据资源（其影响评估有效才能登记）',
    en: 'Data resource (its impact assessment has to hold)',
  },
  days: { zh: '走访间隔（天）', en: 'Days between visits' },
  'days.1': { zh: '一般关注', en: 'ordinary' },
  'days.2': { zh: '重点关注', en: 'close' },
  'days.3': { zh: '特别关注', en: 'closest' },
  active: { zh: '在用', en: 'In use' },
  'active.no': { zh: '停用', en: 'Not in use' },
  'active.hint': {
    zh: '停用后不能新登记，已有的到期为止',
    en: 'Not in use: nobody is added; those who are there stay until they run out',
  },
  add: { zh: '增加一类', en: 'Add a group' },
  remove: { zh: '删去', en: 'Remove' },
  new: { zh: '新增人群', en: 'New group' },
  save: { zh: '保存名单', en: 'Save the list' },
} as const satisfies Texts
