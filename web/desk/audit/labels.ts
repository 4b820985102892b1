import type { Locale } from '#kernel/i18n/define'
import { labelOf, stepLabels } from '../../ui/labels.ts'

type Labels = Readonly<Record<string, Readonly<Record<Locale, string>>>>

/** Actions besides those of a case, by their name in the log. */
const actionLabels: Labels = {
  'account.activate': { zh: '启用账号', en: 'Switch an account on' },
  'account.create': { zh: '新增账号', en: 'Create an account' },
  'account.deactivate': { zh: '停用账号', en: 'Switch an account off' },
  'account.give-key': { zh: '发放接口密钥', en: 'Give an API key' },
  'account.reset-password': { zh: '重置密码', en: 'Reset a password' },
  'account.reset-totp': { zh: '重置动态口令', en: 'Reset an authenticator' },
  'account.take-key': { zh: '收回接口密钥', en: 'Take an API key back' },
  'algorithm.judge': { zh: '审批算法', en: 'Judge an algorithm' },
  'algorithm.propose': { zh: '登记算法', en: 'Register an algorithm' },
  'appeal.get': { zh: '查看诉求', en: 'Read an appeal' },
  'appeal.import': { zh: '导入诉求', en: 'Import appeals' },
  'calendar.save-office': { zh: '修改办公时间', en: 'Change office hours' },
  'calendar.save-year': { zh: '修改工作日历', en: 'Change the calendar' },
  'case.delete-view': { zh: '删除视图', en: 'Delete a view' },
  'case.save-view': { zh: '保存视图', en: 'Save a view' },
  'case.tell-officers': { zh: '通知工作人员', en: 'Tell the officers' },
  'decision.make': { zh: '算法判断', en: 'Decision of an algorithm' },
  'duties.save-urgency': { zh: '修改办理时限', en: 'Change the time limits' },
  'duties.seed': { zh: '装入职责清单', en: 'Load the duty list' },
  'duty.import': { zh: '导入职责', en: 'Import duties' },
  'duty.retire': { zh: '停用职责', en: 'Retire a duty' },
  'duty.save': { zh: '修改职责', en: 'Save a duty' },
  'file.add': { zh: '上传文件', en: 'Upload a file' },
  'file.get': { zh: '查看文件', en: 'Read a file' },
  'identity.change-password': { zh: '修改密码', en: 'Change a password' },
  'identity.request-code': { zh: '发送验证码', en: 'Send a code' },
  'identity.seed-demo': { zh: '建立演示账号', en: 'Make the demo accounts' },
  'identity.sign-in': { zh: '登录', en: 'Sign in' },
  'identity.sign-in-by-code': { zh: '手机登录', en: 'Sign in by phone' },
  'identity.sign-out': { zh: '退出登录', en: 'Sign out' },
  'identity.totp-begin': { zh: '开始绑定动态口令', en: 'Begin an authenticator' },
  'identity.totp-confirm': { zh: '绑定动态口令', en: 'Bind an authenticator' },
  'identity.totp-off': { zh: '解除动态口令', en: 'Remove an authenticator' },
  'notice.attempt': { zh: '尝试发送通知', en: 'Try to send a notice' },
  'notice.queue': { zh: '生成通知', en: 'Queue a notice' },
  'notice.read': { zh: '阅读通知', en: 'Read a notice' },
  'notice.record': { zh: '记录发送结果', en: 'Record a sending' },
  'person.forget': { zh: '删除个人信息', en: 'Forget a person' },
  'person.get': { zh: '查看个人信息', en: 'Read personal data' },
  'person.save': { zh: '修改个人信息', en: 'Change personal data' },
  'post.give': { zh: '授予岗位', en: 'Give a post' },
  'post.take': { zh: '收回岗位', en: 'Take a post back' },
  'territory.import-grids': { zh: '导入网格图层', en: 'Import a grid layer' },
  'territory.import-townships': { zh: '导入镇街边界', en: 'Import township borders' },
}

const subjectLabels: Labels = {
  account: { zh: '账号', en: 'Account' },
  algorithm: { zh: '算法', en: 'Algorithm' },
  appeal: { zh: '诉求', en: 'Appeal' },
  duty: { zh: '职责', en: 'Duty' },
  'duty-list': { zh: '职责清单', en: 'Duty list' },
  file: { zh: '文件', en: 'File' },
  notice: { zh: '通知', en: 'Notice' },
  person: { zh: '个人', en: 'Person' },
  'saved-view': { zh: '视图', en: 'View' },
  setting: { zh: '设置', en: 'Setting' },
  'sign-in-code': { zh: '验证码', en: 'Sign-in code' },
  'territory-layer': { zh: '区划图层', en: 'Territory layer' },
}

const actorLabels: Labels = {
  anonymous: { zh: '未登录', en: 'Not signed in' },
  algorithm: { zh: '算法', en: 'Algorithm' },
  officer: { zh: '工作人员', en: 'Officer' },
  resident: { zh: '居民', en: 'Resident' },
  service: { zh: '外部系统', en: 'Other system' },
  system: { zh: '系统', en: 'System' },
}

/** The action in words: those of a case by its own names; what has no word keeps its code. */
export function actionLabel(action: string, locale: Locale): string {
  const known = actionLabels[action]
  if (known !== undefined) return known[locale]
  const [type = '', name = ''] = action.split('.')
  return type in subjectLabels && name in stepLabels ? labelOf(stepLabels, name, locale) : action
}

export const subjectLabel = (type: string, locale: Locale) => labelOf(subjectLabels, type, locale)
export const actorLabel = (kind: string, locale: Locale) => labelOf(actorLabels, kind, locale)
