import type { Messages } from '#kernel/i18n/define'

export const hotIssueMessages: Messages = {
  'hot-issue.not-found': {
    zh: '没有这个热点问题，或您无权查看。',
    en: 'There is no such hot issue, or you may not see it.',
  },
  'hot-issue.conflict': {
    zh: '这个热点问题刚有新的诉求或改动，请看过最新情况再操作。',
    en: 'New appeals or changes came to this issue meanwhile; look at it again before you act.',
  },
  'hot-issue.not-open': {
    zh: '这个热点问题已归并或已排除，不能这样操作。',
    en: 'This issue was merged or dismissed; that is not possible now.',
  },
  'hot-issue.not-merged': { zh: '这个热点问题没有被归并。', en: 'This issue has not been merged.' },
  'hot-issue.not-dismissed': { zh: '这个热点问题没有被排除。', en: 'This issue has not been dismissed.' },
  'hot-issue.same': { zh: '不能归并到自己。', en: 'An issue cannot be merged into itself.' },
  'hot-issue.is-merged': { zh: '对方已归并到别的热点问题。', en: 'The other issue has itself been merged.' },
  'hot-issue.nothing-left': {
    zh: '当时归并来的诉求都已移走，没有可以恢复的。',
    en: 'The appeals of that merge have all been moved on; nothing is left to undo.',
  },
  'hot-issue.no-member': {
    zh: '所选诉求不在这个热点问题里。',
    en: 'The chosen appeal does not belong to this issue.',
  },
  'hot-issue.split-all': {
    zh: '不能把全部诉求都拆出去，请改名。',
    en: 'All appeals cannot be split out; rename the issue instead.',
  },
  'hot-issue.has-task': {
    zh: '这个热点问题已有未办结的专项任务。',
    en: 'This issue already has an open task.',
  },
  'hot-issue.no-org': {
    zh: '没有这个单位，或已停用。',
    en: 'There is no such organization, or it is inactive.',
  },
  'issue-task.officer.dispatch': {
    zh: '专项任务 {number} 已派给{office}，请及时签收。',
    en: 'Task {number} was given to {office}; please accept it in time.',
  },
  'issue-task.officer.report': {
    zh: '{by}已上报专项任务 {number} 的结果，请审核。',
    en: '{by} has reported on task {number}; please check it.',
  },
  'issue-task.officer.giveBack': {
    zh: '{by}退回了专项任务 {number}，请改派。',
    en: '{by} returned task {number}; please give it to another office.',
  },
  'issue-task.officer.rework': {
    zh: '专项任务 {number} 的结果被退回，请{office}继续办理。',
    en: 'The report on task {number} was sent back; {office}, please work on.',
  },
}
