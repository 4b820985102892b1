import type { Messages } from '#kernel/i18n/define'

export const messages: Messages = {
  'assistant.no-conversation': {
    zh: '这次对话已经过期或不存在，请重新开始提问。',
    en: 'This conversation has expired or does not exist; please start again.',
  },
  'assistant.question-length': {
    zh: '请用 2 到 300 个字说明您的问题。',
    en: 'Please ask in 2 to 300 characters.',
  },
  'assistant.too-many-turns': {
    zh: '一次对话最多 {limit} 个问题，请转人工或重新开始。',
    en: 'One conversation takes {limit} questions; please hand over to people or start again.',
  },
  'assistant.handed-over': { zh: '这次对话已经转人工。', en: 'This conversation was already handed over.' },
  'assistant.no-passage': {
    zh: '没有这条资料，或已不再公开。',
    en: 'There is no such passage, or it is no longer public.',
  },
  'assistant.no-synonym': { zh: '没有这个词，可能已被删除。', en: 'There is no such word; it may be gone.' },
  'assistant.no-change': { zh: '没有这次改动。', en: 'There is no such change.' },
  'assistant.changed-since': {
    zh: '之后又有改动，请先撤销最近的一次。',
    en: 'It was changed again since; take the newest change back first.',
  },
  'assistant.passage-changed': {
    zh: '这条资料刚刚有人改过，请刷新后再试。',
    en: 'Somebody just changed this passage; please load it again.',
  },
  'assistant.personal-data': {
    zh: '还有 {count} 处个人信息，删去后才能允许引用。',
    en: 'It still holds {count} pieces of personal data; take them out first.',
  },
  'assistant.nothing-read': {
    zh: '文件里没有可以收录的条目，请检查格式。',
    en: 'The file holds nothing that can be taken in; please check its form.',
  },
  'assistant.too-many-rows': {
    zh: '一次最多导入 {limit} 条。',
    en: 'At most {limit} passages at once.',
  },
}
