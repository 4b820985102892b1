import type { Messages } from '#kernel/i18n/define'

export const protectionMessages = {
  'protection.version-changed': {
    zh: '数据资源刚发布了新版本，请刷新后再确认',
    en: 'The resource has a new version meanwhile; load it again',
  },
  'protection.unknown-item': { zh: '没有信息项 {item}', en: 'There is no item {item}' },
  'protection.not-published': { zh: '这个数据资源没有发布', en: 'This data resource is not published' },
} as const satisfies Messages
