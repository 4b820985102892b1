import type { Messages } from '#kernel/i18n/define'

/** What each check is called, and what it looks for. */
export const checkMessages = {
  'data-check.name.vacant-post': { zh: '岗位无人', en: 'Vacant post' },
  'data-check.name.grade-missing': { zh: '未定级或复审逾期', en: 'Not graded, or review past' },
  'data-check.name.level-low': { zh: '级别低于下限', en: 'Level below its floor' },
  'data-check.name.field-unmasked': {
    zh: '个人信息未识别或未遮蔽',
    en: 'Personal information unjudged or unmasked',
  },
  'data-check.name.assessment': { zh: '影响评估缺失或到期', en: 'Assessment missing or running out' },
  'data-check.name.grant-unused': { zh: '授权长期未用', en: 'Grant not used' },
  'data-check.name.grant-stale': { zh: '授权过期未复核', en: 'Stale grant' },
  'data-check.name.grant-wide': { zh: '授权过宽', en: 'Over-wide grant' },
  'data-check.name.retention': { zh: '到期未删除', en: 'Kept beyond its term' },
  'data-check.name.reading-officer': { zh: '人员访问数据异常', en: 'Unusual reading by an officer' },
  'data-check.name.reading-consumer': { zh: '单位调用数据异常', en: 'Unusual reading by an organization' },
  'data-check.about.vacant-post': {
    zh: '所有者或管理者岗位没有在岗人员。',
    en: 'Nobody holds the post of owner or steward.',
  },
  'data-check.about.grade-missing': {
    zh: '发布后超过宽限天数没有定级，或复审日期已过。',
    en: 'Not graded within the grace after publication, or the day of review is past.',
  },
  'data-check.about.level-low': {
    zh: '资源级别低于其中个人信息按定级规则表的下限。',
    en: 'The level lies below the floor that the grading table gives its personal items.',
  },
  'data-check.about.field-unmasked': {
    zh: '识别出个人信息而无人确认就已发布；或授权未遮蔽提供且申请未说明理由。',
    en: 'Found to hold personal information that nobody has judged; or given in clear with no reason on the request.',
  },
  'data-check.about.assessment': {
    zh: '正在使用的授权按规定需要影响评估（阻断和提醒都算），没有有效的评估，或即将到期、超过有效期限。',
    en: 'A grant in force needs an assessment (whether it blocks or reminds) and none covers it, or it runs out soon or is older than its term.',
  },
  'data-check.about.grant-unused': {
    zh: '超过规定天数没有使用。',
    en: 'Not used for more than the days allowed.',
  },
  'data-check.about.grant-stale': {
    zh: '给出后超过规定月数没有复核，或使用单位已没有数据管理员。',
    en: 'Looked at by nobody for so many months, or the user has no data manager any more.',
  },
  'data-check.about.grant-wide': {
    zh: '有从未使用的信息项，限额远高于实际使用，或含管辖范围以外的地点。',
    en: 'Items that were never used, a quota far above the use, or places that the user does not cover.',
  },
  'data-check.about.retention': {
    zh: '个人信息没有保存期限；到期被暂停删除、久未确认或未删净。',
    en: 'Personal information without a term; or due and held, unconfirmed or not gone.',
  },
  'data-check.about.reading-officer': {
    zh: '某一天的访问量远高于本人以往，或超过固定上限。只用于核对数据访问是否安全，由人判断，不评价个人。',
    en: 'Reading on one day far above the person’s own history, or beyond a fixed bound. It serves the security of access alone, a person judges it, and it grades nobody.',
  },
  'data-check.about.reading-consumer': {
    zh: '某一天的调用量远高于本单位以往，或超过固定上限。',
    en: 'Calls on one day far above the organization’s own history, or beyond a fixed bound.',
  },
  'data-check.limit.graceDays': { zh: '宽限天数', en: 'Days of grace' },
  'data-check.limit.aheadDays': { zh: '提前天数', en: 'Days ahead' },
  'data-check.limit.days': { zh: '天数', en: 'Days' },
  'data-check.limit.months': { zh: '月数', en: 'Months' },
  'data-check.limit.factor': { zh: '限额倍数', en: 'Quota, times the use' },
  'data-check.limit.historyDays': { zh: '回看天数', en: 'Days looked back on' },
  'data-check.limit.leastDays': { zh: '至少有记录的天数', en: 'Least days with reads' },
  'data-check.limit.z': { zh: '偏离界限（稳健 z 值）', en: 'Bound of the robust z' },
  'data-check.limit.leastReads': { zh: '低于此数不核查', en: 'Never odd below' },
  'data-check.limit.mostSubjects': { zh: '一天的对象数上限', en: 'Most subjects a day' },
  'data-check.limit.mostRows': { zh: '一天的行数上限', en: 'Most rows a day' },
  'data-check.limit.nightReads': { zh: '夜间低于此数不核查', en: 'Never odd at night below' },
  'data-check.limit.nightFrom': { zh: '夜间从几时起', en: 'Night from (hour)' },
  'data-check.limit.nightTo': { zh: '夜间到几时止', en: 'Night until (hour)' },
} as const satisfies Messages
