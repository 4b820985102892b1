import type { Messages } from '#kernel/i18n/define'

export const messages: Messages = {
  'assessment.not-answered': {
    zh: '这件诉求还没有答复，暂不计入考核，不需要申诉。',
    en: 'This appeal has no answer yet and does not count, so that there is nothing to object to.',
  },
  'assessment.filed-already': {
    zh: '贵单位已就这件诉求提出过考核申诉。',
    en: 'Your organization has already objected to this appeal counting.',
  },
  'assessment.objection-not-found': { zh: '没有这条考核申诉。', en: 'There is no such objection.' },
  'assessment.finding-not-found': { zh: '没有这条检查发现。', en: 'There is no such finding.' },
  'assessment.decided-already': { zh: '已经作出决定，不能再改。', en: 'This has been decided already.' },
}
