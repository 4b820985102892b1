import type { Messages } from '#kernel/i18n/define'

export const earlyWarningMessages: Messages = {
  'early-warning.no-watch': {
    zh: '没有这个监测，或您无权查看。',
    en: 'There is no such watch, or you may not see it.',
  },
  'early-warning.watch-changed': {
    zh: '这个监测刚被别人改过，请看过最新内容再保存。',
    en: 'This watch was changed meanwhile; look at it again before you save.',
  },
  'early-warning.is-on': { zh: '这个监测已经启用。', en: 'This watch is on already.' },
  'early-warning.is-off': { zh: '这个监测已经停用。', en: 'This watch is off already.' },
  'early-warning.not-published': {
    zh: '这个数据资源尚未发布，不能监测。请选择已发布的资源。',
    en: 'This data resource is not published, so it cannot be watched. Choose a published one.',
  },
  'early-warning.no-time': {
    zh: '这个数据资源的合同没有指定时间项，监测需要知道每条数据是何时的。请先在目录中指定。',
    en: 'The contract of this resource names no time item, and a watch has to know when each row was. Name one in the catalogue first.',
  },
  'early-warning.not-a-number': {
    zh: '“{item}”不是数值项。请选择整数或小数项。',
    en: '“{item}” is no number. Choose an item that is an integer or a decimal.',
  },
  'early-warning.not-whole': {
    zh: '“{item}”不是整数项，不能合计为数量。请选择整数项。',
    en: '“{item}” is no whole number, so its sum is no count. Choose an integer.',
  },
  'early-warning.not-a-point': {
    zh: '“{item}”不是位置项。查找聚集需要每条数据的坐标，请选择位置项。',
    en: '“{item}” is no position. A scan needs the coordinates of each row; choose an item that is a point.',
  },
  'early-warning.no-place': {
    zh: '这个数据资源的合同没有指定地点项，查找聚集要说得出在哪个镇街。请先在目录中指定。',
    en: 'The contract of this resource names no place item, and a scan has to say in which township. Name one in the catalogue first.',
  },
  'early-warning.scan-by-day': {
    zh: '查找聚集按天统计条数，不能按周，也不能合计数值。',
    en: 'A scan counts rows by day, not by week, and sums up nothing.',
  },
  'early-warning.item-twice': { zh: '“{item}”选了两次。', en: '“{item}” is chosen twice.' },
  'early-warning.counts-alone': {
    zh: '统计数量的监测不能同时看其他项。',
    en: 'A watch that counts looks at no further items.',
  },
  'early-warning.counts-not-silent': {
    zh: '统计数量的监测把没有数据算作 0，不能再设失联。',
    en: 'A watch that counts takes nothing for 0, so nothing can be silent.',
  },
  'early-warning.several-by-score': {
    zh: '几项一起监测时，请按异常程度分级。',
    en: 'Several values together are graded by how unusual they are.',
  },
  'early-warning.no-choice': {
    zh: '只有监测单个数值时，才能按历史数据选择检测方法。',
    en: 'A detector can be chosen by the past only where one value is watched.',
  },
  'early-warning.no-words': {
    zh: '“{item}”不能用来说明发现了什么：要用文本信息项，计数的监测没有可说的行。',
    en: '{item} cannot say what was found: it takes an item of text, and what is counted has no single row.',
  },
  'early-warning.no-item': {
    zh: '数据资源里没有“{item}”这一项。',
    en: 'The resource has no item “{item}”.',
  },
  'early-warning.of-persons': {
    zh: '“{item}”是个人信息。预警只针对地点、设施和物，不针对个人行为，请换一项。',
    en: '“{item}” is personal information. Warnings are about places, facilities and things, never about persons’ conduct; choose another item.',
  },
  'early-warning.wrong-parameter': {
    zh: '检测器参数“{path}”不对：{problem}',
    en: 'The detector’s parameter “{path}” is wrong: {problem}',
  },
  'early-warning.level-twice': { zh: '同一级别出现了两次。', en: 'A level is there twice.' },
  'early-warning.not-rising': {
    zh: '级别越高，界限应当越严。请调整界限的顺序。',
    en: 'A higher level needs a stricter bound. Put the bounds in order.',
  },
  'early-warning.no-org': {
    zh: '没有这个单位，或已停用。',
    en: 'There is no such organization, or it is inactive.',
  },
  'early-warning.no-silence': { zh: '没有这条静默。', en: 'There is no such silence.' },
  'early-warning.silence-over': {
    zh: '静默的结束时间已过，或早于开始时间。',
    en: 'The silence is over already, or ends before it begins.',
  },
  'early-warning.silence-long': {
    zh: '一次静默最长 {days} 天，到期可以再设。',
    en: 'A silence lasts {days} days at most; it can be set again then.',
  },
  'early-warning.silence-all': {
    zh: '请写明静默哪一类预警或哪一个对象。',
    en: 'Say which kind of warning or which object is silenced.',
  },
  'early-warning.limits-changed': {
    zh: '时限刚被别人改过，请看过最新内容再保存。',
    en: 'The limits were changed meanwhile; look at them again before you save.',
  },
  'early-warning.limits-looser': {
    zh: '级别越高，时限不能越长。请调整确认或处置的时限。',
    en: 'A higher level cannot have more time than a lower one. Change the time to notice or to handle.',
  },
  'silence.notice.ended': {
    zh: '您设的静默（{what}）已到期，预警恢复；期间拦下 {held} 个信号。',
    en: 'Your silence ({what}) is over, and warnings are raised again; signals held back: {held}.',
  },
  'silence.notice.ended-early': {
    zh: '您设的静默（{what}）已由他人提前结束，预警恢复；期间拦下 {held} 个信号。',
    en: 'Somebody ended your silence ({what}) early, and warnings are raised again; signals held back: {held}.',
  },
  'early-warning.not-yet': { zh: '事件时间还没到。', en: 'The event lies in the future.' },
  'warning.officer.escalate': {
    zh: '预警 {number}已超期（第 {level} 级提醒），请立即办理。',
    en: 'Warning {number} is overdue (level {level}); please act on it now.',
  },
  'warning.officer.remind': {
    zh: '预警 {number}的时限将到，请抓紧办理。',
    en: 'A deadline of warning {number} is close; please act on it.',
  },
  'warning.officer.submit': {
    zh: '新预警 {number}：{title}',
    en: 'New warning {number}: {title}',
  },
  'warning.officer.dispatch': {
    zh: '预警 {number} 派给您单位处置：{title}',
    en: 'Warning {number} is given to your organization: {title}',
  },
  'warning.officer.report': {
    zh: '预警 {number} 已上报处置结果，请核定：{title}',
    en: 'Warning {number} has been handled, please judge it: {title}',
  },
  'warning.officer.alert-stands': {
    zh: '预警 {number} 已办结，发布的“{headline}”仍然有效，请解除。',
    en: 'Warning {number} is closed, and “{headline}” still holds: please cancel it.',
  },
  'warning.officer.rework': {
    zh: '预警 {number} 被退回重办：{title}',
    en: 'Warning {number} has to be handled again: {title}',
  },
}
