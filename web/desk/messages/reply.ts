import type { Texts } from '../../ui/i18n.tsx'

export const replyTexts = {
  missing: { zh: '发出前请看一看：', en: 'Before it leaves:' },
  complete: {
    zh: '✓ 写明了做了什么、由谁办、什么时候。内容是否属实由您把关。',
    en: '✓ It says what was done, by whom and when. Whether it is true is for you to know.',
  },
  'only-acknowledged': {
    zh: '只说了收到或已转办，不能发出。',
    en: 'It only says that the message came or was passed on, and cannot leave.',
  },
  'no-action': { zh: '没有写做了什么，或者怎么办。', en: 'It does not say what was done or can be done.' },
  'no-who': { zh: '没有写由哪个单位办。', en: 'It does not say who did it.' },
  'no-when': { zh: '没有写什么时候。', en: 'It does not say when.' },
  'no-basis': { zh: '说了不能办，没有写依据。', en: 'It refuses without a basis.' },
  'off-topic': {
    zh: '没有提到诉求里的事，请看是否答非所问。',
    en: 'It takes up nothing of the message: is it about this matter?',
  },
} as const satisfies Texts
