import type { Messages } from '#kernel/i18n/define'

export const open311Messages: Messages = {
  'open311.bad-key': {
    zh: 'api_key 无效、已过期或已停用。',
    en: 'Invalid api_key received: it is unknown, expired or revoked.',
  },
  'open311.partner-silent': {
    zh: '对方系统没有给出可用的回答：{reason}',
    en: 'The partner’s server gave no usable answer: {reason}',
  },
  'open311.no-key': { zh: '缺少 api_key。', en: 'No api_key was provided.' },
  'open311.may-not-post': {
    zh: '这个 api_key 只能用于测试端点，不能向正式端点提交。',
    en: 'This api_key may post to the test endpoint only.',
  },
  'open311.too-many': {
    zh: '这个 api_key 一分钟内的调用次数超过了 {limit} 次。',
    en: 'More than {limit} calls a minute with this api_key.',
  },
  'open311.not-found': {
    zh: '没有找到这个编号，或它不公开。',
    en: 'There is no such id, or it is not public.',
  },
  'open311.not-yours': {
    zh: '没有找到这个编号，或它不是用这个 api_key 提交的。',
    en: 'There is no such request, or it was not reported with this api_key.',
  },
  'open311.no-resource': {
    zh: '没有这个资源或格式，可用格式为 xml 和 json。',
    en: 'There is no such resource or format; the formats are xml and json.',
  },
  'open311.jurisdiction': {
    zh: 'jurisdiction_id 不是本市的，本市为 {id}。',
    en: 'This jurisdiction_id is not served here; ours is {id}.',
  },
  'open311.no-service': { zh: '缺少 service_code。', en: 'No service_code was provided.' },
  'open311.unknown-service': { zh: '没有这个 service_code。', en: 'There is no such service_code.' },
  'open311.invalid': { zh: '请求的参数不正确。', en: 'The request is not valid.' },
  'open311.too-long': {
    zh: '{field} 超过了 {limit} 个字符。',
    en: '{field} is longer than {limit} characters.',
  },
  'open311.bad-url': {
    zh: '{field} 应为 http 或 https 地址。',
    en: '{field} has to be an http or https address.',
  },
  'open311.bad-choice': {
    zh: 'attribute[{code}] 的值不在服务定义之中，或给出了多个。',
    en: 'attribute[{code}] is not one of the values of the service definition.',
  },
  'open311.half-point': { zh: 'lat 和 long 应同时给出。', en: 'lat and long have to be sent both.' },
  'open311.bad-point': {
    zh: 'lat 和 long 应为中国境内的 WGS-84 坐标。',
    en: 'lat and long have to be WGS-84 degrees inside China.',
  },
  'open311.no-place': {
    zh: '请给出 lat 和 long，或 address_string，或 address_id。',
    en: 'Send lat and long, or address_string, or address_id.',
  },
  'open311.unknown-address': {
    zh: '没有 address_id {id}，应为行政区划代码。',
    en: 'There is no address_id {id}; it is the code of a division.',
  },
  'open311.bad-status': { zh: 'status 只能是：{names}。', en: 'status may be: {names}.' },
  'open311.bad-time': {
    zh: '{field} 应为带时区的 W3C 时间，如 2026-01-01T00:00:00Z。',
    en: '{field} has to be a W3C time with a zone, such as 2026-01-01T00:00:00Z.',
  },
  'open311.bad-count': { zh: '{field} 应为正整数。', en: '{field} has to be a positive whole number.' },
  'open311.long-span': {
    zh: 'start_date 到 end_date 不能超过 {days} 天。',
    en: 'start_date and end_date may not span more than {days} days.',
  },
  'open311.turned-span': { zh: 'start_date 晚于 end_date。', en: 'start_date is later than end_date.' },
  'open311.no-field': { zh: '缺少 {field}。', en: 'No {field} was provided.' },
  'open311.no-client': {
    zh: '没有这个接入系统，或它已停用。',
    en: 'There is no such client, or it is revoked.',
  },
  'open311.no-partner': { zh: '没有这个对接系统。', en: 'There is no such partner.' },
  'open311.partner-off': { zh: '这个对接系统没有启用。', en: 'This partner is switched off.' },
  'open311.forwarded': {
    zh: '这件诉求已经转过这个系统。',
    en: 'This appeal was forwarded to that partner before.',
  },
  'open311.notice.received': {
    zh: '已收到，转责任单位办理；进展请用编号查询。',
    en: 'Received, and on its way to the responsible department; ask for its progress by the id.',
  },
  'open311.notice.private': {
    zh: '已收到。这类诉求不公开，请用 token 换取编号，并用提交时的 api_key 查询。',
    en: 'Received. Requests of this service are not public: get the id by the token, and ask with the api_key that reported it.',
  },
  'open311.notice.test': {
    zh: '测试端点（模拟）：已校验，不会受理，{days} 天后删除。',
    en: 'Test endpoint (simulated): checked, handled by nobody, deleted after {days} days.',
  },
  'open311.notice.phone': {
    zh: '电话号码无法识别，未登记。',
    en: 'The telephone number is not one of this country and was not kept.',
  },
  'open311.notice.email': { zh: '邮箱不登记。', en: 'E-mail addresses are not kept.' },
  'open311.notice.ignored': {
    zh: '未采用的附加项：{names}。',
    en: 'Attributes that were not used: {names}.',
  },
  'open311.state.submitted': { zh: '已收到，待分类。', en: 'Received, to be classified.' },
  'open311.state.classified': { zh: '已分类，待派单。', en: 'Classified, to be dispatched.' },
  'open311.state.dispatched': {
    zh: '已派单，待承办单位签收。',
    en: 'Dispatched, to be accepted by the department.',
  },
  'open311.state.accepted': { zh: '承办单位已签收。', en: 'Accepted by the department.' },
  'open311.state.handled': { zh: '办理中。', en: 'Being handled.' },
  'open311.state.answered': { zh: '已答复，待评价。', en: 'Answered, to be rated.' },
  'open311.state.rated': { zh: '已评价，待办结。', en: 'Rated, to be closed.' },
  'open311.state.merged': {
    zh: '已并入同一问题的另一件诉求办理。',
    en: 'Handled together with another request on the same matter.',
  },
  'open311.state.closed': { zh: '已办结。', en: 'Closed.' },
  'open311.state.withdrawn': { zh: '已由诉求人撤回。', en: 'Taken back by whoever reported it.' },
  'open311.step.submit': { zh: '已收到。', en: 'Received.' },
  'open311.step.classify': { zh: '已分类。', en: 'Classified.' },
  'open311.step.dispatch': { zh: '已派单给责任单位。', en: 'Dispatched to the responsible department.' },
  'open311.step.accept': { zh: '{agency}已签收。', en: 'Accepted by {agency}.' },
  'open311.step.handle': { zh: '{agency}正在办理。', en: '{agency} is at work on it.' },
  'open311.step.answer': { zh: '{agency}已答复。', en: 'Answered by {agency}.' },
  'open311.step.hold': { zh: '{agency}已暂停计时，等待办理条件。', en: 'Put on hold by {agency}.' },
  'open311.step.resume': { zh: '已恢复办理。', en: 'Resumed.' },
  'open311.step.decideExtension': { zh: '延期申请已审批。', en: 'An extension was decided upon.' },
  'open311.step.giveBack': { zh: '已退回重新派单。', en: 'Given back to be dispatched anew.' },
  'open311.step.transfer': { zh: '已转办其他单位。', en: 'Transferred to another department.' },
  'open311.step.comment': { zh: '有新的补充。', en: 'A comment was added.' },
  'open311.step.attach': { zh: '已补充附件。', en: 'A file was attached.' },
  'open311.step.rate': { zh: '诉求人已评价。', en: 'Rated.' },
  'open311.step.reopen': { zh: '已重新办理。', en: 'Opened again.' },
  'open311.step.close': { zh: '已办结。', en: 'Closed.' },
  'open311.step.withdraw': { zh: '已由诉求人撤回。', en: 'Taken back by whoever reported it.' },
}
