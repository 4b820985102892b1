import type { Messages } from '#kernel/i18n/define'

/** What a check says of a manifest. */
export const scenarioFindings = {
  'scenarios.finding.shape': { zh: '格式不对', en: 'Not of the right form' },
  'scenarios.finding.too-deep': { zh: '层次过深', en: 'Nested too deep' },
  'scenarios.finding.too-many': { zh: '值过多', en: 'Too many values' },
  'scenarios.finding.reserved-key': { zh: '这个名称保留不用', en: 'This name is reserved' },
  'scenarios.finding.reserved-item': {
    zh: '信息项不能叫 {item}，这个名称保留不用',
    en: 'An item cannot be called {item}: the name is reserved',
  },
  'scenarios.finding.unknown-key': {
    zh: '平台不认识这一项；可能写错了，也可能属于更新的格式',
    en: 'The platform does not know this key: misspelt, or of a newer format',
  },
  'scenarios.finding.credit-code': {
    zh: '统一社会信用代码的校验位不对',
    en: 'The check digit of the unified social credit code is wrong',
  },
  'scenarios.finding.no-basis': {
    zh: '处理个人信息，应写明法律依据',
    en: 'Personal information is processed: name the ground in law',
  },
  'scenarios.finding.code-twice': { zh: '{part} 出现了两次', en: '{part} occurs twice' },
  'scenarios.finding.personal-unsaid': {
    zh: '“{item}”是个人信息，但清单没有说明要处理个人信息',
    en: '{item} is personal information, and the manifest does not say that it processes any',
  },
  'scenarios.finding.personal-unused': {
    zh: '说明了要处理个人信息，但没有一个信息项是个人信息',
    en: 'It says that it processes personal information, and no item is any',
  },
  'scenarios.finding.forbidden': {
    zh: '“{item}”属于禁用属性“{attribute}”（{law}）',
    en: '{item} is a forbidden attribute: {attribute} ({law})',
  },
  'scenarios.finding.foreign-resource': {
    zh: '包里没有代码为 {part} 的数据资源；场景只用自己的数据资源',
    en: 'The package has no resource {part}; a scenario uses its own only',
  },
  'scenarios.finding.foreign-fact': {
    zh: '组合规则只能看本场景监测的信号和预警',
    en: 'A pattern sees signals and warnings of the package’s own watches only',
  },
  'scenarios.finding.no-place': {
    zh: '地点由委托部门决定，不写在包里',
    en: 'Places are the commissioning department’s, not the package’s',
  },
  'scenarios.finding.detector': { zh: '检测器参数不对：{problem}', en: 'Wrong parameter: {problem}' },
  'scenarios.finding.kind-long': { zh: '种类最多 {most} 个字符', en: 'A kind has at most {most} characters' },
  'scenarios.finding.demo-limit': {
    zh: '演示数据有 {rows} 行，超过每天 {most} 行的限额',
    en: 'There are {rows} demo rows, beyond the limit of {most} a day',
  },
  'scenarios.finding.demo-item': {
    zh: '演示数据里的 {item} 不是这个数据资源的信息项',
    en: 'Demo rows name {item}, which is no item of the resource',
  },
  'scenarios.finding.demo-broken': {
    zh: '这一行演示数据不符合数据合同（{item}），会进隔离区',
    en: 'This demo row breaks the contract ({item}) and will be quarantined',
  },
  'scenarios.finding.no-demo': {
    zh: '数据资源 {part} 没有演示数据，沙箱里看不到它运行',
    en: 'Resource {part} has no demo rows: the sandbox will not show it at work',
  },
  'scenarios.finding.program-fails': {
    zh: '程序不能运行：{problem}',
    en: 'The program does not run: {problem}',
  },
  'scenarios.finding.no-function': {
    zh: '程序没有导出 {part}',
    en: 'The program exports no {part}',
  },
  'scenarios.finding.undeclared-function': {
    zh: '程序导出了 {part}，清单里没有写',
    en: 'The program exports {part}, which the manifest does not name',
  },
  'scenarios.finding.no-input': {
    zh: '操作没有类型为 {type} 的填写项 {item}',
    en: 'The command asks for no item {item} of the type {type}',
  },
  'scenarios.finding.no-item': { zh: '数据资源没有信息项 {item}', en: 'The resource has no item {item}' },
  'scenarios.finding.no-point': { zh: '信息项 {item} 不是坐标', en: 'The item {item} is no point' },
  'scenarios.finding.no-time': {
    zh: '数据资源没有时间信息项，分不出新旧',
    en: 'The resource has no time item: nothing tells how old a row is',
  },
  'scenarios.finding.layer-purpose': {
    zh: '这一图层的位置是个人信息，要写明用途（purpose）',
    en: 'Positions of this layer are personal information: say what for (`purpose`)',
  },
  'scenarios.finding.layer-fresh': {
    zh: '这一图层的位置是个人信息，要写明最多显示多少分钟以内的（freshMinutes）',
    en: 'Positions of this layer are personal information: say how old they may be (`freshMinutes`)',
  },
  'scenarios.finding.layer-latest': {
    zh: '这一图层的位置是个人信息，只能显示每个对象的最新位置（latest），不显示轨迹',
    en: 'Positions of this layer are personal information: only the last of each thing is shown (`latest`), never a track',
  },
  'scenarios.finding.no-value': {
    zh: '信息项 {item} 没有取值“{value}”',
    en: 'The item {item} has no value {value}',
  },
  'scenarios.finding.no-number': { zh: '信息项 {item} 不是数字', en: 'The item {item} is no number' },
  'scenarios.finding.personal-shown': {
    zh: '“{item}”是个人信息，不能用来筛选、分组、标注或放进事项',
    en: '{item} is personal information: nothing is narrowed down, divided, labelled or dispatched by it',
  },
  'scenarios.finding.no-comparison': {
    zh: '对 {item} 的条件没有写要比较的值',
    en: 'The condition on {item} has no value to compare with',
  },
  'scenarios.finding.no-outcome': {
    zh: '决策表的每一行和 otherwise 都要给出输出 {item}（{type}）',
    en: 'Every row of a table and its otherwise say the output {item} ({type})',
  },
  'scenarios.finding.row-hidden': {
    zh: '第 {row} 行没有条件，总是成立，它后面的行永远用不到',
    en: 'Row {row} has no condition and always holds: the rows after it never decide',
  },
  'scenarios.finding.ask-personal': {
    zh: '申请的数据是个人信息，personal.processes 应当为 true 并写明依据',
    en: 'What is asked for is personal information: personal.processes has to be true, with its ground in law',
  },
  'scenarios.finding.ask-unused': {
    zh: '包里没有程序，申请的数据“{ask}”没有用处',
    en: 'Without a program nothing uses {ask}',
  },
  'scenarios.finding.no-key': {
    zh: '数据资源 {part} 没有主键，同一件事会反复立案',
    en: 'The resource {part} has no key: the same thing would open case after case',
  },
  'scenarios.finding.no-output': {
    zh: '决策表没有类型为 {type} 的输出 {item}',
    en: 'The table has no output {item} of the type {type}',
  },
  'scenarios.finding.no-urgency': {
    zh: '没有“{value}”这个紧急程度；可用 critical、urgent、normal、complex',
    en: 'There is no grade of urgency {value}; there are critical, urgent, normal, complex',
  },
  'scenarios.finding.no-days': {
    zh: '办理时限 {value} 应当是 1 至 60 的整数（工作日）',
    en: 'The time {value} has to be a whole number of working days from 1 to 60',
  },
  'scenarios.finding.stage-unreached': {
    zh: '没有步骤走到阶段 {part}',
    en: 'No step reaches the stage {part}',
  },
  'scenarios.finding.stage-endless': {
    zh: '从阶段 {part} 走不到办结',
    en: 'From the stage {part} no steps lead to the end',
  },
  'scenarios.finding.no-record-item': {
    zh: '登记办理情况的数据资源要有类型为 {type} 的信息项 {item}',
    en: 'A resource that is told of cases has an item {item} of the type {type}',
  },
  'scenarios.finding.record-key': {
    zh: '登记办理情况的数据资源应当只以 number 为主键',
    en: 'The key of a resource that is told of cases is number alone',
  },
  'scenarios.finding.record-required': {
    zh: '登记办理情况时填不出必填项 {item}',
    en: 'The required item {item} cannot be filled in when cases are told',
  },
  'scenarios.finding.command-shows': {
    zh: '操作“{command}”会向使用者显示个人信息“{item}”，用途：{purpose}',
    en: 'The command {command} shows the personal item {item} in clear, in order to: {purpose}',
  },
  'scenarios.finding.not-personal': {
    zh: '“{item}”不是个人信息，不用写明',
    en: '{item} is no personal information: there is nothing to declare',
  },
  'scenarios.finding.english-given': {
    zh: '“{item}”由人填写，不能另有英文',
    en: '{item} is typed in by people and has no English beside it',
  },
  'scenarios.finding.no-part': { zh: '包里没有 {part}', en: 'The package has no {part}' },
  'scenarios.finding.nobody': { zh: '没有写明给谁用', en: 'It is for nobody' },
  'scenarios.finding.party-sees-all': {
    zh: '给参与方看的页面只能列出它自己的数据：表格要写明 own，不能放指标和地图',
    en: 'A page for parties shows their own rows only: tables name `own`, and there are no indicators or maps',
  },
  'scenarios.finding.no-watch': { zh: '没有监测', en: 'It watches nothing' },
} as const satisfies Messages
