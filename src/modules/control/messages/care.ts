import type { Messages } from '#kernel/i18n/define'

export const careMessages = {
  'care.not-found': {
    zh: '没有这条关爱记录，或您无权查看',
    en: 'There is no such care level, or you may not see it',
  },
  'care.not-in-state': {
    zh: '这条关爱记录目前的状态不能这样做',
    en: 'The state of this care level does not allow it',
  },
  'care.exists': {
    zh: '此人在这一类中已有关爱记录，请在名册里办理',
    en: 'The person has a care level in this group already',
  },
  'care.own-proposal': {
    zh: '提出建议的人不能自己确认，请另一位关爱专员确认',
    en: 'Whoever proposed it may not confirm it; another care officer has to',
  },
  'care.until': {
    zh: '截止日应在今天之后、{months} 个月之内',
    en: 'The last day has to be after today and within {months} months',
  },
  'care.visit-ahead': { zh: '走访日期不能在将来', en: 'A visit cannot lie ahead' },
  'care.objection-waits': {
    zh: '本人的异议还没有答复，请先答复',
    en: 'The person’s objection waits for an answer; answer it first',
  },
  'care.no-objection': { zh: '没有待答复的异议', en: 'No objection waits' },
  'care.by-duty': {
    zh: '这项关爱依据法定职责（{law}），不以同意为前提；您可以提出异议',
    en: 'This care rests on a statutory duty ({law}), not on consent; you may object to it',
  },
  'care.group-twice': { zh: '类别代号重复', en: 'Two groups have the same code' },
  'care.refused.group-unknown': {
    zh: '不在可以给予关爱等级的人群之内：除名单所列人群外，平台不对人分级',
    en: 'Not a group that may be cared for: outside the list the platform grades no person',
  },
  'care.refused.no-purpose': { zh: '请写明关爱的目的', en: 'Say what the care is for' },
  'care.refused.no-legal-basis': { zh: '请写明法律依据', en: 'Name the legal basis' },
  'care.refused.no-ground': {
    zh: '请记录本人或监护人的同意，或写明法定职责',
    en: 'Record the consent of the person or the guardian, or the statutory duty',
  },
  'care.refused.child-needs-guardian': {
    zh: '对儿童要有监护人的电话，同意须由监护人作出',
    en: 'For a child the guardian’s number is needed, and the guardian consents',
  },
  'care.refused.nobody-told': {
    zh: '请填本人或监护人的电话：关爱等级必须让本人看得到',
    en: 'Give the number of the person or the guardian: a care level has to be visible to them',
  },
  'care.refused.not-assessed': {
    zh: '这类人群的个人信息处理没有通过有效的影响评估，请先在“个人信息”完成评估（用途：救助帮扶）',
    en: 'No valid impact assessment covers this processing; have one approved first (purpose: assistance)',
  },
  'care.notice.proposed': {
    zh: '有单位为您登记了关爱建议，可在“我的关爱”查看，也可以提出异议',
    en: 'An office has proposed care for you; see “My care”, where you may also object',
  },
  'care.notice.confirmed': {
    zh: '您的关爱等级已确认，可在“我的关爱”查看理由和期限',
    en: 'Your care level was confirmed; “My care” says why and until when',
  },
  'care.notice.renewed': { zh: '您的关爱等级已续期', en: 'Your care level was made longer' },
  'care.notice.refused': {
    zh: '为您登记的关爱建议没有采用',
    en: 'The care proposed for you was not taken up',
  },
  'care.notice.upheld': {
    zh: '您的异议已采纳，关爱等级已取消',
    en: 'Your objection was upheld; the care level is over',
  },
  'care.notice.answered': { zh: '您的异议已有答复', en: 'Your objection was answered' },
  'care.notice.ended': { zh: '您的关爱等级已结束', en: 'Your care level has ended' },
  'care.notice.expired': { zh: '您的关爱等级已到期失效', en: 'Your care level has run out' },
  'care.officer.proposed': {
    zh: '有一条关爱建议待确认',
    en: 'A proposed care level waits to be confirmed',
  },
  'care.officer.objected': { zh: '有一条关爱异议待答复', en: 'An objection to a care level waits' },
  'care.officer.withdrawn': { zh: '有人撤回了关爱同意', en: 'A consent to care was withdrawn' },
} as const satisfies Messages
