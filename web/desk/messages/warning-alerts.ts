import type { Texts } from '../../ui/i18n.tsx'

/** What is told of a warning outside, and what others tell. */
export const warningAlertTexts = {
  alerts: { zh: '对外发布', en: 'Told outside' },
  'alerts.none': { zh: '还没有发布预警信息', en: 'No alert published yet' },
  'alerts.publish': { zh: '发布预警信息', en: 'Publish an alert' },
  'alerts.stand': {
    zh: '预警已办结，发布的信息仍然有效。请打开并解除，或发布“警报解除”的更新。',
    en: 'The warning is closed, and what was published still holds. Open it and cancel it, or update it with “All clear”.',
  },
  outside: { zh: '外部预警', en: 'Warnings of others' },
  'outside.more': { zh: '等另 {count} 地', en: 'and {count} more' },
  'outside.until': { zh: '有效至', en: 'until' },
  simulated: { zh: '模拟来源', en: 'Simulated source' },
} as const satisfies Texts
