import type { Texts } from '../i18n.tsx'

/** Commands of scenarios that wait on the device for a network, and what became of them. */
export const givenTexts = {
  waiting: { zh: '本机上的提交', en: 'On this phone' },
  'state.waiting': { zh: '等待发送', en: 'Waiting' },
  'state.sending': { zh: '正在发送', en: 'Sending' },
  'state.refused': { zh: '没有办成', en: 'Refused' },
  'state.sent': { zh: '已办成', en: 'Done' },
  'reason.turn': {
    zh: '存在手机上，有网络时自动发送，不会重复。',
    en: 'Kept on the phone and sent once, by itself.',
  },
  'reason.network': {
    zh: '等待网络，已试 {attempts} 次，会自动再试。',
    en: 'Waiting for a connection; tried {attempts} times, and again by itself.',
  },
  'reason.said': {
    zh: '系统暂时办不了：{said}。已试 {attempts} 次，会自动再试。',
    en: 'Not possible at the moment: {said}. Tried {attempts} times, and again by itself.',
  },
  'reason.sign-in': { zh: '登录已过期，请重新登录。', en: 'The session ended; please sign in again.' },
  edit: { zh: '修改后再交', en: 'Correct it' },
  'edit.stop': { zh: '不改了', en: 'Leave it' },
  retry: { zh: '再试一次', en: 'Try again' },
  remove: { zh: '删除', en: 'Delete' },
  dismiss: { zh: '知道了', en: 'Dismiss' },
  'remove.sure': { zh: '确定删除？还没有发送。', en: 'Delete it? It has not been sent.' },
  'remove.yes': { zh: '确定删除', en: 'Yes, delete' },
  trace: { zh: '查询编号：{trace}', en: 'Reference: {trace}' },
} as const satisfies Texts
