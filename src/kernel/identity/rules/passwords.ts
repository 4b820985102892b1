/** Ten characters or more, and what many people would choose (NIST SP 800-63B 5.1.1.2: length and a list, no composition rules). */
export const shortestPassword = 10

export type PasswordFlaw = 'short' | 'login' | 'common' | 'same'

/** The most chosen ones of ten characters and more, and stems that are common with digits behind them. */
const common = new Set(
  `1234567890 0123456789 9876543210 0987654321 1234567891 12345678910 123456789a a123456789 1q2w3e4r5t 1qaz2wsx3edc
  qwertyuiop asdfghjkl1 qwerty1234 qwerty12345 qwerty123456 abcdefghij abcd123456 abc1234567 abc123456789 aa12345678
  aa123456789 a1234567890 password12 password123 password1234 passw0rd123 iloveyou12 iloveyou123 administrator
  admin12345 admin123456 admin@12345 welcome123 changeme123 letmein1234 woaini1314 woaini520 woaini1314520 5201314520
  1314520520 zhongguo123 chongqing123 chongqing1 zhengfu123 huawei12345 huawei@123 p@ssw0rd123 p@ssword123 test123456
  root123456 user123456 guest123456 system12345 master1234 qazwsxedc1 1qazxsw23edc qweasdzxc1 qweasdzxc123 zxcvbnm123`.split(
    /\s+/,
  ),
)
const stems = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'qwerty',
  'admin',
  'welcome',
  'iloveyou',
  'woaini',
  'chongqing',
  'zhizhi',
  'huawei',
  'abc',
]

/** Why a password may not be set; undefined when it may. */
export function passwordFlaw(password: string, login: string | null): PasswordFlaw | undefined {
  const plain = password.normalize('NFKC').toLowerCase()
  if ([...plain].length < shortestPassword) return 'short'
  const name = login?.toLowerCase() ?? ''
  if (name !== '' && (plain === name || withoutTail(plain) === withoutTail(name))) return 'login'
  return isCommon(plain) ? 'common' : undefined
}

function isCommon(plain: string): boolean {
  if (common.has(plain) || isRun(plain)) return true
  // One or two characters over and over.
  if (new Set(plain).size <= 2) return true
  return stems.some((stem) => withoutTail(plain) === stem)
}

/** 1234…, 9876…, abcd…: each character one step from the one before. */
function isRun(plain: string): boolean {
  const steps = [...plain].slice(1).map((c, i) => (c.codePointAt(0) ?? 0) - (plain.codePointAt(i) ?? 0))
  return steps.every((s) => s === 1) || steps.every((s) => s === -1)
}

/** Digits and punctuation behind a word make it longer, not better. */
function withoutTail(plain: string): string {
  return plain.replace(/[\d!@#$%^&*._-]+$/, '')
}
