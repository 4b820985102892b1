import type { Texts } from '../../ui/i18n.tsx'

/** Consent to a watch: asked by whoever watches, answered by the provider of the data. */
export const watchConsentTexts = {
  title: { zh: '数据依据', en: 'Why it may read the data' },
  intro: {
    zh: '其他单位要用本单位有条件共享的数据做预警监测，先由本单位数据管理员同意。撤回同意后，监测立即停用。',
    en: 'Others may watch your conditionally shared data for early warning once your data manager consents. When the consent is withdrawn the watch goes off at once.',
  },
  empty: { zh: '没有单位申请监测本单位的数据', en: 'Nobody has asked to watch your data' },
  total: { zh: '共 {total} 项', en: '{total} in all' },
  'basis.own': {
    zh: '监测的是本单位的数据，不需要征求同意。',
    en: 'It watches its own organization’s data.',
  },
  'basis.unconditional': {
    zh: '数据资源无条件共享，不需要征求同意。',
    en: 'The resource is shared without conditions; no consent is needed.',
  },
  'basis.consent': { zh: '数据提供单位已同意。', en: 'The provider consents.' },
  'basis.none': {
    zh: '数据由其他单位提供，须征得其数据管理员同意后才能启用和试运行。',
    en: 'The data is another organization’s: its data manager has to consent before this is tried or switched on.',
  },
  'basis.beyond': {
    zh: '监测的内容已超出提供单位同意的范围，须重新征求同意。',
    en: 'The watch now reads more than was consented to; ask again.',
  },
  ask: { zh: '征求同意', en: 'Ask for consent' },
  purpose: { zh: '监测目的', en: 'Purpose' },
  'purpose.hint': {
    zh: '写明防范什么风险、依据什么职责、预警后怎么处置。',
    en: 'What it protects from, by which duty, and what is done on a warning.',
  },
  give: { zh: '同意', en: 'Consent' },
  refuse: { zh: '不同意', en: 'Refuse' },
  withdraw: { zh: '撤回同意', en: 'Withdraw' },
  reason: { zh: '理由', en: 'Reason' },
  cancel: { zh: '取消', en: 'Cancel' },
  send: { zh: '确定', en: 'Confirm' },
  state: { zh: '状态', en: 'State' },
  'state.asked': { zh: '待答复', en: 'To be answered' },
  'state.given': { zh: '已同意', en: 'Given' },
  'state.refused': { zh: '不同意', en: 'Refused' },
  'state.withdrawn': { zh: '已撤回', en: 'Withdrawn' },
  'state.replaced': { zh: '已重新征求', en: 'Asked anew' },
  watch: { zh: '监测', en: 'Watch' },
  'watch.draft': { zh: '监测是草稿', en: 'The watch is a draft' },
  'watch.on': { zh: '监测已启用', en: 'The watch is on' },
  'watch.off': { zh: '监测已停用', en: 'The watch is off' },
  owner: { zh: '监测单位', en: 'Watched by' },
  provider: { zh: '提供单位', en: 'Provider' },
  resource: { zh: '数据资源', en: 'Resource' },
  reads: { zh: '读取的数据项', en: 'Items that it reads' },
  rows: { zh: '只看“{item}”为“{equals}”的数据', en: 'Only rows with “{item}” = “{equals}”' },
  asked: { zh: '征求时间', en: 'Asked' },
  answered: { zh: '答复', en: 'Answer' },
} satisfies Texts
