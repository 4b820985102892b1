import type { Texts } from '../i18n.tsx'

/** Signing in of officers. */
export const signInTexts = {
  login: { zh: '账号', en: 'Login' },
  password: { zh: '密码', en: 'Password' },
  code: { zh: '动态口令', en: 'Authenticator code' },
  'code.hint': { zh: '打开身份验证器，输入 6 位数字。', en: 'Six digits from your authenticator.' },
  submit: { zh: '登录', en: 'Sign in' },
  demo: {
    zh: '演示城市：选一个账号，密码会自动填好。',
    en: 'Demo city: choose an account, its password is filled in.',
  },
} as const satisfies Texts
