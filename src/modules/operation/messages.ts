import type { Messages } from '#kernel/i18n/define'

export const operationMessages = {
  'operation.product-not-found': { zh: '没有这个运营产品', en: 'There is no such product' },
  'operation.run-not-found': { zh: '没有这次结果', en: 'There is no such answer' },
  'operation.changed-meanwhile': {
    zh: '刚被别人修改，请刷新后再试',
    en: 'Somebody has changed it meanwhile; load it again',
  },
  'operation.not-published': {
    zh: '只有已发布的数据资源可以登记',
    en: 'Only a published resource can be registered',
  },
  'operation.nothing-applied': { zh: '没有待确认的登记', en: 'No registration waits to be confirmed' },
  'operation.withdrawn': { zh: '产品已经撤回', en: 'The product was withdrawn' },
  'operation.not-in-state': { zh: '产品目前的状态不能这样做', en: 'The product’s state does not allow this' },
  'operation.not-registered': {
    zh: '产品没有登记，或者已暂停、已撤回',
    en: 'The product is not registered, or suspended or withdrawn',
  },
  'operation.no-template': { zh: '产品里没有这个查询', en: 'The product has no such question' },
  'operation.no-such-choice': {
    zh: '所选的值不在查询允许的范围内',
    en: 'The question does not offer this choice',
  },
  'operation.resource-unregistered': {
    zh: '查询用到的数据资源没有登记，或登记已过期',
    en: 'The resource is not registered for operation, or no longer',
  },
  'operation.budget-spent': {
    zh: '本月（{month}）的隐私预算已经用完，下月再查',
    en: 'The privacy budget of {month} is spent; ask again next month',
  },
  'operation.not-held': { zh: '这次结果不在待审状态', en: 'This answer does not wait for review' },
  'operation.faults': {
    zh: '产品内容有问题，请按各项提示修改',
    en: 'The product has faults; each is named with its field',
  },
  'operation.fault.no-grant': { zh: '没有这项授权，或不属于本单位', en: 'There is no such grant of yours' },
  'operation.fault.purpose': {
    zh: '授权的用途不是授权运营',
    en: 'The grant is not for authorised operation',
  },
  'operation.fault.not-granted': { zh: '授权不包括 {item}', en: 'The grant does not give {item}' },
  'operation.fault.no-number': { zh: '{item} 不是数字，不能求和或平均', en: '{item} is no number' },
  'operation.fault.masked': {
    zh: '{item} 已脱敏，不能用来筛选或统计',
    en: '{item} is masked and cannot be used here',
  },
  'operation.fault.bounds': { zh: '下限应小于上限', en: 'The lower bound has to be below the upper one' },
  'operation.fault.no-time': { zh: '{item} 不是日期或时间，不能按年分组', en: '{item} has no year' },
  'operation.fault.no-place': { zh: '{item} 不是地点，不能按区县或镇街分组', en: '{item} is no place' },
  'operation.fault.open-groups': {
    zh: '加噪声的结果只能按有固定取值的信息项分组：{item} 没有',
    en: 'Noisy answers are grouped by closed lists alone; {item} has none',
  },
  'operation.fault.template-twice': { zh: '查询编号重复', en: 'Two questions have the same id' },
} as const satisfies Messages
