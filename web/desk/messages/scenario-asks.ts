import type { Texts } from '../../ui/i18n.tsx'

/** What a scenario asks of other departments. */
export const askTexts = {
  title: { zh: '申请的数据', en: 'Data it asks for' },
  intro: {
    zh: '场景要查其他部门的数据时，由主管部门按数据共享流程申请，再在这里指定授权。场景只能按主键一条一条地查，得到的就是授权给的。',
    en: 'Where a scenario needs another department’s data, the commissioning department applies for it as for any data and names the grant here. The scenario looks up one key at a time and gets what the grant gives.',
  },
  purpose: { zh: '用途', en: 'Purpose' },
  items: { zh: '信息项', en: 'Items' },
  why: { zh: '理由', en: 'Why' },
  personal: { zh: '含个人信息', en: 'Personal information' },
  grant: { zh: '授权', en: 'Grant' },
  'grant.none': { zh: '还没有授权，正式运行时查不到', en: 'No grant yet: for real nothing is found' },
  'grant.is': {
    zh: '{resource}（{provider}），有效期至 {until}',
    en: '{resource} ({provider}), until {until}',
  },
  'grant.by': { zh: '{by}指定', en: 'Named by {by}' },
  'grant.not-active': { zh: '这项授权已停用', en: 'This grant is not in force' },
  choose: { zh: '选择授权', en: 'Choose a grant' },
  'choose.none': {
    zh: '没有符合用途和信息项的授权，请先申请',
    en: 'No grant has the purpose and the items; apply for one first',
  },
  apply: { zh: '去申请数据', en: 'Apply for data' },
  reason: { zh: '理由', en: 'Reason' },
  bind: { zh: '指定这项授权', en: 'Name this grant' },
  unbind: { zh: '取消授权', en: 'Take it away' },
} as const satisfies Texts
