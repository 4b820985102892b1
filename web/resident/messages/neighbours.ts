import type { Texts } from '../../ui/i18n.tsx'

/** Beside the report: what neighbours have reported already. */
export const neighbourTexts = {
  title: { zh: '附近已有人反映类似的事', en: 'Somebody nearby has reported something like this' },
  hint: {
    zh: '找到 {count} 件。如果是同一件事，一起关注就行，不用再填；每一步都会通知您。',
    en: 'Found: {count}. If it is the same matter, join it instead of reporting again; you will hear of each step.',
  },
  else: {
    zh: '不是同一件事？接着往下填。这里不显示别人的姓名、电话和详细地址。',
    en: 'Another matter? Just go on. Names, telephone numbers and exact addresses of others are not shown.',
  },
  today: { zh: '今天反映', en: 'reported today' },
  days: { zh: '{days} 天前反映', en: 'reported {days} days ago' },
  followers: { zh: '{count} 人关注', en: '{count} following' },
  join: { zh: '我也遇到了，一起关注', en: 'I have met it too: join' },
  'sign-in': { zh: '我也遇到了，登录后一起关注', en: 'I have met it too: sign in and join' },
  words: {
    zh: '把我写的内容也交给办理单位（电话等信息会对其他居民隐去）',
    en: 'Give the office what I wrote (numbers are hidden from other residents)',
  },
  mine: { zh: '这是您自己反映的。', en: 'You reported this one.' },
  following: { zh: '您已经关注了。', en: 'You follow this one already.' },
  look: { zh: '看进度', en: 'See the progress' },
  done: { zh: '已经关注，不用再提交了', en: 'You have joined; there is nothing more to submit' },
  'done.text': {
    zh: '办理的每一步都会通知您，也可以在“我的诉求”里看到。',
    en: 'You will hear of each step, and find it in “My appeals”.',
  },
  'done.look': { zh: '看办到哪一步，清空草稿', en: 'See how far it is, and clear the draft' },
  'done.keep': {
    zh: '草稿还在：如果还有别的事要反映，可以接着填。',
    en: 'Your draft is still here: go on with it if there is something else to report.',
  },
} as const satisfies Texts
