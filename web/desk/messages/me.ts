import type { Texts } from '../../ui/i18n.tsx'

/** One's own account. */
export const meTexts = {
  title: { zh: '我的账号', en: 'My account' },
  'posts.who': { zh: '岗位由本单位管理员授予。', en: 'Posts are given by your administrator.' },
  password: { zh: '修改密码', en: 'Change the password' },
  current: { zh: '现在的密码', en: 'Present password' },
  next: { zh: '新密码', en: 'New password' },
  'next.hint': {
    zh: '至少 10 个字符，不用常见的词，不含账号。',
    en: 'Ten characters at least, no common word, not the login.',
  },
  save: { zh: '保存密码', en: 'Save the password' },
  saved: { zh: '✓ 密码已修改', en: '✓ The password was changed' },
  totp: { zh: '动态口令', en: 'Authenticator' },
  'totp.what': {
    zh: '绑定手机上的身份验证器后，登录时除密码外还要输入 6 位动态口令。',
    en: 'With an authenticator on your phone, signing in asks for six digits besides the password.',
  },
  'totp.begin': { zh: '开始绑定', en: 'Begin' },
  'totp.secret': {
    zh: '用身份验证器扫描二维码，再输入它显示的 6 位数字。密钥只显示这一次。',
    en: 'Scan the code with your authenticator, then enter its six digits. The secret is shown this once.',
  },
  'totp.qr': { zh: '身份验证器二维码', en: 'Code for the authenticator' },
  'totp.type': { zh: '不能扫码时，手工输入密钥：', en: 'Or type the secret:' },
  'totp.open': { zh: '在本机的身份验证器中打开', en: 'Open in the authenticator of this device' },
  'totp.on': { zh: '已绑定', en: 'Set up' },
  'totp.remove': { zh: '解除绑定', en: 'Remove the authenticator' },
  code: { zh: '动态口令', en: 'Authenticator code' },
  'code.hint': { zh: '打开身份验证器，输入 6 位数字。', en: 'Six digits from your authenticator.' },
  confirm: { zh: '确认', en: 'Confirm' },
  sessions: { zh: '登录的设备', en: 'Where you are signed in' },
  seen: { zh: '最近使用', en: 'last used' },
  'this-one': { zh: '当前设备', en: 'this device' },
  'sessions.hint': {
    zh: '修改密码后，其他设备会退出登录。',
    en: 'Changing the password signs the other devices out.',
  },
} as const satisfies Texts
