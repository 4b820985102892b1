import type { Messages } from '#kernel/i18n/define'
import { checkMessages } from './messages/checks.ts'
import { lineMessages } from './messages/lines.ts'

export const dataCheckMessages = {
  ...checkMessages,
  ...lineMessages,
  'data-check.no-finding': {
    zh: '没有这条核查发现，或您无权查看',
    en: 'There is no such finding, or you may not see it',
  },
  'data-check.not-again': {
    zh: '这条发现不能重新核查：它已了结、是模拟数据、所属核查项已停用，或者只能由人答复',
    en: 'This finding cannot be looked at again: it is over, simulated, its check is off, or only a person ends it',
  },
  'data-check.not-about-you': { zh: '这条发现与您的访问无关', en: 'This finding is not about your reading' },
  'data-check.open-already': {
    zh: '这个对象已有未办结的同一核查',
    en: 'The same check of this subject is open already',
  },
  'data-check.own-answer': {
    zh: '答复由您作出，请由其他人核实',
    en: 'You gave the answer; somebody else has to judge it',
  },
  'data-check.own-reading': {
    zh: '这是对您本人数据访问的核查，请由其他人核实；您可以在发现页写下说明',
    en: 'This is about your own reading of data: somebody else judges it; you can say why on the finding',
  },
  'data-check.until-needed': {
    zh: '认为现状正确的，请填写例外到哪一天为止',
    en: 'Say until which day the exception holds',
  },
  'data-check.until-outside': {
    zh: '例外的截止日期应在明天起 {most} 天以内',
    en: 'The exception has to end within {most} days from tomorrow',
  },
  'data-check.table-changed': {
    zh: '参数刚被别人修改，请刷新后再试',
    en: 'Somebody else has just changed the table; load it again',
  },
  'data-check.table-faults': {
    zh: '这些参数缺失、多余或超出范围：{faults}',
    en: 'Missing, unknown or out of bounds: {faults}',
  },
  'data-check.limits-unreadable': { zh: '试算的参数不能读取', en: 'The limits to try cannot be read' },
  'data-check.officer.submit': {
    zh: '新的数据核查 {number}，由{office}核实并答复',
    en: 'New data check {number} for {office} to look into and answer',
  },
  'data-check.officer.rework': {
    zh: '数据核查 {number} 的答复被退回，请{office}继续处理',
    en: 'The answer to data check {number} was sent back; {office}, please work on',
  },
  'data-check.officer.supervise': {
    zh: '数据核查 {number} 被督办，请{office}尽快答复',
    en: 'Data check {number} is under supervision; {office}, please answer soon',
  },
  'data-check.officer.escalate': {
    zh: '数据核查 {number}（{office}）已超期，升级到第 {level} 级',
    en: 'Data check {number} ({office}) is overdue and stands on rung {level}',
  },
  'data-check.notice.about-you': {
    zh: '系统对您 {day} 的数据访问作了安全核查，您可以查看并说明',
    en: 'Your reading of data on {day} is being looked at for security; you may see it and say why',
  },
  'data-check.notice.judge': {
    zh: '新的数据核查 {number}，请核实并答复',
    en: 'New data check {number} for you to look into and answer',
  },
  'risk-report.not-found': {
    zh: '没有这份报告，或您无权查看',
    en: 'There is no such report, or you may not see it',
  },
  'risk-report.reason-needed': {
    zh: '已有这一年的报告，请填写重新生成的原因',
    en: 'There is a report of this year already: say why it is made again',
  },
  'risk-report.year': { zh: '年份应是今年或以前', en: 'The year has to be this one or an earlier one' },
  'risk-report.unknown-org': { zh: '没有这个单位', en: 'There is no such organization' },
  'risk-report.already-signed': { zh: '这一版已经签发', en: 'This version is signed already' },
} as const satisfies Messages
