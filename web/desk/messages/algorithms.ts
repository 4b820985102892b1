import type { Texts } from '../../ui/i18n.tsx'

/** The register of algorithms. */
export const algorithmTexts = {
  title: { zh: '算法登记', en: 'Algorithm register' },
  intro: {
    zh: '没有登记为“已批准”的算法不运行。涉及个人权益的判断一律由人决定。',
    en: 'Nothing runs that is not approved here. What touches personal rights is always decided by a person.',
  },
  empty: { zh: '没有登记的算法', en: 'No algorithm is registered' },
  version: { zh: '版本', en: 'Version' },
  owner: { zh: '责任单位', en: 'Owner' },
  gate: { zh: '人工复核', en: 'Human review' },
  'gate.rights': { zh: '涉及个人权益，一律由人决定', en: 'Touches rights: always a person' },
  'gate.never': { zh: '一律由人决定', en: 'Always a person' },
  'gate.above': {
    zh: '把握达到 {percent}% 自动执行，其余由人决定',
    en: 'Automatic from {percent} % on, else a person',
  },
  judged: { zh: '批准记录', en: 'Verdict' },
  'status.proposed': { zh: '待批准', en: 'Proposed' },
  'status.approved': { zh: '已批准', en: 'Approved' },
  'status.suspended': { zh: '已暂停', en: 'Suspended' },
  'status.retired': { zh: '已停用', en: 'Retired' },
  decisions: { zh: '判断次数', en: 'Decisions' },
  'since-approval': { zh: '这个版本启用以来', en: 'of this version, ever' },
  automatic: { zh: '自动执行', en: 'Automatic' },
  of: { zh: '{count} 次', en: '{count} decisions' },
  pending: { zh: '等待人工决定', en: 'Waiting for a person' },
  'pending.note': { zh: '此刻', en: 'now' },
  override: { zh: '人工改判率', en: 'Override rate' },
  'override.note': {
    zh: '人工决定 {judged} 次，改判 {overturned} 次',
    en: '{overturned} of {judged} that people judged',
  },
  figures: { zh: '登记时的测量结果', en: 'Measured at registration' },
  'figures.none': { zh: '登记时没有附测量结果。', en: 'No measured figures were registered.' },
  'who-judges': {
    zh: '由值班领导批准、暂停或调整阈值。',
    en: 'A leader on duty approves, suspends and sets the threshold.',
  },
  judge: { zh: '批准、暂停或调整阈值', en: 'Approve, suspend or change the threshold' },
  threshold: { zh: '自动执行的把握下限（%）', en: 'Automatic from (%)' },
  'threshold.hint': { zh: '留空表示一律由人决定。', en: 'Empty: always a person.' },
  reason: { zh: '理由（会公开）', en: 'Reason (public)' },
  'reason.needed': {
    zh: '请先写明理由，至少 5 个字。',
    en: 'Give a reason first, five characters at least.',
  },
  'do.approved': { zh: '批准运行', en: 'Approve' },
  'do.threshold': { zh: '保存阈值', en: 'Save the threshold' },
  'do.suspended': { zh: '暂停', en: 'Suspend' },
  'do.retired': { zh: '停用', en: 'Retire' },
  'do.rejected': { zh: '不采用', en: 'Reject' },
  'do.back': { zh: '重新启用（回退到此版本）', en: 'Approve again (roll back to this version)' },
  'steps-back': {
    zh: '发现漂移时自动转为全部由人决定（只会收紧，不会自动放开）',
    en: 'When drift is found, go back to always a person (it only ever tightens)',
  },
  'gate.steps-back': { zh: '；发现漂移即全部转人工', en: '; drift takes it back to people' },
  expected: {
    zh: '把握下限 {threshold}%：预计 {coverage} 自动执行，其中约 {risk} 出错（九成把握不超过 {bound}）。',
    en: 'From {threshold} % on: about {coverage} automatic, {risk} of it wrong (with 90 % certainty at most {bound}).',
  },
  'expected.unproven': {
    zh: '现有数据不能证明错误不超过 {max}。',
    en: 'The data cannot show that at most {max} is wrong.',
  },
} as const satisfies Texts
