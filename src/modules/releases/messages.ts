import type { Messages } from '#kernel/i18n/define'

export const releaseMessages = {
  'releases.not-found': { zh: '没有这项匿名化发布', en: 'There is no such release' },
  'releases.changed-meanwhile': {
    zh: '刚被别人修改，请刷新后再试',
    en: 'Somebody has changed it meanwhile; load it again',
  },
  'releases.resource-not-published': {
    zh: '只有已发布的数据资源可以匿名化发布',
    en: 'Only a published resource can be released',
  },
  'releases.not-in-state': { zh: '发布目前的状态不能这样做', en: 'The release’s state does not allow this' },
  'releases.no-recipient': {
    zh: '没有代码为 {recipient} 的单位',
    en: 'There is no organization {recipient}',
  },
  'releases.no-such-levels': {
    zh: '所选级别不在各列的分级里，请重新选择',
    en: 'The levels are not in the hierarchies; choose again',
  },
  'releases.own-proposal': {
    zh: '不能批准自己提交的发布，请由另一人审批',
    en: 'Nobody approves what they submitted; another person has to',
  },
  'releases.newer-release': {
    zh: '计算之后又有同一资源的新发布，请重新计算后再提交',
    en: 'Another release of the resource came after this was computed; compute it again',
  },
  'releases.combination': {
    zh: '与以往发布 {number} 合在一起会使 {atRisk} 人落入不足 {least} 人的组（最小 {smallest} 人）。请使用与其相同的级别和数据时点，或减少两次都有的普通列和敏感列，再重新计算',
    en: 'Together with release {number}, {atRisk} persons would be in groups of fewer than {least} (smallest {smallest}). Use its levels and instant, or give fewer of the plain and sensitive columns that both have, and compute again',
  },
  'releases.withdrawn': { zh: '这项发布已经撤回：{reason}', en: 'The release was withdrawn: {reason}' },
  'releases.over': { zh: '发布已于 {until} 到期', en: 'The release ended on {until}' },
  'releases.no-file': { zh: '这项发布没有该格式的文件', en: 'The release has no file of this format' },
  'releases.file-damaged': {
    zh: '文件缺失或与登记的哈希不符，已停止下载，请联系管理员',
    en: 'The file is missing or not what its hash says; tell the administrator',
  },
  'releases.range': {
    zh: '续传位置超出文件长度（{bytes} 字节）',
    en: 'The download cannot go on there: the file has {bytes} bytes',
  },
  'releases.faults': {
    zh: '发布方案有问题，请按各项提示修改',
    en: 'The plan has faults; each is named with its field',
  },
  'releases.fault.unknown-item': { zh: '数据资源里没有 {item}', en: 'The resource has no {item}' },
  'releases.fault.item-twice': { zh: '{item} 出现了两次', en: '{item} stands twice' },
  'releases.fault.no-quasi': {
    zh: '至少要有一列准标识符：外人可能知道的列，例如地点、日期、年龄',
    en: 'Name at least one quasi-identifier: a column that others may know, such as place, date, age',
  },
  'releases.fault.nothing-left': { zh: '没有可以发布的列', en: 'Nothing is left to release' },
  'releases.fault.too-many-levels': {
    zh: '各列级别的组合超过 {most} 个，请减少准标识符或级别',
    en: 'More than {most} combinations of levels; take fewer quasi-identifiers or levels',
  },
  'releases.fault.population-item': {
    zh: '人口底册“{population}”里没有同名同类型的 {item}，无法对照',
    en: 'The population “{population}” has no {item} of that name and type to compare by',
  },
  'releases.fault.person-released': {
    zh: '说明是谁的那一列不能作为普通列或敏感列发布',
    en: 'The item that says whose a row is cannot be released as plain or sensitive',
  },
  'releases.fault.small-k': {
    zh: '这类对象的 k 不能小于 {least}',
    en: 'For this audience k is at least {least}',
  },
  'releases.fault.until-past': { zh: '有效期应晚于今天', en: 'The last day has to be after today' },
  'releases.fault.level': {
    zh: '重要数据和核心数据不能匿名化发布',
    en: 'Important and core data is not released',
  },
  'releases.fault.closed': {
    zh: '目录规定这项资源不予开放，只能发给指定对象',
    en: 'The catalogue says that the resource is not open; name a recipient',
  },
  'releases.fault.identifier-plain': {
    zh: '{item} 能直接指向个人，只能去掉，或作为准标识符泛化',
    en: '{item} names a person by itself: leave it out, or make it coarser as a quasi-identifier',
  },
  'releases.fault.identifier-without-hierarchy': {
    zh: '{item} 能直接指向个人，作为准标识符必须有逐级变粗的分级',
    en: '{item} names a person by itself; as a quasi-identifier it needs a hierarchy',
  },
  'releases.fault.identifier-exact': {
    zh: '{item} 能直接指向个人，最细级别不能是原值',
    en: '{item} names a person by itself; its finest level cannot be the value',
  },
  'releases.fault.point': {
    zh: '{item} 是坐标，不能发布，请改用地点列',
    en: '{item} is a position and cannot be released; use a place instead',
  },
  'releases.fault.hierarchy-type': {
    zh: '{item} 的类型不能用这种分级',
    en: 'The hierarchy does not fit the type of {item}',
  },
  'releases.fault.not-coarser': {
    zh: '{item} 的分级必须一级比一级粗，后一级由前一级合并而成',
    en: 'Each level of {item} has to be coarser than, and made of whole ones of, the one before',
  },
  'releases.fault.least': {
    zh: '{item} 的最细级别超出了分级',
    en: 'The finest level of {item} is not in its hierarchy',
  },
  'releases.fault.list-length': {
    zh: '{item} 的分级表第 {line} 行列数与第一行不同，或没有更粗的一级',
    en: 'Line {line} of the list for {item} has another number of columns than the first, or no coarser level',
  },
  'releases.fault.list-twice': {
    zh: '{item} 的分级表第 {line} 行的值已经出现过',
    en: 'The value in line {line} of the list for {item} stands there already',
  },
  'releases.fault.list-parted': {
    zh: '{item} 的分级表第 {line} 行把前一级已经合并的值又分开了',
    en: 'Line {line} of the list for {item} parts what the level before has joined',
  },
} as const satisfies Messages
