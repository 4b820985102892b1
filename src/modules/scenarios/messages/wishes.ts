import type { Messages } from '#kernel/i18n/define'

/** Needs and offers: refusals, notices, and the heads of their lists as files. */
export const wishMessages = {
  'scenarios.no-wish': { zh: '没有这条需求或供给', en: 'There is no such need or offer' },
  'scenarios.wish-changed': {
    zh: '内容刚被修改，请刷新后再试',
    en: 'It has changed meanwhile; load it again',
  },
  'scenarios.wish-not-in-state': {
    zh: '目前的状态不能这样做',
    en: 'Its state does not allow this',
  },
  'scenarios.no-place': { zh: '没有 {place} 这个地点', en: 'There is no place {place}' },
  'scenarios.until-past': { zh: '截止日期 {until} 已过', en: 'The day {until} is over' },
  'scenarios.offer-not-listed': {
    zh: '这条供给没有公布，不能对接',
    en: 'The offer is not listed and cannot be matched',
  },
  'scenarios.offers-waiting': {
    zh: '已有 {limit} 条供给等待审核，请等数据主管处理后再提交',
    en: '{limit} of your offers are waiting; enter more once they were looked at',
  },
  'scenarios.no-scenario': {
    zh: '没有代码为 {scenario} 的场景',
    en: 'There is no scenario {scenario}',
  },
  'notice.scenario-need-matched': {
    zh: '需求 {need} 与供给 {offer} 已确认对接，双方可以联系洽谈',
    en: 'Need {need} and offer {offer} were matched; both sides may talk now',
  },
  'notice.scenario-need-reopened': {
    zh: '需求 {need} 与供给 {offer} 的对接已取消',
    en: 'The match of need {need} and offer {offer} was given up',
  },
  'notice.scenario-need-closed': {
    zh: '需求 {need} 与供给 {offer} 的对接已完成',
    en: 'What need {need} asked of offer {offer} is done',
  },
  'notice.scenario-need-scenario': {
    zh: '需求 {need} 与供给 {offer} 已形成场景',
    en: 'A scenario came of need {need} and offer {offer}',
  },
  'notice.scenario-need-expired': {
    zh: '需求 {need} 截止日期 {until} 已过，没有对接到供给，已自动结束',
    en: 'Need {need} ended by itself: its last day, {until}, has passed without a match',
  },
  'notice.scenario-offer-entered': {
    zh: '企业提交了供给 {offer}，等待审核公布',
    en: 'An enterprise entered offer {offer}; it waits to be listed',
  },
  'notice.scenario-offer-listed': {
    zh: '您提交的供给 {offer} 已公布',
    en: 'Your offer {offer} is listed now',
  },
  'notice.scenario-offer-refused': {
    zh: '您提交的供给 {offer} 未通过审核，请在“企业场景供需”中查看原因',
    en: 'Your offer {offer} was not listed; the reason stands beside it',
  },
  'scenarios.column.number': { zh: '编号', en: 'Number' },
  'scenarios.column.title': { zh: '名称', en: 'Title' },
  'scenarios.column.org': { zh: '单位', en: 'Organization' },
  'scenarios.column.enterprise': { zh: '企业', en: 'Enterprise' },
  'scenarios.column.creditCode': { zh: '统一社会信用代码', en: 'Credit code' },
  'scenarios.column.state': { zh: '状态', en: 'State' },
  'scenarios.column.tags': { zh: '领域', en: 'Fields' },
  'scenarios.column.places': { zh: '地点代码', en: 'Place codes' },
  'scenarios.column.until': { zh: '截止日期', en: 'Until' },
  'scenarios.column.match': { zh: '对接的供给', en: 'Matched with' },
  'scenarios.column.scenario': { zh: '形成的场景', en: 'Scenario' },
  'scenarios.wish-state.open': { zh: '征集中', en: 'Open' },
  'scenarios.wish-state.matched': { zh: '已对接', en: 'Matched' },
  'scenarios.wish-state.closed': { zh: '已完成', en: 'Closed' },
  'scenarios.wish-state.withdrawn': { zh: '已撤回', en: 'Withdrawn' },
  'scenarios.wish-state.expired': { zh: '已到期', en: 'Expired' },
  'scenarios.wish-state.waiting': { zh: '待审核', en: 'Waiting' },
  'scenarios.wish-state.listed': { zh: '已公布', en: 'Listed' },
  'scenarios.wish-state.refused': { zh: '未通过', en: 'Not listed' },
} as const satisfies Messages
