import type { Messages } from '#kernel/i18n/define'

/** Refusals of signing in, of one's own account, and of the administration of accounts. */
export const identityMessages: Messages = {
  'identity.wrong': { zh: '账号、密码或验证码不正确。', en: 'Login, password or code is wrong.' },
  'identity.locked': {
    zh: '多次输错，账号已锁定 15 分钟。',
    en: 'Too many wrong tries; the account is locked for 15 minutes.',
  },
  'identity.code-needed': {
    zh: '请输入动态口令（6 位数字）。',
    en: 'Enter the six digits of your authenticator.',
  },
  'identity.code-wait': {
    zh: '验证码刚刚发送过，请一分钟后再试。',
    en: 'A code was just sent; wait a minute.',
  },
  'identity.code-enough': {
    zh: '这个号码今天收到的验证码太多，请明天再试，或拨打 12345。',
    en: 'This number was sent too many codes today; try again tomorrow or call 12345.',
  },
  'identity.password-short': { zh: '密码至少 10 个字符。', en: 'A password has at least 10 characters.' },
  'identity.password-login': {
    zh: '密码不能与账号相同或相近。',
    en: 'A password may not resemble the login.',
  },
  'identity.password-common': {
    zh: '这个密码太常见，请换一个。',
    en: 'This password is too common; choose another.',
  },
  'identity.password-same': { zh: '新密码不能与原密码相同。', en: 'The new password is the old one.' },
  'identity.no-password': {
    zh: '这个账号没有密码，请使用统一身份认证登录。',
    en: 'This account has no password; sign in through the identity provider.',
  },
  'identity.totp-on': {
    zh: '动态口令已经开启；如需更换，请先关闭。',
    en: 'The authenticator is on; turn it off before enrolling another.',
  },
  'identity.totp-off': { zh: '动态口令没有开启。', en: 'No authenticator is enrolled.' },
  'identity.totp-not-begun': { zh: '请先获取动态口令密钥。', en: 'Begin the enrolment first.' },
  'identity.oidc-off': { zh: '没有配置统一身份认证。', en: 'No identity provider is configured.' },
  'identity.oidc-unavailable': {
    zh: '统一身份认证暂时无法使用，请稍后再试。',
    en: 'The identity provider cannot be reached; please try again.',
  },
  'identity.oidc-refused': {
    zh: '统一身份认证没有完成，请重新登录。',
    en: 'The identity provider did not complete the sign-in; please start again.',
  },
  'identity.oidc-unknown': {
    zh: '您已通过统一身份认证，但还没有绑定本平台账号。请把标识 {subject} 告诉本单位管理员，由管理员绑定。',
    en: 'You are known to the identity provider, but no account here is linked to you. Give the identifier {subject} to your administrator.',
  },
  'identity.account-not-found': { zh: '没有这个账号。', en: 'There is no such account.' },
  'identity.org-not-found': { zh: '没有这个单位。', en: 'There is no such organization.' },
  'identity.login-taken': { zh: '这个账号名已被使用。', en: 'This login is taken.' },
  'identity.external-taken': {
    zh: '这个身份已绑定另一个账号。',
    en: 'This identity is linked to another account.',
  },
  'identity.not-service': { zh: '只有系统账号可以使用接口密钥。', en: 'Only accounts of systems have keys.' },
  'identity.not-officer': { zh: '只有工作人员账号有密码。', en: 'Only accounts of officers have passwords.' },
  'identity.manage-own': {
    zh: '不能管理自己的账号和岗位。',
    en: 'Nobody administers his own account or posts.',
  },
  'identity.manage-reach': {
    zh: '超出您的管理范围。',
    en: 'This lies beyond the places that you administer.',
  },
  'identity.manage-equal': {
    zh: '不能任命与自己管理范围相同的管理员，请由上级任命。',
    en: 'An administrator of the same places is appointed from above.',
  },
  'identity.manage-service': {
    zh: '系统账号不能担任管理、审计、督办和领导岗位。',
    en: 'A system cannot be administrator, auditor, supervisor or leader.',
  },
  'identity.manage-places': {
    zh: '岗位的地域必须在单位的地域之内。',
    en: 'The places of a post lie within those of its organization.',
  },
  'identity.manage-resident': { zh: '居民账号不能担任岗位。', en: 'Residents hold no posts.' },
  'identity.post-not-found': { zh: '没有这个岗位。', en: 'The account does not hold this post.' },
  'identity.no-person': { zh: '只有居民账号有个人资料。', en: 'Only residents have a personal record.' },
  'identity.phone-code': {
    zh: '请输入发送到新号码的验证码。',
    en: 'Enter the code that was sent to the new number.',
  },
  'identity.phone-taken': { zh: '这个号码属于另一个账号。', en: 'This number belongs to another account.' },
  'identity.open-appeals': {
    zh: '您还有 {count} 件办理中的事项，办结或撤回后才能注销。',
    en: '{count} of your cases are still open; they have to be closed or withdrawn first.',
  },
  'identity.forgotten': { zh: '已注销', en: 'Deleted' },
}
