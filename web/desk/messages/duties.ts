import type { Texts } from '../../ui/i18n.tsx'

export const dutyTexts = {
  township: { zh: '所在街道乡镇', en: 'Township of the place' },
} as const satisfies Texts
