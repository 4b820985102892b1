import type { Messages } from '#kernel/i18n/define'

export const collectionMessages = {
  'collection.not-published': {
    zh: '数据资源尚未发布或已停用，不能接收数据',
    en: 'Only a published resource takes data',
  },
  'collection.events-only-grow': {
    zh: '流水类资源只增不减，不能整体替换',
    en: 'A resource of events only grows; it cannot be replaced',
  },
  'collection.part-taken': {
    zh: '这一批次的第 {part} 部分已经收过',
    en: 'Part {part} of this delivery was taken already',
  },
} as const satisfies Messages
