import type { Messages } from '#kernel/i18n/define'

/** Notices about the register, to those who may judge its versions. */
export const decisionMessages: Messages = {
  'decision.notice.drifted': {
    zh: '算法“{algorithm}”近期表现偏离（{findings} 项超限），请到“算法登记”查看。',
    en: 'The algorithm "{algorithm}" has drifted ({findings} measures beyond their limits); see the register.',
  },
  'decision.notice.stepped-back': {
    zh: '算法“{algorithm}”近期表现偏离（{findings} 项超限），已自动转为全部由人决定，请到“算法登记”查看。',
    en: 'The algorithm "{algorithm}" has drifted ({findings} measures beyond their limits) and was taken back to always a person; see the register.',
  },
  'decision.notice.proposed': {
    zh: '算法“{algorithm}”有新版本 {version} 待您批准，批准前不运行。',
    en: 'A new version {version} of the algorithm "{algorithm}" waits for your verdict; it does not run before.',
  },
}
