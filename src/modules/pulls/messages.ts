import type { Messages } from '#kernel/i18n/define'
import { pullErrors } from './messages/errors.ts'

export const pullMessages = {
  'pulls.not-found': { zh: '没有这个数据来源', en: 'There is no such source' },
  'pulls.changed-meanwhile': {
    zh: '别人刚刚改过这个来源，请重新打开后再改',
    en: 'Somebody has just changed this source; open it again',
  },
  'pulls.running': {
    zh: '这个来源正在运行，请等它结束',
    en: 'This source is running; wait until it is done',
  },
  'pulls.run-over': { zh: '这次运行已经结束', en: 'This run is over' },
  'pulls.secret-again': {
    zh: '地址或账号变了，请重新填写密码或密钥',
    en: 'The address or the account has changed: enter the secret again',
  },
  'pulls.no-letter': { zh: '没有这条待处理的记录', en: 'There is no such letter waiting' },
  'pulls.page-not-passable': {
    zh: '不知道这一页之后从哪里继续，不能跳过',
    en: 'Nobody knows what comes after this page; it cannot be passed over',
  },
  'pulls.fault.unknown-item': { zh: '资源没有数据项“{item}”', en: 'The resource has no item {item}' },
  'pulls.fault.item-twice': { zh: '数据项“{item}”对应了两次', en: 'The item {item} is filled twice' },
  'pulls.fault.item-missing': {
    zh: '必填的数据项“{item}”没有对应的字段',
    en: 'The required item {item} is filled by nothing',
  },
  'pulls.fault.events-replace': {
    zh: '流水类资源只增不减，不能整体替换',
    en: 'A resource of events only grows; it cannot be replaced',
  },
  'pulls.fault.replace-partial': {
    zh: '增量读取只带来一部分，不能整体替换',
    en: 'What is read by increments is a part; it cannot replace the whole',
  },
  'pulls.fault.events-repeat': {
    zh: '流水类资源没有主键，重复读取会变成两条：请按主键、按时间（不回看）或接着上次读',
    en: 'Events have no key, and what is read again would count twice: read by key, by time without overlap, or go on',
  },
  'pulls.fault.secret-in-clear': {
    zh: '密钥不能走明文 http，请用 https 地址',
    en: 'A secret does not go over plain http; use https',
  },
  'pulls.fault.s3-in-clear': { zh: '对象存储请用 https 地址', en: 'Use an https address for the bucket' },
  'pulls.fault.continues-without-paging': {
    zh: '接着上次读需要按页、按偏移或按游标分页',
    en: 'Going on needs pages by number, offset or cursor',
  },
  'pulls.fault.select-not-a-select': {
    zh: '语句要以 select 或 with 开头',
    en: 'The statement has to begin with select or with',
  },
  'pulls.fault.select-several': {
    zh: '只能写一条语句，不带分号',
    en: 'One statement only, without a semicolon',
  },
  'pulls.fault.select-comment': { zh: '语句里不能有注释', en: 'No comments in the statement' },
  'pulls.fault.select-escape': {
    zh: '语句里不能有反斜杠和 $ 引号',
    en: 'No backslashes and no dollar quotes in the statement',
  },
  'pulls.fault.select-open-quote': { zh: '语句的引号没有闭合', en: 'A quote in the statement is not closed' },
  'pulls.fault.select-forbidden-word': {
    zh: '语句里不能有“{word}”，只能读取',
    en: 'The statement may not contain "{word}": it only reads',
  },
  'pulls.reason-needed': { zh: '请写明为什么不再处理', en: 'Say why it is passed over' },
  'pulls.letter-empty': { zh: '没有留下内容', en: 'Nothing was kept of it' },
  ...pullErrors,
} as const satisfies Messages
