import type { Messages } from '#kernel/i18n/define'

export const deviceMessages = {
  'devices.not-found': { zh: '没有这台设备', en: 'There is no such device' },
  'devices.twice': { zh: '设备编号“{id}”重复', en: 'The device {id} is given twice' },
  'devices.known': { zh: '设备编号“{id}”已经登记', en: 'The device {id} is entered already' },
  'devices.known-terminal': {
    zh: '终端号“{terminal}”已经登记在另一台设备上',
    en: 'The terminal {terminal} is entered with another device',
  },
  'devices.off': { zh: '设备已停用', en: 'The device is switched off' },
  'devices.throttled': {
    zh: '上报过快，每分钟最多 {limit} 条，请稍后重发',
    en: 'Too many readings: {limit} a minute at most; send them again later',
  },
  'devices.behind': { zh: '平台正忙，请稍后重发', en: 'We are behind; send it again later' },
  'devices.bad-fingerprint': {
    zh: '这不是 SHA-256 指纹：应为 64 位十六进制，可带冒号',
    en: 'This is no SHA-256 fingerprint: 64 hexadecimal digits, with colons or without',
  },
  'devices.bad-subject': {
    zh: '证书主体名最多 64 个字符',
    en: 'A common name has 64 characters at most',
  },
  'devices.bad-timestamp': {
    zh: '请求时间缺失，或与平台时间相差超过 5 分钟',
    en: 'The time of the request is missing, or more than 5 minutes off',
  },
  'devices.bad-signature': { zh: '设备或签名不对', en: 'The device or the signature is wrong' },
  'devices.bad-table': {
    zh: '第 {line} 行的设备信息不完整或不正确，没有导入任何设备',
    en: 'Line {line} is not a device; nothing was entered',
  },
} as const satisfies Messages
