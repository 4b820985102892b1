import type { Texts } from '../../ui/i18n.tsx'

/** Accounts and posts. */
export const accountTexts = {
  title: { zh: '账号', en: 'Accounts' },
  add: { zh: '新增账号', en: 'New account' },
  search: { zh: '姓名或账号', en: 'Name or login' },
  org: { zh: '单位', en: 'Organization' },
  empty: { zh: '没有符合条件的账号', en: 'No account fits' },
  more: { zh: '显示更多', en: 'Show more' },
  name: { zh: '姓名', en: 'Name' },
  login: { zh: '账号', en: 'Login' },
  'login.hint': {
    zh: '字母、数字、点、横线，至少 2 位。',
    en: 'Letters, digits, dots and dashes, two at least.',
  },
  state: { zh: '状态', en: 'State' },
  active: { zh: '启用', en: 'Active' },
  inactive: { zh: '停用', en: 'Off' },
  locked: { zh: '已锁定', en: 'locked' },
  'second-factor': { zh: '有动态口令', en: 'with authenticator' },
  posts: { zh: '岗位', en: 'Posts' },
  take: { zh: '收回', en: 'Take' },
  manage: { zh: '管理', en: 'Manage' },
  'not-yours': { zh: '由上级单位管理', en: 'Managed by another administrator' },
  role: { zh: '岗位', en: 'Role' },
  give: { zh: '授予岗位', en: 'Give the post' },
  reason: { zh: '理由', en: 'Reason' },
  deactivate: { zh: '停用账号', en: 'Switch off' },
  activate: { zh: '启用账号', en: 'Switch on' },
  'reset-password': { zh: '重置密码', en: 'Reset the password' },
  'reset-totp': { zh: '重置动态口令', en: 'Reset the authenticator' },
  'password.once': { zh: '临时密码只显示这一次：', en: 'The temporary password, shown this once:' },
  'add.next': {
    zh: '账号还没有岗位：请在下方“管理”中授予。',
    en: 'The account has no post yet: give it one under “Manage” below.',
  },
  'password.none': { zh: '未设置', en: 'not set' },
} as const satisfies Texts
