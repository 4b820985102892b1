import type { Messages } from '#kernel/i18n/define'

/** What a finding says; `{consumer}` and `{org}` are names of organizations, `{kind}` and `{level}` words of their lists. */
export const lineMessages = {
  'data-check.line.vacant-owner': {
    zh: '所有者岗位（{org}，{title}）无人在岗',
    en: 'Nobody holds the owner’s post ({org}, {title})',
  },
  'data-check.line.vacant-steward': {
    zh: '管理者岗位（{org}，{title}）无人在岗',
    en: 'Nobody holds the steward’s post ({org}, {title})',
  },
  'data-check.line.ungraded': {
    zh: '发布 {days} 天仍未定级（宽限 {grace} 天）',
    en: 'Not graded {days} days after publication (grace: {grace} days)',
  },
  'data-check.line.review-past': {
    zh: '级别应在 {review} 前复审，已过 {days} 天',
    en: 'The level was to be reviewed by {review}, {days} days ago',
  },
  'data-check.line.below-floor': {
    zh: '信息项“{item}”是{kind}，下限为{floor}，现为{level}',
    en: '“{item}” is {kind}: its floor is {floor}, the level is {level}',
  },
  'data-check.line.unjudged-field': {
    zh: '信息项“{item}”疑似{kind}，尚无人确认',
    en: '“{item}” seems to hold {kind}; nobody has judged it',
  },
  'data-check.line.given-clear': {
    zh: '向{consumer}提供的“{item}”是{kind}，没有遮蔽，申请中也没有说明理由',
    en: '“{item}” ({kind}) is given to {consumer} in clear, and the request gives no reason',
  },
  'data-check.line.unassessed': {
    zh: '{consumer}使用其中的个人信息，没有有效的影响评估',
    en: '{consumer} uses its personal information and no assessment covers that',
  },
  'data-check.line.assessment-over': {
    zh: '{consumer}的影响评估已于 {until} 到期',
    en: 'The assessment of {consumer} ran out on {until}',
  },
  'data-check.line.assessment-ends': {
    zh: '影响评估 {until} 到期，还有 {days} 天',
    en: 'The assessment runs out on {until}, in {days} days',
  },
  'data-check.line.assessment-old': {
    zh: '影响评估 {judged} 作出，按 {months} 个月的有效期应在 {term} 前重做',
    en: 'Assessed on {judged}: by its term of {months} months it was to be made anew by {term}',
  },
  'data-check.line.never-used': {
    zh: '{consumer}自 {since} 取得授权后从未使用，已 {days} 天（界限 {limit} 天）',
    en: '{consumer} has never used it since {since}, {days} days (bound: {limit})',
  },
  'data-check.line.unused': {
    zh: '{consumer}最后一次使用是 {since}，已 {days} 天（界限 {limit} 天）',
    en: '{consumer} last used it on {since}, {days} days ago (bound: {limit})',
  },
  'data-check.line.review-of-grant': {
    zh: '{given} 给出，按 {months} 个月应在 {review} 前复核',
    en: 'Given on {given}: to be looked at again by {review}, after {months} months',
  },
  'data-check.line.consumer-vacant': {
    zh: '{consumer}已没有在岗的数据管理员',
    en: '{consumer} has no data manager any more',
  },
  'data-check.line.items-unused': {
    zh: '给出 {given} 个信息项，{days} 天内有 {count} 个从未使用：{items}',
    en: 'Of {given} items, {count} were not used in {days} days: {items}',
  },
  'data-check.line.quota-wide': {
    zh: '每天最多可取 {quota} 行，{days} 天内最多的一天取了 {peak} 行，超过 {factor} 倍',
    en: '{quota} rows a day may be read; the busiest of {days} days took {peak}: more than {factor} times less',
  },
  'data-check.line.places-all': {
    zh: '没有限定地点，{consumer}能取得管辖范围以外的数据',
    en: 'No bound of places: {consumer} gets rows beyond its own',
  },
  'data-check.line.places-foreign': {
    zh: '含{consumer}管辖范围以外的地点：{places}',
    en: 'Holds places that {consumer} does not cover: {places}',
  },
  'data-check.line.no-retention': {
    zh: '含个人信息，没有规定保存期限',
    en: 'Holds personal information and has no term of keeping',
  },
  'data-check.line.held': {
    zh: '{rows} 行已到期，因“{hold}”暂停删除 {days} 天',
    en: '{rows} rows are due and have been held for {days} days: “{hold}”',
  },
  'data-check.line.due-unconfirmed': {
    zh: '{rows} 行到期，{days} 天仍无人确认',
    en: '{rows} rows are due; nobody has confirmed it for {days} days',
  },
  'data-check.line.due-not-deleted': {
    zh: '{rows} 行已确认删除，{days} 天仍未删净',
    en: '{rows} rows were to go {days} days ago and are still there',
  },
  'data-check.line.odd-reads': {
    zh: '{day} 访问 {value} 次；此前 {days} 个有记录的日子中位数 {median}，离差 {mad}，稳健 z 值 {z}（界限 {limit}）',
    en: '{day}: {value} reads; over {days} days before, median {median}, deviation {mad}, robust z {z} (bound {limit})',
  },
  'data-check.line.odd-subjects': {
    zh: '{day} 访问 {value} 个不同对象；此前 {days} 个有记录的日子中位数 {median}，离差 {mad}，稳健 z 值 {z}（界限 {limit}）',
    en: '{day}: {value} different subjects; over {days} days before, median {median}, deviation {mad}, robust z {z} (bound {limit})',
  },
  'data-check.line.odd-rows': {
    zh: '{day} 取得 {value} 行；此前 {days} 个有记录的日子中位数 {median}，离差 {mad}，稳健 z 值 {z}（界限 {limit}）',
    en: '{day}: {value} rows; over {days} days before, median {median}, deviation {mad}, robust z {z} (bound {limit})',
  },
  'data-check.line.odd-night': {
    zh: '{day} 夜间（{from} 时至次日 {to} 时）访问 {value} 次；此前 {days} 个有记录的日子中位数 {median}，离差 {mad}，稳健 z 值 {z}（界限 {limit}）',
    en: '{day}: {value} reads at night ({from}:00 to {to}:00); over {days} days before, median {median}, deviation {mad}, robust z {z} (bound {limit})',
  },
  'data-check.line.most-subjects': {
    zh: '{day} 访问 {value} 个不同对象，超过一天的上限 {limit}',
    en: '{day}: {value} different subjects, above the bound of {limit} a day',
  },
  'data-check.line.most-rows': {
    zh: '{day} 取得 {value} 行，超过一天的上限 {limit}',
    en: '{day}: {value} rows, above the bound of {limit} a day',
  },
} as const satisfies Messages
