import type { Messages } from '#kernel/i18n/define'

/** What is said of cases that packages open. */
export const scenarioCaseMessages = {
  'scenarios.no-case-type': { zh: '场景没有 {kind} 这类事项', en: 'The scenario has no kind of case {kind}' },
  'scenarios.no-step': {
    zh: '这类事项没有 {step} 这个步骤，或者它不是这样办理的',
    en: 'This kind of case has no step {step}, or it is not taken this way',
  },
  'scenarios.not-your-step': {
    zh: '这一步由另一单位办理',
    en: 'This step is another organization’s',
  },
  'scenarios.step-not-now': {
    zh: '事项在“{stage}”阶段，现在不能做“{step}”',
    en: 'The case is at the stage {stage}: {step} is not possible now',
  },
  'scenarios.no-photos': { zh: '“{step}”不收照片', en: '{step} takes no photos' },
  'scenario-case.officer.submit': { zh: '新事项 {number}：{title}', en: 'New case {number}: {title}' },
  'scenario-case.officer.advance': {
    zh: '{by}办理了事项 {number}：{title}',
    en: '{by} took a step on case {number}: {title}',
  },
  'scenario-case.officer.finish': {
    zh: '{by}办结了事项 {number}：{title}',
    en: '{by} closed case {number}: {title}',
  },
  'scenario-case.officer.askCo': {
    zh: '{office}请求协办事项 {number}：{title}',
    en: '{office} asks you to co-handle case {number}: {title}',
  },
  'scenario-case.officer.urgeCo': {
    zh: '{office}催办：事项 {number} 还等着你单位的协办意见（{title}）',
    en: '{office} reminds you: case {number} still waits for your answer ({title})',
  },
  'scenario-case.officer.coAnswer': {
    zh: '{by}答复了事项 {number} 的协办：{title}',
    en: '{by} answered as co-handler of case {number}: {title}',
  },
  'scenario-case.officer.transfer': {
    zh: '事项 {number} 转由你单位主办：{title}',
    en: 'Case {number} was transferred to you: {title}',
  },
  'scenario-case.officer.requestExtension': {
    zh: '{by}为事项 {number} 申请延期：{title}',
    en: '{by} asks for more time for case {number}: {title}',
  },
  'scenario-case.officer.decideExtension': {
    zh: '事项 {number} 的延期申请已有结果：{title}',
    en: 'The extension of case {number} was decided on: {title}',
  },
  'scenario-case.officer.supervise': {
    zh: '事项 {number} 被督办：{title}',
    en: 'Case {number} is under supervision: {title}',
  },
  'scenario-case.officer.revoke': {
    zh: '事项 {number} 已撤销：{title}',
    en: 'Case {number} was revoked: {title}',
  },
  'scenario-case.officer.escalate': {
    zh: '事项 {number} 已超期，升级到第 {level} 级（主办：{office}）：{title}',
    en: 'Case {number} is late, rung {level} of the ladder (lead: {office}): {title}',
  },
  'scenario-case.officer.remind': {
    zh: '事项 {number} 即将到期：{title}',
    en: 'Case {number} is soon due: {title}',
  },
} as const satisfies Messages
