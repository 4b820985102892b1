import type { Messages } from '#kernel/i18n/define'

export const exchangeMessages = {
  'exchange.fault.unsigned': {
    zh: '请求没有签名（Signature-Input 和 Signature）',
    en: 'The request is not signed (Signature-Input and Signature)',
  },
  'exchange.fault.signature-unreadable': {
    zh: '签名头格式不对，请按 RFC 9421 填写',
    en: 'The signature fields cannot be read; see RFC 9421',
  },
  'exchange.fault.signature-many': {
    zh: '有多个签名，请给本平台的签名加上 tag="zhizhi-exchange"',
    en: 'Several signatures; give ours tag="zhizhi-exchange"',
  },
  'exchange.fault.uncovered': {
    zh: '签名应覆盖 @method、@target-uri（或 @path 和 @query），有正文时还应覆盖 content-digest',
    en: 'The signature has to cover @method, @target-uri (or @path and @query), and content-digest where there is a body',
  },
  'exchange.fault.parameters': {
    zh: '签名参数应有 created、keyid、nonce、alg',
    en: 'The signature needs created, keyid, nonce and alg',
  },
  'exchange.fault.nonce': {
    zh: 'nonce 应为 16 至 128 个字符，每次不同',
    en: 'The nonce has 16 to 128 characters, new each time',
  },
  'exchange.fault.clock': {
    zh: '签名时间与平台时间相差太大，请校准时钟',
    en: 'The time of the signature is too far from ours; set your clock',
  },
  'exchange.fault.expired': { zh: '签名已过期', en: 'The signature has expired' },
  'exchange.fault.key-unknown': { zh: '没有登记这个密钥', en: 'This key is not registered' },
  'exchange.fault.key-revoked': { zh: '这个密钥已停用', en: 'This key was revoked' },
  'exchange.fault.key-over': {
    zh: '这个密钥已被新密钥替换，重叠期已过',
    en: 'This key was replaced and its overlap is over',
  },
  'exchange.fault.system-waiting': {
    zh: '系统尚未经数据主管部门确认',
    en: 'The data authority has not confirmed the system yet',
  },
  'exchange.fault.system-revoked': { zh: '系统已停用', en: 'The system was revoked' },
  'exchange.fault.algorithm': {
    zh: '签名算法与登记的密钥不符',
    en: 'The algorithm is not the one of the registered key',
  },
  'exchange.fault.component': {
    zh: '签名覆盖了请求中没有或不支持的部分：{component}',
    en: 'The signature covers what the request lacks or we do not support: {component}',
  },
  'exchange.fault.digest-missing': {
    zh: '有正文但没有 Content-Digest',
    en: 'There is a body without Content-Digest',
  },
  'exchange.fault.digest': {
    zh: 'Content-Digest 与正文不符（支持 sha-256、sha-512）',
    en: 'Content-Digest is not the body’s (sha-256, sha-512)',
  },
  'exchange.fault.body-unexpected': { zh: '这个请求不应有正文', en: 'This request may not have a body' },
  'exchange.fault.signature': { zh: '签名验证不通过', en: 'The signature does not hold' },
  'exchange.fault.replay': {
    zh: '这个请求已经用过（nonce 重复）',
    en: 'This request was used before (same nonce)',
  },
  'exchange.fault.minute': {
    zh: '调用太频繁，每分钟最多 {limit} 次',
    en: 'Too many calls; at most {limit} a minute',
  },
  'exchange.fault.request': {
    zh: '请求内容不符合接口约定，请按各项提示修改',
    en: 'The request does not keep the contract; each field is named',
  },
  'exchange.no-system': { zh: '没有这个系统', en: 'There is no such system' },
  'exchange.system-changed': {
    zh: '这个系统刚被修改，请刷新后再试',
    en: 'This system has changed meanwhile; load it again',
  },
  'exchange.system-over': {
    zh: '这个系统已停用，请重新登记',
    en: 'This system was revoked; register it anew',
  },
  'exchange.key-known': {
    zh: '这个公钥已经登记过，请另外生成一对密钥',
    en: 'This public key is registered already; make another pair',
  },
  'exchange.key-unfit': {
    zh: '不是 P-256 或 SM2 的公钥（PEM）',
    en: 'This is no P-256 or SM2 public key (PEM)',
  },
  'exchange.no-key': { zh: '没有这个密钥，或已停用', en: 'There is no such key, or it was revoked' },
  'exchange.no-exchange': { zh: '没有这条交换记录', en: 'There is no such exchange' },
  'exchange.no-delivery': { zh: '没有这次整批交付', en: 'There is no such delivery' },
  'exchange.delivery-elsewhere': {
    zh: '这次交付正由另一个进程制作',
    en: 'Another process is making this delivery',
  },
  'exchange.delivery-expired': {
    zh: '文件已过下载期限，请重新申请',
    en: 'The files are past their days; ask again',
  },
  'exchange.delivery-part': { zh: '没有这个分卷', en: 'There is no such part' },
  'exchange.range': { zh: '要取的范围超出了文件', en: 'The range lies beyond the file' },
  'exchange.period': { zh: '时间段应为 1 至 {days} 天', en: 'The period has 1 to {days} days' },
} as const satisfies Messages
