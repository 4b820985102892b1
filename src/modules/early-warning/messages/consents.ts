import type { Messages } from '#kernel/i18n/define'

export const consentMessages: Messages = {
  'early-warning.no-consent': {
    zh: '“{resource}”是其他单位有条件共享的数据。启用、试运行或查看前，请先在监测页面征得数据提供单位的数据管理员同意。',
    en: '“{resource}” is another organization’s data that is shared on conditions. Before it is watched, tried or looked at, ask its data manager for consent on the page of the watch.',
  },
  'early-warning.no-such-consent': {
    zh: '没有这项监测同意申请，或您无权查看。',
    en: 'There is no such consent to a watch, or you may not see it.',
  },
  'early-warning.nobodys-watch': {
    zh: '您没有覆盖该地点的预警值班岗位，不能代表单位征求同意。',
    en: 'You have no post of a warning officer for this place, so you cannot ask for an organization.',
  },
  'early-warning.may-already': {
    zh: '这个监测不需要再征求同意。',
    en: 'This watch needs no further consent.',
  },
  'early-warning.not-shared': {
    zh: '这个数据资源不予共享，不能监测：{reason}',
    en: 'This resource is shared with nobody, so it cannot be watched by others: {reason}',
  },
  'early-warning.asked-already': {
    zh: '已经征求过同意，正等待数据提供单位答复。',
    en: 'The provider has been asked already and has not answered yet.',
  },
  'early-warning.consent-is': {
    zh: '这项申请的状态已经变了，请看过最新内容再办理。',
    en: 'This request has changed meanwhile; look at it again.',
  },
  'watch.notice.asked': {
    zh: '有单位申请监测本单位的“{resource}”（监测“{watch}”），请答复是否同意。',
    en: 'Your data “{resource}” is asked for by the watch “{watch}”; please answer.',
  },
  'watch.notice.given': {
    zh: '“{resource}”的提供单位已同意监测“{watch}”，可以启用。',
    en: 'The provider of “{resource}” lets the watch “{watch}” read it; it can be switched on.',
  },
  'watch.notice.refused': {
    zh: '“{resource}”的提供单位不同意监测“{watch}”，理由见监测页面。',
    en: 'The provider of “{resource}” does not let the watch “{watch}” read it; its reason stands on the page of the watch.',
  },
  'watch.notice.withdrawn': {
    zh: '“{resource}”的提供单位撤回了对监测“{watch}”的同意，监测不再运行。',
    en: 'The provider of “{resource}” has withdrawn its consent; the watch “{watch}” no longer runs.',
  },
  'watch.notice.stopped': {
    zh: '“{resource}”的共享方式已变，监测“{watch}”须重新征得同意，现已停用。',
    en: '“{resource}” is shared otherwise now: the watch “{watch}” needs consent and is off.',
  },
}
