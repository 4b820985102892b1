import type { Messages } from '#kernel/i18n/define'

export const modelMessages = {
  'control.model-not-found': {
    zh: '没有这个管控模型，或您无权查看',
    en: 'There is no such model, or you may not see it',
  },
  'control.model-twice': {
    zh: '本单位这一类对象已有一个模型，请修改它：每个对象只能有一个等级',
    en: 'Your organization has a model for this kind already; change that one, since a subject has one level',
  },
  'control.kind-fixed': { zh: '对象类别定下后不能改', en: 'The kind of a model cannot be changed' },
  'control.forbidden-input': {
    zh: '输入“{input}”读取了不得使用的属性：{attribute}（{item}）。依据：{legalBasis}。请换成与人无关的输入。这次尝试已记录。',
    en: 'The input “{input}” reads an attribute that no model may use: {attribute} ({item}). Basis: {legalBasis}. Use an input that is not about persons. The attempt is on record.',
  },
  'control.forbidden-shortened': {
    zh: '民族、宗教、政治面貌、关爱等级这几条不能删减，只能补充',
    en: 'The rows on ethnicity, religion, politics and care levels may be added to, never shortened',
  },
  'control.faults': {
    zh: '内容有问题，请按各项提示修改',
    en: 'There are faults; each is named with its field',
  },
  'control.not-tested': {
    zh: '请先回测：看看会有多少对象变级，再提交',
    en: 'Back-test it first, to see which levels would change',
  },
  'control.test-old': {
    zh: '回测是 {day} 做的，数据可能已变，请今天再测一次',
    en: 'The back-test is of {day}; run it again today',
  },
  'control.submitted-already': {
    zh: '这一版已经提交登记，请到算法登记查看',
    en: 'This version stands in the register already',
  },
  'control.not-running': {
    zh: '没有批准运行的版本，请先提交并由值班领导批准',
    en: 'No version is approved; submit one and have it approved',
  },
  'control.no-count': {
    zh: '提供“{source}”的模块没有启用，不能判定',
    en: 'The module that counts “{source}” is not there, so nobody is judged',
  },
  'control.no-grant': {
    zh: '没有读取这个数据资源的授权，请先申请数据共享',
    en: 'There is no grant for this resource; ask for it first',
  },
  'control.fault.input-twice': { zh: '输入的代号重复', en: 'Two inputs have the same name' },
  'control.fault.count-is-number': { zh: '计数只能是数字', en: 'A count is a number' },
  'control.fault.measure-is-number': {
    zh: '个数、合计、最大、最小、距今天数都是数字',
    en: 'Counts, sums, extremes and days are numbers',
  },
  'control.fault.item-needed': { zh: '请选择要读取的信息项', en: 'Choose the item to read' },
  'control.fault.months-need-date': {
    zh: '限定月数要同时指定日期信息项，两者缺一不可',
    en: 'Months need an item with a date, and the other way round',
  },
  'control.fault.row-without-level': { zh: '这一行没有等级', en: 'This row gives no level' },
  'control.fault.no-such-input': { zh: '没有输入 {input}', en: 'There is no input {input}' },
  'control.fault.value-count': {
    zh: '“{input}”的条件值个数不对',
    en: 'The condition on “{input}” has the wrong number of values',
  },
  'control.fault.op-of-numbers': { zh: '“{input}”不是数字，不能比大小', en: '“{input}” is no number' },
  'control.fault.no-number': {
    zh: '“{input}”的条件值应是数字',
    en: 'Values of “{input}” have to be numbers',
  },
  'control.fault.no-yes-or-no': {
    zh: '“{input}”的条件值只能是 true 或 false',
    en: 'Values of “{input}” are true or false',
  },
  'control.fault.ends-crossed': {
    zh: '“{input}”的下限大于上限',
    en: 'The lower end for “{input}” is above the upper one',
  },
  'control.fault.no-steps': { zh: '计分表要写明多少分起是哪一级', en: 'A score needs steps to levels' },
  'control.fault.step-twice': { zh: '两个分数线相同', en: 'Two steps begin at the same score' },
  'control.fault.steps-fall': {
    zh: '分数越高等级应越严，且都严于兜底等级',
    en: 'A higher score has to give a stricter level, and a stricter one than the fallback',
  },
  'control.fault.no-resource': {
    zh: '没有这个数据资源，或未发布',
    en: 'There is no such published resource',
  },
  'control.fault.no-item': { zh: '数据资源没有信息项 {item}', en: 'The resource has no item {item}' },
  'control.fault.no-grant': {
    zh: '数据属于其他单位，请选择一项有效授权',
    en: 'The data is another provider’s; choose a grant',
  },
  'control.fault.grant-purpose': {
    zh: '授权的用途与模型的用途不同',
    en: 'The grant is for another purpose than the model',
  },
  'control.fault.not-given': {
    zh: '授权没有给出 {item}，或给的是脱敏值',
    en: 'The grant does not give {item} in clear',
  },
  'control.fault.no-count': {
    zh: '没有计数 {source}，或不适用于这一类对象',
    en: 'There is no count {source} for this kind',
  },
} as const satisfies Messages
