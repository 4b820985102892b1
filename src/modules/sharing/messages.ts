import type { Messages } from '#kernel/i18n/define'

export const sharingMessages = {
  'sharing.requester-only': {
    zh: '只有申请单位可以这样做',
    en: 'Only the organization that asked may do this',
  },
  'sharing.unconditional': {
    zh: '无条件共享的数据不能拒绝，只能按申请提供',
    en: 'Data shared without conditions cannot be refused',
  },
  'sharing.not-shared': {
    zh: '这个数据资源不予共享：{condition}',
    en: 'This data resource is not shared: {condition}',
  },
  'sharing.not-published': { zh: '这个数据资源没有发布', en: 'This data resource is not published' },
  'sharing.own-data': {
    zh: '本单位提供的数据不需要申请',
    en: 'An organization need not ask for its own data',
  },
  'sharing.asked-already': {
    zh: '同一用途的申请 {number} 还在办理中',
    en: 'Request {number} for the same purpose is still open',
  },
  'sharing.held-already': {
    zh: '本单位已有同一用途的有效授权，可在到期前申请续期',
    en: 'A grant for the same purpose is in force; renew it instead',
  },
  'sharing.faults': {
    zh: '申请内容有问题，请按各项提示修改',
    en: 'The terms have faults; each is named with its field',
  },
  'sharing.policy-invalid': {
    zh: '授权策略没有通过校验：{problem}',
    en: 'The policy is not valid: {problem}',
  },
  'sharing.grant-not-found': { zh: '没有这项授权', en: 'There is no such grant' },
  'sharing.grant-changed': {
    zh: '这项授权刚被修改，请刷新后再试',
    en: 'This grant has changed meanwhile; load it again',
  },
  'sharing.grant-over': { zh: '这项授权已经终止', en: 'This grant is over' },
  'sharing.renews-nothing': {
    zh: '要续期的授权不存在，或不属于本单位',
    en: 'The grant to renew does not exist or is not yours',
  },
  'sharing.denied.consumer': { zh: '授权不是给本单位的', en: 'The grant is for another organization' },
  'sharing.denied.resource': { zh: '授权不是这个数据资源的', en: 'The grant is for another resource' },
  'sharing.denied.published': { zh: '数据资源已停用', en: 'The resource is retired' },
  'sharing.denied.state': {
    zh: '授权没有启用、已暂停或已终止',
    en: 'The grant is not switched on, suspended or over',
  },
  'sharing.denied.begun': { zh: '授权还没有开始生效', en: 'The grant has not begun' },
  'sharing.denied.not-over': { zh: '授权已经到期', en: 'The grant has expired' },
  'sharing.denied.purpose': { zh: '用途与授权不符', en: 'The purpose is not the granted one' },
  'sharing.denied.figures-only': {
    zh: '授权运营的数据只能算出统计结果，不能查看明细',
    en: 'Data given for authorised operation yields figures, never rows',
  },
  'sharing.denied.items': { zh: '授权不包括所要的信息项', en: 'The grant does not give these items' },
  'sharing.denied.bulk': { zh: '授权不允许整批取数', en: 'The grant does not allow bulk delivery' },
  'sharing.denied.rows': { zh: '超过了每次可取的条数', en: 'More rows than a call may have' },
  'sharing.denied.quota': { zh: '今天的调用次数已用完', en: 'Today’s calls are used up' },
  'sharing.where-unreadable': { zh: '筛选条件不是有效的 JSON', en: 'The filter is no valid JSON' },
  'sharing.where-masked': {
    zh: '{item} 未授权或已脱敏，不能用来筛选',
    en: '{item} is masked or not granted and cannot be filtered by',
  },
  'sharing.search-nothing': {
    zh: '所看的信息项都已脱敏或不是文字，不能搜索',
    en: 'Nothing that is shown can be searched: every item is masked or holds no text',
  },
  'sharing.clocks-changed': {
    zh: '时限表刚被别人修改，请刷新后再试',
    en: 'Somebody has changed the clocks meanwhile',
  },
  'sharing.fault.unknown-item': { zh: '没有信息项 {item}', en: 'There is no item {item}' },
  'sharing.fault.mask-without-item': {
    zh: '{item} 不在所要的信息项里，不用设脱敏',
    en: '{item} is masked but not given',
  },
  'sharing.fault.mask-misfit': { zh: '{item} 不能用这种脱敏方式', en: 'This mask does not fit {item}' },
  'sharing.fault.no-value-needed': { zh: '“已填写”不用给值：{item}', en: '“filled” takes no value: {item}' },
  'sharing.fault.value-needed': { zh: '请给出 {item} 的值', en: 'Give a value for {item}' },
  'sharing.fault.one-value': { zh: '{item} 只能给一个值', en: 'Give one value for {item}' },
  'sharing.fault.no-place': { zh: '{item} 不是地点', en: '{item} is not a place' },
  'sharing.fault.no-order': { zh: '{item} 不能比较大小', en: '{item} has no order' },
  'sharing.fault.not-a-number': { zh: '{item} 的值不是数字', en: 'The value for {item} is not a number' },
  'sharing.fault.period-empty': { zh: '结束日期早于开始日期', en: 'The period ends before it begins' },
  'sharing.misfit': {
    zh: '授权的内容与数据资源的现行版本不符，请终止后重新申请',
    en: 'The grant no longer fits its resource; end it and ask anew',
  },
  'sharing.no-own-places': {
    zh: '这个数据资源没有所属地点项，或本单位没有具体辖区，不能按辖区回流',
    en: 'The resource has no place item, or your organization no places of its own',
  },
  'sharing.not-your-form': {
    zh: '您的岗位不填写这张表单',
    en: 'Your post does not fill in this form',
  },
  'sharing.lookup-needs-key': {
    zh: '这项授权只能按主键查询，请给出 {item} 的值',
    en: 'This grant gives one row by its key: name the value of {item}',
  },
  'sharing.fault.wider': {
    zh: '给的不能比要的多，请收窄到申请的范围',
    en: 'What is given may not go beyond what was asked for',
  },
  'sharing.fault.lookup-without-key': {
    zh: '按主键查询需要全部主键项，而且不能脱敏',
    en: 'Looking up needs every key item, without a mask',
  },
  'sharing.fault.lookup-bulk': {
    zh: '按主键查询不能同时整批取数',
    en: 'Looking up and bulk delivery exclude each other',
  },
  'sharing.fault.asked-twice': {
    zh: '“{title}”已在共享数据资源“{resource}”（{code}）中，请改为自动带入，或说明为什么要重新采集',
    en: '“{title}” is held by “{resource}” ({code}) already: fill it in from there, or say why it is asked again',
  },
  'data-request.notice.submitted': { zh: '收到数据共享申请', en: 'A data request has come in' },
  'data-request.officer.escalate': {
    zh: '数据共享申请 {number}（{office}）已超期（第 {level} 级提醒），请立即办理。',
    en: 'Data request {number} ({office}) is overdue (level {level}); please act on it now.',
  },
  'data-request.officer.remind': {
    zh: '数据共享申请 {number}（{office}）的时限将到，请抓紧办理。',
    en: 'A deadline of data request {number} ({office}) is close; please act on it.',
  },
  'data-request.officer.submit': {
    zh: '收到数据共享申请 {number}，由{by}提出，请在时限内答复',
    en: '{by} asks for data: request {number} waits for your decision',
  },
  'data-request.officer.ask': {
    zh: '{office}请你们补充申请 {number} 的材料，补齐前时限暂停',
    en: '{office} asks for more about request {number}; the clock stands still',
  },
  'data-request.officer.complete': {
    zh: '{by}补充了申请 {number} 的材料，时限恢复计算',
    en: '{by} completed request {number}; the clock runs on',
  },
  'data-request.officer.approve': {
    zh: '{office}同意了申请 {number}，授权启用后即可取数',
    en: '{office} approved request {number}; data is given once it is switched on',
  },
  'data-request.officer.refuse': {
    zh: '{office}没有同意申请 {number}，可以查看理由或提出异议',
    en: '{office} refused request {number}; you may read why and object',
  },
  'data-request.officer.switchOn': {
    zh: '申请 {number} 的授权已启用，可以按授权使用数据',
    en: 'The grant of request {number} is switched on',
  },
  'data-request.officer.decideExtension': {
    zh: '申请 {number} 的延期已有决定',
    en: 'The extension of request {number} is decided',
  },
  'data-request.officer.supervise': {
    zh: '申请 {number} 被督办，请尽快办理',
    en: 'Request {number} is under supervision: please decide it',
  },
  'data-request.officer.withdraw': { zh: '{by}撤回了申请 {number}', en: '{by} withdrew request {number}' },
  'data-request.officer.object': {
    zh: '{by}对申请 {number} 的处理提出异议，由数据主管部门裁定',
    en: '{by} objects to how request {number} was decided',
  },
  'data-request.officer.uphold': {
    zh: '数据主管部门维持了申请 {number} 的处理',
    en: 'The data authority upheld the decision on request {number}',
  },
  'data-request.officer.order': {
    zh: '数据主管部门要求重新办理申请 {number}',
    en: 'The data authority ordered request {number} to be decided anew',
  },
  'grant.notice.ending': {
    zh: '{consumer}对“{resource}”的授权将于 {until} 到期，需要继续使用请申请续期',
    en: 'The grant of “{resource}” to {consumer} ends on {until}; ask for renewal to go on',
  },
  'grant.notice.suspended': {
    zh: '{consumer}对“{resource}”的授权已暂停',
    en: 'The grant of “{resource}” to {consumer} is suspended',
  },
  'grant.notice.suspended.retired': {
    zh: '数据资源“{resource}”已停用，{consumer}的授权随之暂停',
    en: '“{resource}” was retired; the grant to {consumer} is suspended',
  },
  'grant.notice.suspended.breaking': {
    zh: '数据资源“{resource}”发布了不兼容的新版本，{consumer}的授权暂停，核对后可恢复',
    en: '“{resource}” has a breaking new version; the grant to {consumer} is suspended until it is checked',
  },
  'grant.notice.resumed': {
    zh: '{consumer}对“{resource}”的授权已恢复',
    en: 'The grant of “{resource}” to {consumer} is resumed',
  },
  'grant.notice.ended': {
    zh: '{consumer}对“{resource}”的授权已终止',
    en: 'The grant of “{resource}” to {consumer} is over',
  },
  'grant.notice.ended.expired': {
    zh: '{consumer}对“{resource}”的授权已于 {until} 到期终止',
    en: 'The grant of “{resource}” to {consumer} ran out on {until}',
  },
} as const satisfies Messages
