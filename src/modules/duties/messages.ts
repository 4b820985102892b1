import type { Messages } from '#kernel/i18n/define'

export const messages = {
  'duty.urgency-raised': { zh: '提到“{word}”：{reason}', en: 'Mentions “{word}”: {reason}' },
  'duty.urgency-usual': {
    zh: '“{category}”一般按“{grade}”办理',
    en: '“{category}” is usually handled as {grade}',
  },
  'duty.urgency-none': { zh: '未见紧急情形，按“一般”办理', en: 'Nothing urgent found, handled as normal' },
} as const satisfies Messages
