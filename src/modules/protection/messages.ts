import type { Messages } from '#kernel/i18n/define'

export const protectionMessages = {
  'protection.version-changed': {
    zh: '数据资源刚发布了新版本，请刷新后再确认',
    en: 'The resource has a new version meanwhile; load it again',
  },
  'protection.unknown-item': { zh: '没有信息项 {item}', en: 'There is no item {item}' },
  'protection.not-published': { zh: '这个数据资源没有发布', en: 'This data resource is not published' },
  'protection.assessment-needed': {
    zh: '“{name}”的这项授权含敏感个人信息或用于自动化决策，须先完成个人信息保护影响评估（个人信息保护法第五十五条）',
    en: 'This grant of “{name}” gives sensitive personal information or serves automated decisions: an impact assessment has to be approved first (PIPL art. 55)',
  },
  'protection.no-assessment': { zh: '没有这项影响评估', en: 'There is no such assessment' },
  'protection.assessment-changed': {
    zh: '这项评估刚被修改，请刷新后再试',
    en: 'This assessment has changed meanwhile; load it again',
  },
  'protection.assessment-submitted': {
    zh: '评估已经提交，等数据主管审核',
    en: 'The assessment is with the authority',
  },
  'protection.assessment-not-submitted': {
    zh: '只有已提交的评估可以审核',
    en: 'Only a submitted assessment is judged',
  },
  'protection.assessment-unanswered': {
    zh: '第五十六条的三个问题还没有答完',
    en: 'The three questions of art. 56 are not all answered',
  },
  'protection.assessment-of-another': { zh: '评估单位不能更改', en: 'Whose assessment it is cannot change' },
  'protection.assessment-past': { zh: '有效期不能早于今天', en: 'It cannot end before today' },
  'protection.table-changed': {
    zh: '这张表刚被别人修改，请刷新后再试',
    en: 'Somebody has changed the table meanwhile',
  },
  'protection.indexed-meanwhile': {
    zh: '索引刚被更新',
    en: 'The index has moved on meanwhile',
  },
  'protection.id-number-wrong': { zh: '身份证号不对，请核对', en: 'This is no valid ID number' },
  'protection.no-own-row': { zh: '没有找到您的这条数据', en: 'There is no such row of yours' },
  'protection.key-is-fixed': {
    zh: '{item} 是这条数据的编号，不能在这里更正，请联系提供单位',
    en: '{item} names the row and cannot be corrected here; ask the provider',
  },
  'protection.events-stay': {
    zh: '这是流水记录，不能改写；可以请求说明',
    en: 'This is a record of events and cannot be rewritten; ask for an explanation instead',
  },
  'protection.identity-needed': {
    zh: '删除不能恢复，请先带身份证到便民服务窗口核验身份',
    en: 'A deletion cannot be undone: have your ID card checked at a service counter first',
  },
  'protection.asked-already': {
    zh: '这条数据的请求还在办理中',
    en: 'A request about this row is still open',
  },
  'protection.answer-instead': {
    zh: '请求说明的事项请直接答复',
    en: 'A request for an explanation is answered, not accepted',
  },
  'protection.accept-instead': {
    zh: '更正和删除请求请选择同意或不同意',
    en: 'A correction or deletion is accepted or refused',
  },
  'data-correction.officer.submit': {
    zh: '收到个人请求 {number}，请在时限内答复。',
    en: 'A person’s request {number} has arrived; please answer it in time.',
  },
  'data-correction.officer.giveBack': {
    zh: '个人请求 {number} 更正后的数据不符合数据合同，请重新处理。',
    en: 'The corrected row of request {number} breaks the data contract; please look again.',
  },
  'data-correction.officer.withdraw': {
    zh: '当事人撤回了个人请求 {number}。',
    en: 'The person withdrew request {number}.',
  },
  'data-correction.officer.escalate': {
    zh: '个人请求 {number}（{office}）已超期（第 {level} 级提醒），请立即办理。',
    en: 'A person’s request {number} ({office}) is overdue (level {level}); please act on it now.',
  },
  'data-correction.officer.remind': {
    zh: '个人请求 {number}（{office}）的时限将到，请抓紧办理。',
    en: 'A deadline of a person’s request {number} ({office}) is close; please act on it.',
  },
  'data-correction.notice.submitted': {
    zh: '收到个人信息的请求',
    en: 'A request about personal data has come in',
  },
  'data-correction.notice.accept': { zh: '单位同意了您的请求', en: 'Your request was accepted' },
  'data-correction.notice.answer': { zh: '单位答复了您的请求', en: 'Your request was answered' },
  'data-correction.notice.refuse': { zh: '单位没有同意您的请求', en: 'Your request was refused' },
  'data-correction.notice.settle': { zh: '您的请求已办结', en: 'Your request was carried out' },
  'data-correction.notice.giveBack': {
    zh: '更正后的数据不符合质量要求，请重新处理',
    en: 'The corrected row breaks the contract; look again',
  },
  'data-correction.notice.withdraw': { zh: '当事人撤回了请求', en: 'The person withdrew the request' },
  'protection.retention-changed': {
    zh: '保存期限刚被修改，请刷新后再试',
    en: 'The rule has changed meanwhile; load it again',
  },
  'protection.retention-held': {
    zh: '没有保存期限规则，或者已被暂停删除',
    en: 'There is no rule, or a hold keeps the rows',
  },
  'protection.nothing-due': {
    zh: '没有到期的数据',
    en: 'Nothing is due',
  },
  'protection.deletion-open': {
    zh: '现在不能这样做：删除的状态不对',
    en: 'The deletion is in another state',
  },
  'protection.no-deletion': { zh: '没有这项删除', en: 'There is no such deletion' },
  'protection.retention.no-time-item': {
    zh: '目录没有写明时间信息项，只能从最后修改算起',
    en: 'The catalogue names no time item; count from the last change',
  },
  'protection.retention.key-is-personal': {
    zh: '主键是个人信息，不能只去掉个人信息，只能删除',
    en: 'The key is personal information: rows can only be deleted',
  },
  'protection.retention.personal-is-required': {
    zh: '有必填的个人信息项，不能只去掉个人信息，只能删除',
    en: 'A required item is personal: rows can only be deleted',
  },
  'protection.retention.nothing-personal': {
    zh: '没有个人信息项，不需要匿名化',
    en: 'No item is personal; there is nothing to make anonymous',
  },
  'assessment.notice.submitted': {
    zh: '“{resource}”的影响评估待审核',
    en: 'An impact assessment of “{resource}” waits for you',
  },
  'assessment.notice.approved': {
    zh: '“{resource}”的影响评估已通过',
    en: 'The impact assessment of “{resource}” was approved',
  },
  'assessment.notice.returned': {
    zh: '“{resource}”的影响评估被退回',
    en: 'The impact assessment of “{resource}” was returned',
  },
  'retention.notice.due': {
    zh: '“{resource}”有数据到了保存期限，请确认',
    en: 'Rows of “{resource}” have been kept long enough; please confirm',
  },
} as const satisfies Messages
