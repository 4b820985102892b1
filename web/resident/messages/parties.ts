import type { Texts } from '../../ui/i18n.tsx'

/** Parties that a signed-in person acts for in scenarios: their pages, and commands that wait for a network. */
export const partiesTexts = {
  title: { zh: '我的参与方', en: 'My parties' },
  link: { zh: '我的参与方（工地、车队、消纳场等）', en: 'My parties (sites, hauliers, receiving places)' },
  intro: {
    zh: '替一个单位办事：主管部门给了邀请码，在这里填写。',
    en: 'To act for an enterprise, enter the invitation code that the department gave you.',
  },
  'join.label': { zh: '邀请码', en: 'Invitation code' },
  'join.send': { zh: '加入', en: 'Join' },
  'join.short': { zh: '邀请码至少 8 位', en: 'A code has at least 8 characters' },
  'join.failed': { zh: '没有加入成功：{reason}', en: 'Not joined: {reason}' },
  'join.done': { zh: '已加入。', en: 'You have joined.' },
  empty: { zh: '您还没有参与方', en: 'You act for nobody yet' },
  'no-pages': { zh: '这个参与方没有页面', en: 'There is no page for this party' },
  custody: {
    zh: '您提交的操作可能以这个参与方的名义签名（SM2）。签名密钥由平台代为保管，不在您的手机上。',
    en: 'What you submit may be signed in the name of this party (SM2). The platform keeps the key for you; it is not on your phone.',
  },
  back: { zh: '我的参与方', en: 'My parties' },
  'missing.title': { zh: '没有这个参与方', en: 'There is no such party' },
  'missing.text': {
    zh: '可能已经终止，或由另一个账号加入。',
    en: 'It may have ended, or another account joined it.',
  },
  'as-of': {
    zh: '没有网络：显示的是手机上存的内容，截至',
    en: 'No connection: this is what the phone kept, as of',
  },
} as const satisfies Texts
