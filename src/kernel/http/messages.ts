import type { Messages } from '#kernel/i18n/define'

/** Refusals that any door can give. */
export const httpMessages: Messages = {
  'http.not-found': { zh: '没有这个页面或接口。', en: 'There is nothing at this address.' },
  'http.failed': {
    zh: '系统暂时出错，您的内容没有丢失，请稍后再试。',
    en: 'Something failed on our side. Nothing of yours was lost; please try again.',
  },
  'http.disk-full': {
    zh: '系统的存储空间已满，暂时不能保存。已提交的内容没有丢失；请保留本页，稍后再试。',
    en: 'The storage of the system is full, so nothing can be saved now. What was submitted is safe; keep this page and try again later.',
  },
  'http.foreign-origin': {
    zh: '这个请求来自其他网站，已拒绝。',
    en: 'This request came from another site and was refused.',
  },
  'input.invalid': {
    zh: '有内容填写不正确，请按提示修改。',
    en: 'Some of the input is not valid; please correct what is marked.',
  },
  'input.unreadable': {
    zh: '请求的内容读不懂，请检查格式和编码（UTF-8）。',
    en: 'The request cannot be read; check its format and encoding (UTF-8).',
  },
  'input.not-text': {
    zh: '文字中有无法保存的字符，请删除后重试。',
    en: 'The text holds characters that cannot be stored; remove them and try again.',
  },
  'input.too-large': {
    zh: '内容太大，请缩短或减少附件。',
    en: 'This is too large; shorten it or attach less.',
  },
  'input.too-many': { zh: '请求太频繁，请稍后再试。', en: 'Too many requests; please wait a moment.' },
  'input.key-reused': {
    zh: '这个幂等键已用于另一个请求。',
    en: 'This idempotency key was used for another request.',
  },
  'input.no-file': {
    zh: '请选择要上传的文件。',
    en: 'Choose a file to upload.',
  },
  'input.bad-key': {
    zh: '幂等键（Idempotency-Key）应为 1 至 {limit} 个字符，不含控制字符。',
    en: 'The Idempotency-Key must have 1 to {limit} characters, none of them a control character.',
  },
  'access.sign-in': { zh: '请先登录。', en: 'Please sign in first.' },
  'access.forbidden': {
    zh: '您没有这项权限；如工作需要，请联系本单位管理员。',
    en: 'You may not do this; ask your administrator if your work needs it.',
  },
  'decision.not-approved': {
    zh: '算法 {code} 的版本 {version} 未经批准，不能运行。',
    en: 'Version {version} of algorithm {code} is not approved and does not run.',
  },
  'decision.no-algorithm': { zh: '登记册中没有这个算法版本。', en: 'The register has no such version.' },
  'territory.unknown-place': { zh: '没有这个地方。', en: 'There is no such place.' },
}
