import type { Messages } from '#kernel/i18n/define'

export const collectionMessages = {
  'collection.not-published': {
    zh: '数据资源尚未发布或已停用，不能接收数据',
    en: 'Only a published resource takes data',
  },
  'collection.events-only-grow': {
    zh: '流水类资源只增不减，不能整体替换',
    en: 'A resource of events only grows; it cannot be replaced',
  },
  'collection.part-taken': {
    zh: '这一批次的第 {part} 部分已经收过',
    en: 'Part {part} of this delivery was taken already',
  },
  'collection.settled': {
    zh: '其中有数据已被处理过，请刷新后再试',
    en: 'Some of these rows were settled meanwhile; load them again',
  },
  'collection.still-broken': {
    zh: '还有不符合规范的地方，请按各项提示修改',
    en: 'Something still breaks the contract; each item says what',
  },
  'collection.missing-columns': {
    zh: '文件缺少必填列：{items}。请补上这些列，或在对应关系中指定',
    en: 'Required columns are missing: {items}. Add them, or say which column holds them',
  },
  'collection.unknown-columns': {
    zh: '文件中有规范以外的列：{columns}。请确认不导入这些列，或指定它们对应的信息项',
    en: 'The contract does not know these columns: {columns}. Confirm that they are left out, or map them',
  },
  'collection.delivery-over': {
    zh: '这一批次已经全部收完',
    en: 'This delivery is complete already',
  },
  'collection.no-row': { zh: '没有这条数据', en: 'There is no such row' },
  'collection.not-your-form': {
    zh: '这份表单不在您的岗位职责或管辖地点内',
    en: 'This form is not the work of your post and places',
  },
  'collection.not-asked': { zh: '表单不收集信息项 {item}', en: 'The form does not ask for {item}' },
  'collection.no-photos': { zh: '这份表单不收照片', en: 'This form takes no photos' },
  'collection.row-changed': {
    zh: '这条数据刚被别人修改，请对照两个版本后再决定',
    en: 'Somebody else has changed this row; compare both versions and decide',
  },
  'collection.entry-taken': { zh: '这次填报已经收到', en: 'This entry was taken already' },
  'data-task.not-needed': { zh: '数据正常，不需要任务', en: 'All is well; no task is needed' },
  'data-task.open-already': {
    zh: '这个数据资源已有未办结的任务',
    en: 'The resource has an open task already',
  },
  'data-task.officer.escalate': {
    zh: '数据任务 {number}（{office}）已超期（第 {level} 级提醒），请立即办理。',
    en: 'Data task {number} ({office}) is overdue (level {level}); please act on it now.',
  },
  'data-task.officer.remind': {
    zh: '数据任务 {number}（{office}）的时限将到，请抓紧办理。',
    en: 'A deadline of data task {number} ({office}) is close; please act on it.',
  },
  'data-task.officer.submit': {
    zh: '新的数据任务 {number}，请{office}处理并说明原因',
    en: 'New data task {number} for {office} to work on and explain',
  },
  'data-task.officer.rework': {
    zh: '数据任务 {number} 的说明被退回，请{office}继续处理',
    en: 'The report on data task {number} was sent back; {office}, please work on',
  },
  'collection.problem.missing': { zh: '必填项没有填', en: 'Required, but empty' },
  'collection.problem.not-text': { zh: '不是文本', en: 'Not a text' },
  'collection.problem.broken-text': { zh: '有乱码或无法保存的字符', en: 'Broken characters' },
  'collection.problem.not-an-integer': { zh: '不是整数', en: 'Not a whole number' },
  'collection.problem.not-a-number': { zh: '不是数字', en: 'Not a number' },
  'collection.problem.not-a-boolean': { zh: '应填是或否', en: 'Neither yes nor no' },
  'collection.problem.not-a-date': { zh: '不是日期，例如 2026-03-01', en: 'Not a date, such as 2026-03-01' },
  'collection.problem.not-a-time': {
    zh: '不是时间，例如 2026-03-01 08:30',
    en: 'Not a time, such as 2026-03-01 08:30',
  },
  'collection.problem.not-a-place': { zh: '不是区划代码或地点路径', en: 'Not a division code or place path' },
  'collection.problem.not-a-point': { zh: '不是坐标（经度，纬度）', en: 'Not a point (longitude, latitude)' },
  'collection.problem.too-long': { zh: '超过 {expected} 个字', en: 'Longer than {expected} characters' },
  'collection.problem.not-in-list': {
    zh: '不在允许的取值中，应为：{expected}',
    en: 'Not one of: {expected}',
  },
  'collection.problem.wrong-form': { zh: '格式不对，应符合：{expected}', en: 'Not of the form {expected}' },
  'collection.problem.too-small': { zh: '小于下限 {expected}', en: 'Below {expected}' },
  'collection.problem.too-large': { zh: '大于上限 {expected}', en: 'Above {expected}' },
  'collection.problem.in-the-future': { zh: '时间在将来', en: 'Lies in the future' },
  'collection.problem.check-digit-id-card': {
    zh: '身份证号码校验不通过',
    en: 'The check digit of the ID number is wrong',
  },
  'collection.problem.check-digit-credit-code': {
    zh: '统一社会信用代码校验不通过',
    en: 'The check digit of the credit code is wrong',
  },
  'collection.problem.check-digit-bank-card': {
    zh: '银行卡号校验不通过',
    en: 'The check digit of the card number is wrong',
  },
  'collection.problem.comparison': { zh: '不满足：{expected}', en: 'Does not hold: {expected}' },
  'collection.problem.none-filled': {
    zh: '这些项至少填一项：{expected}',
    en: 'Fill at least one of: {expected}',
  },
  'collection.problem.out-of-scope': {
    zh: '不在覆盖范围内：{expected}',
    en: 'Outside the scope: {expected}',
  },
  'collection.problem.before-scope': {
    zh: '早于覆盖的起始日期 {expected}',
    en: 'Before the scope begins: {expected}',
  },
  'collection.problem.duplicate-key': {
    zh: '同一批中主键重复且内容不同：{expected}',
    en: 'The key occurs twice with different contents: {expected}',
  },
  'collection.problem.newer-row': {
    zh: '主键为 {expected} 的数据在这之后已更新，放行会覆盖它',
    en: 'Row {expected} was updated later; a release would replace it',
  },
} as const satisfies Messages
