import type { Messages } from '#kernel/i18n/define'

export const catalogueMessages = {
  'catalogue.not-found': {
    zh: '没有这个数据资源，或者它还没有发布',
    en: 'There is no such data resource, or it is not published',
  },
  'catalogue.changed-meanwhile': {
    zh: '这个数据资源刚被别人修改，请刷新后再试',
    en: 'Somebody has changed this data resource meanwhile; load it again',
  },
  'catalogue.not-retired': { zh: '数据资源没有停用', en: 'The data resource is not retired' },
  'catalogue.retired': { zh: '已停用的数据资源不能再修改', en: 'A retired data resource cannot be changed' },
  'catalogue.not-published': {
    zh: '只有已发布的数据资源可以停用',
    en: 'Only a published data resource can be retired',
  },
  'catalogue.nothing-to-publish': { zh: '没有待发布的修改', en: 'There is nothing to publish' },
  'catalogue.unknown-org': { zh: '没有代码为 {org} 的在用单位', en: 'There is no active organization {org}' },
  'catalogue.faults': {
    zh: '数据资源的内容有问题，请按各项提示修改',
    en: 'The content has faults; each is named with its field',
  },
  'catalogue.grade.not-published': {
    zh: '发布之后才能定级',
    en: 'Only what is published is graded',
  },
  'catalogue.grade.changed': {
    zh: '这个资源刚被别人定级，请刷新后再试',
    en: 'Somebody has graded it meanwhile; load it again',
  },
  'catalogue.grade.other-items': {
    zh: '请对已发布版本的每一个信息项各定一次级',
    en: 'Grade each published item once',
  },
  'catalogue.grade.too-low': {
    zh: '级别不能低于规则表给出的 {least} 级',
    en: 'The level may not be below what the table gives: {least}',
  },
  'catalogue.grade.review-past': { zh: '复审日期应在今天之后', en: 'The review has to lie after today' },
  'catalogue.import.too-large': {
    zh: '文件超过 {limitMb} MB',
    en: 'The file is larger than {limitMb} MB',
  },
  'catalogue.import.too-many': {
    zh: '一次最多导入 {limit} 项',
    en: 'At most {limit} at once',
  },
  'catalogue.import.too-many-items': {
    zh: '一个对象最多 {limit} 个信息项',
    en: 'At most {limit} properties in an object',
  },
  'catalogue.import.unreadable': {
    zh: '文件无法读取：{reason}',
    en: 'The file cannot be read: {reason}',
  },
  'catalogue.import.no-contract': {
    zh: '这不是数据合同（ODCS）文件',
    en: 'This is no data contract (ODCS)',
  },
  'catalogue.import.no-provider': {
    zh: '请先选择提供单位',
    en: 'Choose the provider first',
  },
  'catalogue.import.placeholder': {
    zh: '合同没有列出信息项，已放入一个占位项，发布前请补充',
    en: 'The contract names no properties; a placeholder stands in for them',
  },
  'catalogue.import.key-required': {
    zh: '{item} 是主键，按必填处理',
    en: '{item} is a key and therefore required',
  },
  'catalogue.import.item-broken': {
    zh: '{item} 有无法理解的内容，按文本处理，原文保留',
    en: '{item} could not be read whole; it is text, and the original is kept',
  },
  'catalogue.import.type-as-text': {
    zh: '{item} 的类型在本平台按文本保存，原类型保留',
    en: '{item} is kept as text; its original type is kept',
  },
  'catalogue.import.type-guessed': {
    zh: '{item} 没有写明类型，按存储类型推断，请核对',
    en: '{item} names no logical type; it was guessed, please check',
  },
  'catalogue.import.pattern-kept-aside': {
    zh: '{item} 的格式表达式不能用于检查，原文保留',
    en: 'The pattern of {item} cannot be used to check; it is kept',
  },
  'catalogue.import.bound-kept-aside': {
    zh: '{item} 的上下限不能用于检查，原文保留',
    en: 'A bound of {item} cannot be used to check; it is kept',
  },
  'catalogue.import.column-unknown': {
    zh: '不认识的列，其中的内容没有读取',
    en: 'An unknown column; it was not read',
  },
  'catalogue.import.contradiction': {
    zh: '与本资源第一行的内容不一致：{value}',
    en: 'Differs from the first row of the resource: {value}',
  },
  'catalogue.import.word-unknown': {
    zh: '不认识的词：{value}',
    en: 'An unknown word: {value}',
  },
  'catalogue.import.not-readable': {
    zh: '内容无法读取：{value}',
    en: 'Not readable: {value}',
  },
  'catalogue.import.missing': {
    zh: '请填写',
    en: 'Please fill in',
  },
  'catalogue.import.form': {
    zh: '格式不对：{value}',
    en: 'Not of the right form: {value}',
  },
  'catalogue.circle': {
    zh: '这样会形成循环：来源已经直接或间接由本资源加工而成',
    en: 'That would close a circle: the source is made from this resource',
  },
  'catalogue.no-such-lineage': { zh: '没有登记这个来源', en: 'This source is not registered' },
  'catalogue.fault.item-twice': { zh: '信息项 {item} 出现了两次', en: 'Item {item} occurs twice' },
  'catalogue.fault.rule-twice': { zh: '质量规则编号 {rule} 出现了两次', en: 'Rule {rule} occurs twice' },
  'catalogue.fault.no-key': {
    zh: '按主键更新的资源至少要有一个主键信息项',
    en: 'A resource of records needs at least one key item',
  },
  'catalogue.fault.no-condition': { zh: '请写明条件或依据', en: 'Say the condition or the ground' },
  'catalogue.fault.key-optional': {
    zh: '主键信息项 {item} 必须为必填',
    en: 'Key item {item} has to be required',
  },
  'catalogue.fault.key-point': { zh: '坐标 {item} 不能作主键', en: 'A point cannot be a key: {item}' },
  'catalogue.fault.pattern-syntax': {
    zh: '{item} 的格式表达式写法有误',
    en: 'The pattern of {item} is not well formed',
  },
  'catalogue.fault.pattern-look-around': {
    zh: '{item} 的格式表达式不能用环视',
    en: 'The pattern of {item} may not look around',
  },
  'catalogue.fault.pattern-back-reference': {
    zh: '{item} 的格式表达式不能用反向引用',
    en: 'The pattern of {item} may not refer back',
  },
  'catalogue.fault.pattern-nested-repetition': {
    zh: '{item} 的格式表达式不能在重复里再重复',
    en: 'The pattern of {item} may not repeat a repetition',
  },
  'catalogue.fault.pattern-text-only': {
    zh: '只有文本信息项可以设格式表达式：{item}',
    en: 'Only text has a pattern: {item}',
  },
  'catalogue.fault.bound-unreadable': {
    zh: '{item} 的上下限不是这种类型的值',
    en: 'A bound of {item} is no value of its type',
  },
  'catalogue.fault.bounds-crossed': {
    zh: '{item} 的下限大于上限',
    en: 'The lower bound of {item} is above the upper one',
  },
  'catalogue.fault.unknown-item': {
    zh: '规则 {rule} 提到的信息项 {item} 不存在',
    en: 'Rule {rule} speaks of {item}, which does not exist',
  },
  'catalogue.fault.no-time': { zh: '{item} 不是日期或时间', en: '{item} is neither a date nor a time' },
  'catalogue.fault.no-place': { zh: '{item} 不是地点', en: '{item} is not a place' },
  'catalogue.fault.no-text': { zh: '{item} 不是文本', en: '{item} is not text' },
  'catalogue.fault.no-order': { zh: '坐标 {item} 不能比较大小', en: 'Points have no order: {item}' },
  'catalogue.fault.different-types': {
    zh: '{item} 与 {other} 类型不同，不能比较',
    en: '{item} and {other} are of different types',
  },
  'catalogue.fault.places-without-item': {
    zh: '限定了地点范围，请指定地点信息项',
    en: 'Places are bounded: say which item is the place',
  },
  'catalogue.fault.from-without-item': {
    zh: '限定了起始日期，请指定时间信息项',
    en: 'Time is bounded: say which item is the time',
  },
  'catalogue.fault.form-unknown-item': {
    zh: '表单提到的信息项 {item} 不存在',
    en: 'The form asks for {item}, which does not exist',
  },
  'catalogue.fault.form-same-as': {
    zh: '表单自动带入 {item} 时，它和用来查找的信息项都要在表单里',
    en: '{item} is filled in from another resource: it and what it is found by have to be in the form',
  },
  'catalogue.fault.form-required': {
    zh: '表单缺少必填信息项 {item}',
    en: 'The form leaves out {item}, which is required',
  },
  'catalogue.fault.form-photo-text': {
    zh: '存放照片的信息项 {item} 应为文本',
    en: 'The item for photos, {item}, has to be text',
  },
  'catalogue.fault.form-place': {
    zh: '表单要问地点信息项，否则不知道归谁管',
    en: 'The form has to ask for the place: it says whose row it is',
  },
  'catalogue.change.item-gone': { zh: '去掉了信息项 {item}', en: 'Item {item} is gone' },
  'catalogue.change.item-new': { zh: '新增了信息项 {item}', en: 'Item {item} is new' },
  'catalogue.change.item-type': {
    zh: '{item} 的类型由 {before} 改为 {after}',
    en: '{item} is now {after}, was {before}',
  },
  'catalogue.change.item-key': { zh: '{item} 是否主键有变化', en: '{item} joined or left the key' },
  'catalogue.change.item-optional': { zh: '{item} 不再必填', en: '{item} may be empty now' },
  'catalogue.change.item-required': { zh: '{item} 改为必填', en: '{item} is always filled now' },
  'catalogue.change.item-values': {
    zh: '{item} 出现了以前没有的取值',
    en: '{item} has values that were impossible',
  },
  'catalogue.change.item-pattern': { zh: '{item} 的格式有变化', en: '{item} has another pattern' },
  'catalogue.change.shape': {
    zh: '更新方式由 {before} 改为 {after}',
    en: 'The shape is {after}, was {before}',
  },
  'catalogue.change.name': {
    zh: '名称由“{before}”改为“{after}”',
    en: 'The name is “{after}”, was “{before}”',
  },
  'catalogue.change.share': {
    zh: '共享类型由 {before} 改为 {after}',
    en: 'Sharing is {after}, was {before}',
  },
  'catalogue.change.openness': {
    zh: '开放属性由 {before} 改为 {after}',
    en: 'Openness is {after}, was {before}',
  },
  'catalogue.change.cycle': {
    zh: '更新周期由 {before} 改为 {after}',
    en: 'The cycle is {after}, was {before}',
  },
  'catalogue.change.owner': {
    zh: '所有者由 {before} 改为 {after}',
    en: 'The owner is {after}, was {before}',
  },
  'catalogue.change.steward': {
    zh: '管理者由 {before} 改为 {after}',
    en: 'The steward is {after}, was {before}',
  },
  'catalogue.change.rules': { zh: '质量规则有变化', en: 'The quality rules changed' },
  'catalogue.change.scope': { zh: '覆盖范围有变化', en: 'The scope changed' },
} as const satisfies Messages
