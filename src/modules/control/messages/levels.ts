import type { Messages } from '#kernel/i18n/define'

export const levelMessages = {
  'control.subject-not-found': {
    zh: '没有这个管控对象，或您无权查看',
    en: 'There is no such subject, or you may not see it',
  },
  'control.changed-meanwhile': {
    zh: '刚被别人修改，请看过最新情况再操作',
    en: 'Somebody has changed it meanwhile; look at it again before you act',
  },
  'control.table-changed': {
    zh: '这张表刚被别人保存过，请刷新后再改',
    en: 'Somebody saved this table meanwhile; load it again',
  },
  'control.subject-twice': {
    zh: '本单位已经把它列为管控对象，请在名册里查找',
    en: 'Your organization controls it already; look it up in the register',
  },
  'control.no-place': {
    zh: '没有这个地点，请从区划中选择',
    en: 'There is no such place; choose one from the list',
  },
  'control.no-org': { zh: '没有这个单位，或已停用', en: 'There is no such organization, or it is inactive' },
  'control.identifier.area': {
    zh: '区域用地点路径表示，例如 50/500107/500107103',
    en: 'An area is named by its place path, such as 50/500107/500107103',
  },
  'control.identifier.enterprise': {
    zh: '统一社会信用代码的格式或校验位不对，请核对 18 位代码',
    en: 'The unified social credit code is malformed or its check character is wrong; check its 18 characters',
  },
  'control.identifier.facility': {
    zh: '设施编号只能用字母、数字、点、横线，2 至 60 位',
    en: 'A facility number has 2 to 60 letters, digits, dots or dashes',
  },
  'control.no-proposal': {
    zh: '没有待确认的等级建议，可能刚被处理',
    en: 'No change of level waits; somebody may have just decided',
  },
  'control.proposal-waits': {
    zh: '有一条等级建议待确认，请先确认或驳回，再复审',
    en: 'A proposed level waits; confirm or refuse it before you review',
  },
  'control.no-level': { zh: '还没有等级，不能复审', en: 'There is no level yet to review' },
  'control.no-override': { zh: '没有人工调整的等级', en: 'Nobody has set the level aside' },
  'control.override-until': {
    zh: '截止日应在今天之后、{days} 天之内',
    en: 'The last day has to lie within {days} days from today',
  },
  'control.review-day': {
    zh: '下次复审日应在今天之后、五年之内',
    en: 'The next review has to be after today and within five years',
  },
  'control.nothing-to-object': {
    zh: '还没有等级，没有可以提出异议的内容',
    en: 'There is no level yet to object to',
  },
  'control.objection-waits': {
    zh: '上一条异议还在等待答复，答复后可以再提',
    en: 'An objection waits for an answer; another one can follow after it',
  },
  'control.no-objection': {
    zh: '没有待答复的异议，可能刚被答复',
    en: 'No objection waits; somebody may have just answered it',
  },
  'control.notice.objected': {
    zh: '{name}对管控等级 {level} 提出异议，请答复',
    en: '{name} objects to its control level {level}; please answer',
  },
  'control.notice.answered': {
    zh: '{name}对管控等级 {level} 的异议已有答复，可在“我的关爱”页的企业部分查看',
    en: 'The objection of {name} to its control level {level} has been answered; see your enterprise on the page “My care”',
  },
  'control.nothing-due': { zh: '没有到期的措施', en: 'No such measure is due' },
  'control.calendar-span': {
    zh: '一次最多看 {days} 天，结束日不能早于开始日',
    en: 'At most {days} days are shown, and the end is not before the beginning',
  },
  'control.fault.measure-twice': {
    zh: '同一类对象同一等级的措施重复',
    en: 'The measure stands twice for this kind and level',
  },
  'control.fault.interval': {
    zh: '检查、报送、培训要填间隔天数，告知不填',
    en: 'Inspections, reports and trainings need an interval, a notice has none',
  },
  'control.notice.proposed': {
    zh: '{name}的管控等级建议为 {level}，请确认或驳回',
    en: 'The control level of {name} is proposed to be {level}; confirm or refuse it',
  },
  'control.notice.changed': {
    zh: '{name}的管控等级已定为 {level}，理由和改进办法可在平台查看',
    en: 'The control level of {name} is now {level}; you can read why on the platform',
  },
  'inspection.officer.escalate': {
    zh: '检查任务 {number}（{office}）已超期（第 {level} 级提醒），请立即办理。',
    en: 'Inspection {number} ({office}) is overdue (level {level}); please act on it now.',
  },
  'inspection.officer.remind': {
    zh: '检查任务 {number}（{office}）的时限将到，请抓紧办理。',
    en: 'A deadline of inspection {number} ({office}) is close; please act on it.',
  },
  'inspection.officer.submit': {
    zh: '管控任务 {number} 已派给{office}，请签收并按期完成',
    en: 'Task {number} of a control level was given to {office}; please accept it and do it in time',
  },
  'inspection.officer.report': {
    zh: '{by}在任务 {number} 中发现问题，已要求整改',
    en: '{by} found something in task {number} that has to be put right',
  },
  'inspection.officer.persist': {
    zh: '任务 {number} 的问题复查仍未整改',
    en: 'What task {number} found has still not been put right',
  },
  'inspection.officer.revoke': { zh: '任务 {number} 已撤销', en: 'Task {number} was revoked' },
} as const satisfies Messages
