import type { Texts } from '../../ui/i18n.tsx'

/** Shell, sign-in and tasks of the field app. */
export const fieldTexts = {
  app: { zh: '现场', en: 'Field' },
  nav: { zh: '现场端页面', en: 'Pages of the field app' },
  'nav.tasks': { zh: '任务', en: 'Tasks' },
  'nav.report': { zh: '上报', en: 'Report' },
  'nav.collect': { zh: '采集', en: 'Collect' },
  'nav.outbox': { zh: '待发送', en: 'Outbox' },
  'nav.waiting': { zh: '{count} 条未发送', en: '{count} not sent' },
  'sign-in': { zh: '登录现场端', en: 'Sign in to the field app' },
  'sign-in.offline': {
    zh: '现在没有网络，连上网络后才能登录。',
    en: 'There is no connection; signing in needs one.',
  },
  'sign-out': { zh: '退出', en: 'Sign out' },
  missing: { zh: '没有这个页面', en: 'There is no such page' },
  'missing.kept': {
    zh: '待发送的内容都保存在这台手机上。',
    en: 'Everything that waits to be sent is kept on this phone.',
  },
  'missing.back': { zh: '回到任务', en: 'Back to the tasks' },
  'tasks.title': { zh: '今日任务', en: 'Tasks of today' },
  'tasks.count': { zh: '{count} 件待办', en: '{count} to do' },
  'tasks.overdue': { zh: '{count} 件已超期', en: '{count} overdue' },
  'tasks.sort': { zh: '任务排序', en: 'Order of the tasks' },
  'tasks.by-distance': { zh: '离我最近', en: 'Nearest' },
  'tasks.by-due': { zh: '最先到期', en: 'Due first' },
  'tasks.locating': { zh: '正在定位', en: 'Finding your position' },
  'tasks.no-position': {
    zh: '没有取得位置，先按到期时间排序。请检查手机的定位权限。',
    en: 'No position was found; ordered by deadline. Check the location permission of the phone.',
  },
  'tasks.empty': { zh: '没有待办任务', en: 'Nothing to do' },
  'tasks.empty-hint': { zh: '巡查时发现问题，可以随时上报。', en: 'Report what you see on your round.' },
  'tasks.more': {
    zh: '还有更多任务没有显示，请先处理上面的。',
    en: 'There are more tasks than shown here; deal with these first.',
  },
  'tasks.none-here': { zh: '位置不明', en: 'No position' },
  'tasks.unsent': { zh: '有内容待发送', en: 'Something waits to be sent' },
  'distance.m': { zh: '{value} 米', en: '{value} m' },
  'distance.km': { zh: '{value} 千米', en: '{value} km' },
} as const satisfies Texts
