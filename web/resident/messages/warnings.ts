import type { Texts } from '../../ui/i18n.tsx'

export const warningTexts = {
  title: { zh: '预警', en: 'Warnings' },
  'link.mine': { zh: '预警提醒：告诉我哪些地方的预警', en: 'Warnings: for which places to tell me' },
  'link.home': { zh: '现在有 {n} 条预警，点开看怎么办', en: '{n} warnings now: see what to do' },
  now: { zh: '现在的预警', en: 'Warnings now' },
  none: { zh: '现在没有预警', en: 'There is no warning now' },
  until: { zh: '有效至', en: 'Until' },
  where: { zh: '哪些地方', en: 'Where' },
  do: { zh: '怎么办', en: 'What to do' },
  subscribe: { zh: '发预警时告诉我', en: 'Tell me of warnings' },
  'subscribe.text': {
    zh: '选您和家人常在的地方。有预警时，我们发短信，也在这里提醒。随时可以取消。',
    en: 'Choose where you and your family are. We send a text message and a notice here. You can stop it at any time.',
  },
  'places.none': { zh: '还没有选地方，不会收到提醒。', en: 'No place is chosen; you will not be told.' },
  add: { zh: '加上这个地方', en: 'Add this place' },
  remove: { zh: '不再提醒', en: 'Stop' },
  full: { zh: '最多选 {n} 个地方。', en: '{n} places at most.' },
  exercise: { zh: '我愿意参加预警演练', en: 'I take part in exercises' },
  'exercise.hint': {
    zh: '演练时您会收到开头写着【演练】的短信。不勾选就不会收到。',
    en: 'You will be sent messages that begin with [EXERCISE]. Without it you are sent none.',
  },
  saved: { zh: '已保存', en: 'Saved' },
  'sign-in': { zh: '登录后可以选择要提醒的地方', en: 'Sign in to choose places' },
} as const satisfies Texts
